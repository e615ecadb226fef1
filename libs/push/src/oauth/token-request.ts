import type { DeliveryTarget } from '../target/delivery-target';

/** `application/x-www-form-urlencoded` of one value, as RFC 6749 asks for inside the Basic header too. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** The token request of RFC 6749, section 4.4: client by Basic header, scope passed on byte for byte. */
export function tokenRequest(target: DeliveryTarget): {
  url: string;
  headers: Record<string, string>;
  body: string;
} {
  const credentials = `${formEncoded(target.clientId)}:${formEncoded(target.clientSecret)}`;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (target.scope !== undefined) form.set('scope', target.scope);
  return {
    url: target.tokenUrl,
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body: form.toString(),
  };
}
