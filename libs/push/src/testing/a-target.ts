import type { DeliveryTarget } from '../target/delivery-target';

type Given = Partial<DeliveryTarget> & { url?: string; clientSecret?: string };

/** A target on this machine that is shown a secret; only what the test is about need be given. */
export function aTarget(given: Given = {}): DeliveryTarget {
  const { url = 'http://127.0.0.1:9', clientSecret = 'secret', ...rest } = given;
  return {
    baseUrl: url,
    tokenUrl: `${url}/token`,
    clientId: 'client',
    clientAuth: { method: 'basic', clientSecret },
    scope: undefined,
    allowPrivate: true,
    caCertificate: undefined,
    ...rest,
  };
}
