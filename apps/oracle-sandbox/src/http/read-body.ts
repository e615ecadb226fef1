import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { RequestRefusedError } from './request-refused.error';

export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** What is read and thrown away after the limit, so that the sender can still see the 413. */
const MAX_DISCARDED_BYTES = 100 * 1024 * 1024;

/** Which bodies a scope takes. */
export interface BodyRules {
  readonly mediaTypes: readonly string[];
  /** {@link MAX_BODY_BYTES} unless told. */
  readonly maxBytes?: number;
}

/**
 * Lets the routes of this scope take exactly these media types, handed over as the raw bytes.
 *
 * Everything else is refused: another type, a charset other than UTF-8 or a content encoding with 415, more
 * than is allowed with 413. The rest of a too long body is read and dropped: Fastify's own limit
 * closes the connection at once, and a sender that is still writing then sees a reset instead of the 413.
 */
export function acceptOnly(app: FastifyInstance, { mediaTypes, maxBytes = MAX_BODY_BYTES }: BodyRules): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...mediaTypes], (request: FastifyRequest, payload: Readable) => {
    refuseCodings(request);
    return readBytes(payload, maxBytes);
  });
  app.addHook('preValidation', async (request) => {
    if (request.body === undefined && request.method !== 'GET' && request.method !== 'DELETE') {
      throw new RequestRefusedError(
        415,
        'Unsupported Media Type',
        `Send a body of Content-Type ${mediaTypes.join(' or ')}.`,
      );
    }
  });
}

function refuseCodings(request: FastifyRequest): void {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    throw new RequestRefusedError(415, 'Unsupported Media Type', `The charset ${charset} is not accepted.`);
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new RequestRefusedError(415, 'Unsupported Media Type', `The encoding ${encoding} is not accepted.`);
  }
}

async function readBytes(payload: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (length > maxBytes + MAX_DISCARDED_BYTES) break;
  }
  if (length > maxBytes) {
    const detail = `The body is larger than ${maxBytes} bytes.`;
    throw new RequestRefusedError(413, 'Content Too Large', detail, { connection: 'close' });
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
