import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { DeliveryAnswer } from '../delivery/batch-ledger';
import type { HeldConnections } from '../http/held-connections';

const PADDING = Buffer.alloc(65_536, ' ');
const SLOW_BYTE_MS = 1000;

/** Destroys the connection without a byte of answer. */
export function sendNothing(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}

/** Leaves the client waiting until it gives up or the sandbox is reset. */
export function keepWaiting(reply: FastifyReply, held: HeldConnections): void {
  reply.hijack();
  if (reply.raw.socket) held.hold(reply.raw.socket);
}

/** Announces the whole answer, sends half of it and destroys the connection. */
export function sendTorn(reply: FastifyReply, answer: DeliveryAnswer): void {
  const bytes = startRaw(reply, answer);
  reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
}

/** Sends the answer at one byte a second, the first at once. */
export function sendSlowly(reply: FastifyReply, answer: DeliveryAnswer, held: HeldConnections): void {
  const bytes = startRaw(reply, answer);
  const { raw } = reply;
  if (raw.socket) held.hold(raw.socket);
  let sent = 0;
  const sendByte = () => {
    raw.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent === bytes.length) raw.end();
  };
  const timer = setInterval(sendByte, SLOW_BYTE_MS);
  raw.once('close', () => clearInterval(timer));
  sendByte();
}

/** The answer as valid JSON, padded with spaces to so many bytes, in chunks and without a Content-Length. */
export function padded(answer: DeliveryAnswer, totalBytes: number): Readable {
  return Readable.from(chunksOf(Buffer.from(answer.body), totalBytes));
}

function* chunksOf(start: Buffer, totalBytes: number): Generator<Buffer> {
  yield start;
  for (let left = totalBytes - start.length; left > 0; left -= PADDING.length) {
    yield left < PADDING.length ? PADDING.subarray(0, left) : PADDING;
  }
}

function startRaw(reply: FastifyReply, { status, body }: DeliveryAnswer): Buffer {
  reply.hijack();
  const bytes = Buffer.from(body);
  reply.raw.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  return bytes;
}
