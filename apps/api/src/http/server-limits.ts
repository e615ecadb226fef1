import type { Server } from 'node:http';
import { AppError } from '@oracle-integration/platform';
import type { FastifyHttpOptions, FastifyInstance, FastifyRequest } from 'fastify';

const BODY_BYTES_MAX = 2 * 1024 * 1024;
const HEADER_BYTES_MAX = 16 * 1024;
const HEADERS_MAX = 100;
/** Ours are ids, at most a UUID. */
const PARAMETER_CHARACTERS_MAX = 100;
const HEADERS_MS = 20_000;
/** For bodies of at most {@link BODY_BYTES_MAX}. */
const BODY_MS = 30_000;
/** A file of a gigabyte at five megabits a second; that it does not stop coming is the upload's own care. */
const FILE_MS = 30 * 60_000;
/** A connection on which nothing moves in either direction: who does not read our answer is not waited for. */
const SILENCE_MS = 120_000;
/** Longer than proxies keep theirs (60 s is common), so that they never write into a connection we are closing. */
const KEEP_ALIVE_MS = 72_000;
const CHECK_MS = 5_000;

/** How large a request may be, and how long its head may take. */
export const SERVER_LIMITS = {
  bodyLimit: BODY_BYTES_MAX,
  connectionTimeout: SILENCE_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  routerOptions: { maxParamLength: PARAMETER_CHARACTERS_MAX },
  http: {
    maxHeaderSize: HEADER_BYTES_MAX,
    connectionsCheckingInterval: CHECK_MS,
    headersTimeout: HEADERS_MS,
  },
} as const satisfies FastifyHttpOptions<Server>;

export type LimitErrorCode = 'HTTP.BODY_TOO_SLOW' | 'HTTP.ADDRESS_UNUSABLE';

class BodyTooSlowError extends AppError<LimitErrorCode> {
  constructor() {
    const message = 'The body took too long to arrive. Check the connection, and send it again.';
    super({ code: 'HTTP.BODY_TOO_SLOW', message, severity: 'info' });
  }
}

class AddressUnusableError extends AppError<LimitErrorCode> {
  constructor() {
    const message = 'The address holds a character that no address may have.';
    super({ code: 'HTTP.ADDRESS_UNUSABLE', message, severity: 'info' });
  }
}

/**
 * What the server itself cannot limit: how slowly a body may arrive, and text that PostgreSQL cannot be asked for.
 *
 * @param fileTypes the content types of bodies that may take as long as a file takes
 */
export function limitRequests(fastify: FastifyInstance, fileTypes: readonly string[]): void {
  fastify.server.maxHeadersCount = HEADERS_MAX;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.includes('%00')) return done(new AddressUnusableError());
    if (hasBody(request)) {
      const isFile = fileTypes.some((type) => request.headers['content-type']?.startsWith(type));
      const deadline = setTimeout(
        () => {
          if (!reply.sent) void reply.header('connection', 'close').send(new BodyTooSlowError());
          else request.raw.destroy();
        },
        isFile ? FILE_MS : BODY_MS,
      );
      for (const event of ['end', 'close'] as const) request.raw.once(event, () => clearTimeout(deadline));
    }
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
