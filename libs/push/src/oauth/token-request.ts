import type { DeliveryTarget } from '../target/delivery-target';
import { clientAssertion } from './client-assertion';

export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What an answer may repeat and nobody may read. */
  readonly secrets: readonly string[];
}

/**
 * The token request of RFC 6749, section 4.4: the client by Basic header, in the form, or by a signed assertion;
 * the scope passed on byte for byte.
 */
export async function tokenRequest(target: DeliveryTarget, now: Date): Promise<TokenRequest> {
  const { method, form: proof, headers, secrets } = await proofOf(target, now);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (method !== 'basic') form.set('client_id', target.clientId);
  for (const [name, value] of Object.entries(proof)) form.set(name, value);
  if (target.scope !== undefined) form.set('scope', target.scope);
  return {
    url: target.tokenUrl,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: form.toString(),
    secrets,
  };
}

interface Proof {
  readonly method: DeliveryTarget['clientAuth']['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

async function proofOf({ clientId, clientAuth }: DeliveryTarget, now: Date): Promise<Proof> {
  const { method } = clientAuth;
  if (method === 'private_key_jwt') {
    const assertion = await clientAssertion(clientId, clientAuth, now);
    const form = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    };
    return { method, headers: {}, form, secrets: [assertion] };
  }
  const { clientSecret } = clientAuth;
  const encodedSecret = formEncoded(clientSecret);
  const secrets = [clientSecret, encodedSecret];
  if (method === 'body') return { method, headers: {}, form: { client_secret: clientSecret }, secrets };
  const credentials = Buffer.from(`${formEncoded(clientId)}:${encodedSecret}`).toString('base64');
  return {
    method,
    headers: { authorization: `Basic ${credentials}` },
    form: {},
    secrets: [...secrets, credentials],
  };
}

/** `application/x-www-form-urlencoded` of one value, as RFC 6749 asks for inside the Basic header too. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
