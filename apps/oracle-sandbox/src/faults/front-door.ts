import { RequestRefusedError } from '../http/request-refused.error';
import type { FaultPlan } from './fault-plan';
import type { DeliveryFaults } from './fault-set';

/** The refusal that faults put before a delivery is even looked at; `undefined` lets it in. */
export function refuseAtTheDoor(
  faults: DeliveryFaults,
  plan: FaultPlan,
  random: () => number,
): RequestRefusedError | undefined {
  if (faults.unauthorized) {
    const headers = { 'www-authenticate': 'Bearer realm="oracle-sandbox", error="invalid_token"' };
    return new RequestRefusedError(401, 'Unauthorized', 'Fault: every token is refused.', headers);
  }
  if (faults.forbidden) {
    return new RequestRefusedError(403, 'Forbidden', 'Fault: this client may not deliver.');
  }
  const closure = plan.rateLimit(faults);
  if (closure) {
    const { retryAfter } = closure;
    const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    return new RequestRefusedError(429, 'Too Many Requests', 'Fault: the rate limit is used up.', headers);
  }
  if (plan.isNthToFail(faults) || random() < (faults.errorRate ?? 0)) {
    const detail = 'Fault: an error as often as asked for.';
    return new RequestRefusedError(faults.errorStatus ?? 503, 'Fault', detail);
  }
  return undefined;
}
