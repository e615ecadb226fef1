import { describeError, type Environment } from '@oracle-integration/platform';
import { type Finding, ok, warning } from './finding';

const NAME = 'Public address';
const WAIT_MS = 5_000;

/** Whether people and pollers get through to the service by the address it tells them. */
export async function publicUrlFinding({ publicUrl, host }: Environment): Promise<Finding> {
  if (publicUrl === undefined) {
    return warning(
      NAME,
      `PUBLIC_URL is not set; links name ${host}, and a copied volume cannot be told from this installation`,
      'Operator: set PUBLIC_URL to the address that browsers use, on every process.',
    );
  }
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol === 'http:' && !isLocal)
    return warning(NAME, `${publicUrl} is not encrypted`, 'IT: put a proxy with TLS before the service.');
  try {
    const answer = await fetch(`${publicUrl}/health/live`, { signal: AbortSignal.timeout(WAIT_MS) });
    await answer.body?.cancel();
    if (answer.ok) return ok(NAME, `${publicUrl} answers`);
    return warning(
      NAME,
      `${publicUrl} answers with ${answer.status}`,
      'IT: look at the proxy, and whether the service runs.',
    );
  } catch (error) {
    const reason = error instanceof Error && error.cause ? describeError(error.cause) : describeError(error);
    return warning(
      NAME,
      `${publicUrl} cannot be reached from here: ${reason}`,
      'IT: look whether the service runs, and at name, proxy and certificate.',
    );
  }
}
