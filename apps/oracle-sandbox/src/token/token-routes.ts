import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { TokenFaults } from '../faults/fault-set';
import { keepWaiting, sendNothing } from '../faults/faulty-answers';
import { SIGN_IN_PAGE } from '../faults/sign-in-page';
import { acceptOnly } from '../http/read-body';
import type { SandboxState } from '../sandbox-state';
import { refuseTokenRequest } from './token-request';

interface OAuthError {
  status: number;
  error: string;
  description: string;
  retryAfter?: string | undefined;
}

/** `POST /oauth2/v1/token`: client credentials by RFC 6749, and the faults that were asked for. */
export async function tokenRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(app, { mediaTypes: ['application/x-www-form-urlencoded'] });

  app.post('/oauth2/v1/token', async (request, reply) => {
    const faults = state.faults.takeToken();
    if (faults.latencyMs) await delay(faults.latencyMs);
    if (faults.refuse) return sendNothing(reply);
    if (faults.hang) return keepWaiting(reply, state.held);
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
    if (faults.html) return reply.type('text/html; charset=utf-8').send(SIGN_IN_PAGE);
    if (faults.garbage) return reply.type('application/json').send('{"access_token": <not json');
    const refusal =
      faultyRefusal(faults) ??
      refuseTokenRequest(
        {
          authorization: request.headers.authorization,
          form: (request.body as Buffer).toString('utf8'),
          query: request.url.split('?')[1] ?? '',
        },
        state.access,
      );
    if (refusal) return sendOAuthError(reply, refusal);
    return issueToken(faults, state);
  });
}

function issueToken({ expiresInSeconds }: TokenFaults, state: SandboxState): object {
  const lifetime = expiresInSeconds ?? state.access.tokenSeconds;
  const token = { access_token: state.tokens.issue(lifetime), token_type: 'Bearer' };
  return expiresInSeconds === null ? token : { ...token, expires_in: lifetime };
}

function faultyRefusal({ status, error, retryAfter }: TokenFaults): OAuthError | undefined {
  if (status === undefined && error === undefined) return undefined;
  const description = 'Fault: the token endpoint was told to refuse.';
  return {
    status: status ?? defaultStatus(error),
    error: error ?? defaultError(status),
    description,
    retryAfter,
  };
}

function defaultStatus(error: string | undefined): number {
  return error === 'invalid_client' ? 401 : 400;
}

function defaultError(status = 400): string {
  if (status === 401) return 'invalid_client';
  return status === 429 || status >= 500 ? 'temporarily_unavailable' : 'invalid_request';
}

function sendOAuthError(
  reply: FastifyReply,
  { status, error, description, retryAfter }: OAuthError,
): FastifyReply {
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (status === 401) reply.header('www-authenticate', 'Basic realm="oracle-sandbox"');
  return reply.code(status).send({ error, error_description: description });
}
