import type { RunningProcess } from '@oracle-integration/testing';
import { startProcess } from '../processes';

const ACCESS = {
  SANDBOX_CLIENT_ID: 'bench-client',
  SANDBOX_CLIENT_SECRET: 'bench-secret',
  SANDBOX_SCOPE: 'urn:opc:resource:consumer::all',
};

/** The Oracle sandbox in a process of its own, which answers at once or after a while. */
export class OracleStandIn {
  private constructor(
    private readonly process: RunningProcess,
    readonly url: string,
  ) {}

  static async start({ latencyMs }: { latencyMs: number }): Promise<OracleStandIn> {
    const process = startProcess('apps/oracle-sandbox/main.js', { ...ACCESS, PORT: '0' });
    const standIn = new OracleStandIn(process, (await process.waitFor(/listening on (\S+)/))[1]!);
    if (latencyMs > 0) await standIn.delayAnswers(latencyMs);
    return standIn;
  }

  /** What a sender must be told to reach it. */
  get settings(): Record<string, string> {
    return {
      PUSH_BASE_URL: this.url,
      PUSH_TOKEN_URL: `${this.url}/oauth2/v1/token`,
      PUSH_CLIENT_ID: ACCESS.SANDBOX_CLIENT_ID,
      PUSH_CLIENT_SECRET: ACCESS.SANDBOX_CLIENT_SECRET,
      PUSH_SCOPE: ACCESS.SANDBOX_SCOPE,
      PUSH_ALLOW_PRIVATE_TARGETS: 'true',
    };
  }

  /** How many different items it has accepted. */
  async accepted(): Promise<number> {
    const answer = await fetch(`${this.url}/_sandbox/stats`);
    return ((await answer.json()) as { unique: number }).unique;
  }

  async end(): Promise<void> {
    await this.process.end('SIGKILL');
  }

  private async delayAnswers(latencyMs: number): Promise<void> {
    const answer = await fetch(`${this.url}/_sandbox/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ latencyMs }),
    });
    if (!answer.ok) throw new Error(`The sandbox took no latency: ${await answer.text()}`);
  }
}
