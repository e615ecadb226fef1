import type { IncomingMessage } from 'node:http';
import { WEBHOOK_BODY_BYTES_MAX, WEBHOOK_PATH } from '@oracle-integration/contracts';
import { WebhookBusyError } from '@oracle-integration/totara';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What every body of the webhook route is called inside, so that its bytes are taken as they are. */
const RAW = 'application/x-webhook-bytes';
/** Three of the largest at once; a burst of ordinary messages, of two kilobytes each, needs a hundredth of it. */
const BYTES_UNDER_WAY_MAX = 3 * WEBHOOK_BODY_BYTES_MAX;

class BodyTooLargeError extends Error {
  readonly statusCode = 413;

  constructor() {
    super(`A message may have at most ${WEBHOOK_BODY_BYTES_MAX} bytes.`);
  }
}

/**
 * Hands the bodies of webhooks on as bytes: the signature is over them, and the content type says little (Moodle's
 * local_webhooks sends JSON as a form). Must be called before the routes are made.
 */
export function takeWebhookBodiesRaw(
  fastify: Pick<FastifyInstance, 'addHook' | 'addContentTypeParser'>,
): void {
  const reader = new BodyReader();
  fastify.addHook('onRoute', (route) => {
    if (route.url !== WEBHOOK_PATH || route.method !== 'POST') return;
    const callRaw = (request: FastifyRequest, _reply: unknown, done: () => void) => {
      request.headers['content-type'] = RAW;
      done();
    };
    route.onRequest = [callRaw, ...[route.onRequest ?? []].flat()];
  });
  fastify.addContentTypeParser(RAW, (_request: FastifyRequest, payload: IncomingMessage) =>
    reader.read(payload),
  );
}

/** Reads bodies within what one message, and all of them together, may cost in memory. */
class BodyReader {
  private bytesUnderWay = 0;

  async read(payload: AsyncIterable<Buffer>): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of payload) {
        bytes += chunk.length;
        this.bytesUnderWay += chunk.length;
        if (bytes > WEBHOOK_BODY_BYTES_MAX) throw new BodyTooLargeError();
        if (this.bytesUnderWay > BYTES_UNDER_WAY_MAX) throw new WebhookBusyError();
        chunks.push(chunk);
      }
      return Buffer.concat(chunks, bytes);
    } finally {
      this.bytesUnderWay -= bytes;
    }
  }
}
