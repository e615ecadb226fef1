import { rememberActor } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { NotSignedInError } from '../auth.errors';
import type { LiveSession } from '../sessions/session.repository';
import type { ApiTokenIdentity } from '../tokens/api-token';
import { ApiTokenMissingError } from '../tokens/api-token.errors';

/** Who calls: put on the request by the access guard, read by whoever needs to know. */
const SESSIONS = new WeakMap<FastifyRequest, LiveSession>();
const API_TOKENS = new WeakMap<FastifyRequest, ApiTokenIdentity>();

export function rememberSession(request: FastifyRequest, session: LiveSession): void {
  SESSIONS.set(request, session);
  rememberActor(request, { kind: 'manager', id: session.managerId, name: session.email });
}

export function rememberApiToken(request: FastifyRequest, token: ApiTokenIdentity): void {
  API_TOKENS.set(request, token);
  rememberActor(request, { kind: 'token', id: token.id, name: token.label });
}

/** @throws NotSignedInError on a route that no session is needed for. */
export function currentSession(request: FastifyRequest): LiveSession {
  const session = SESSIONS.get(request);
  if (!session) throw new NotSignedInError();
  return session;
}

/** The API token of a request, where one was shown that holds. */
export function findApiToken(request: FastifyRequest): ApiTokenIdentity | undefined {
  return API_TOKENS.get(request);
}

/** @throws ApiTokenMissingError on a route that no token is needed for. */
export function currentApiToken(request: FastifyRequest): ApiTokenIdentity {
  const token = API_TOKENS.get(request);
  if (!token) throw new ApiTokenMissingError();
  return token;
}
