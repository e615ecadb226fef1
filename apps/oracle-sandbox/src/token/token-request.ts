import { hash, timingSafeEqual } from 'node:crypto';

/** The one client that is registered here. */
export interface RegisteredClient {
  clientId: string;
  clientSecret: string;
  /** `undefined`: none is looked at. */
  scope: string | undefined;
}

export interface TokenRequest {
  authorization: string | undefined;
  /** The form body as it was sent. */
  form: string;
  /** The query string without its question mark. */
  query: string;
}

export interface TokenRefusal {
  status: 400 | 401;
  error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  description: string;
}

interface Credentials {
  id: string;
  secret: string;
}

const CREDENTIAL_MEMBERS = ['client_id', 'client_secret'];

/**
 * Decides a client-credentials request by RFC 6749: the form, then the client, then the grant, then the scope.
 *
 * @returns the refusal, or `undefined` when a token is to be issued.
 */
export function refuseTokenRequest(
  request: TokenRequest,
  client: RegisteredClient,
): TokenRefusal | undefined {
  const form = new URLSearchParams(request.form);
  const trouble = malformed(request, form);
  if (trouble) return { status: 400, error: 'invalid_request', description: trouble };

  const credentials = request.authorization === undefined ? inBody(form) : inHeader(request.authorization);
  if (!credentials || !isClient(credentials, client)) {
    return { status: 401, error: 'invalid_client', description: 'Client authentication failed.' };
  }
  const grantType = value(form, 'grant_type');
  if (!grantType) return { status: 400, error: 'invalid_request', description: 'grant_type is missing.' };
  if (grantType !== 'client_credentials') {
    const description = 'Only grant_type=client_credentials is served.';
    return { status: 400, error: 'unsupported_grant_type', description };
  }
  if (client.scope !== undefined && value(form, 'scope') !== client.scope) {
    const description = 'The scope is not the one this client may ask for.';
    return { status: 400, error: 'invalid_scope', description };
  }
  return undefined;
}

/** What RFC 6749 forbids in the form itself: repeated members (3.2), two ways or the URL for the client (2.3.1). */
function malformed(request: TokenRequest, form: URLSearchParams): string | undefined {
  const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (repeated !== undefined) return `${repeated} is given more than once.`;
  const query = new URLSearchParams(request.query);
  if (CREDENTIAL_MEMBERS.some((name) => query.has(name))) return 'Client credentials must not be in the URL.';
  if (request.authorization === undefined) return undefined;
  if (value(form, 'client_secret') !== undefined) {
    return 'The client must authenticate by header or by body, not by both.';
  }
  const idInBody = value(form, 'client_id');
  const idInHeader = inHeader(request.authorization)?.id;
  return idInBody !== undefined && idInHeader !== undefined && idInBody !== idInHeader
    ? 'client_id in the body is not the client of the header.'
    : undefined;
}

/** A member sent without a value counts as left out (RFC 6749, 3.2). */
function value(form: URLSearchParams, name: string): string | undefined {
  return form.get(name) || undefined;
}

function inBody(form: URLSearchParams): Credentials | undefined {
  const [id, secret] = CREDENTIAL_MEMBERS.map((name) => value(form, name));
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

/** Id and secret are form-url-encoded before they go into the Basic header (RFC 6749, 2.3.1). */
function inHeader(authorization: string): Credentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (!encoded) return undefined;
  const [id, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  if (!id || rest.length === 0) return undefined;
  const [decodedId, decodedSecret] = [formUrlDecode(id), formUrlDecode(rest.join(':'))];
  return decodedId && decodedSecret ? { id: decodedId, secret: decodedSecret } : undefined;
}

function formUrlDecode(text: string): string | undefined {
  const isWellFormed = !/%(?![0-9A-Fa-f]{2})/.test(text);
  return isWellFormed
    ? (new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? undefined)
    : undefined;
}

/** Both comparisons always run, over digests, so that the time taken tells nothing about either. */
function isClient(given: Credentials, client: RegisteredClient): boolean {
  const same = [isSame(given.id, client.clientId), isSame(given.secret, client.clientSecret)];
  return same.every(Boolean);
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}
