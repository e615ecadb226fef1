import type { Settings } from '@oracle-integration/settings';
import { Agent, request } from 'undici';
import { clockFinding } from './clock-finding';
import type { Finding } from './finding';

const WAIT_MS = 10_000;

/** Oracle's clock by the `Date` of an answer; nothing where it sends none. Asked only of an address that was tested. */
export async function oracleClockFinding(settings: Settings): Promise<Finding | undefined> {
  const { pushTokenUrl: url, pushCaCertificate: ca } = settings;
  if (url === undefined) return undefined;
  const agent = new Agent(ca === undefined ? {} : { connect: { ca } });
  try {
    const before = Date.now();
    const answer = await request(url, { method: 'HEAD', dispatcher: agent, headersTimeout: WAIT_MS });
    await answer.body.dump();
    const at = Date.parse(String(answer.headers['date']));
    return Number.isNaN(at) ? undefined : clockFinding("Oracle's clock", at - (before + Date.now()) / 2);
  } catch (error) {
    // The test just before went through: whatever it is now says nothing of the clock.
    if (error instanceof Error) return undefined;
    throw error;
  } finally {
    await agent.destroy();
  }
}
