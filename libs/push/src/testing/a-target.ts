import type { DeliveryTarget } from '../target/delivery-target';

/** A target on this machine; only what the test is about need be given. */
export function aTarget(given: Partial<DeliveryTarget> & { url?: string } = {}): DeliveryTarget {
  const { url = 'http://127.0.0.1:9', ...rest } = given;
  return {
    completionsUrl: `${url}/completions`,
    tokenUrl: `${url}/token`,
    clientId: 'client',
    clientSecret: 'secret',
    scope: undefined,
    allowPrivate: true,
    ...rest,
  };
}
