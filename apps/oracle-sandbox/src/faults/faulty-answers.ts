import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { DeliveryAnswer } from '../delivery/batch-ledger';
import type { HeldConnections } from '../http/held-connections';
import { sendProblem } from '../http/problem';
import { RequestRefusedError } from '../http/request-refused.error';
import type { AnswerFault } from './fault-set';

const PADDING = Buffer.alloc(65_536, ' ');
const SLOW_BYTE_MS = 1000;

/** Destroys the connection without a byte of answer. */
export function sendNothing(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}

/** Resets the connection: the client learns that something is wrong, and not how far its request came. */
export function resetConnection(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
}

/** Answers exactly what a fault says. */
export function sendAnswer(reply: FastifyReply, fault: AnswerFault): FastifyReply {
  const { status, text, contentType, retryAfter, location } = fault;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (location !== undefined) reply.header('location', location);
  if (text === undefined) {
    return sendProblem(reply, new RequestRefusedError(status, 'Fault', `Fault: ${status} was asked for.`));
  }
  reply.code(status);
  return text === '' ? reply.send() : reply.type(contentType).send(text);
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

/**
 * The answer as valid JSON behind so many spaces that it has the size asked for, in chunks and without a
 * Content-Length: who stops reading early has seen nothing of it.
 */
export function padded(answer: DeliveryAnswer, totalBytes: number): Readable {
  return Readable.from(chunksOf(Buffer.from(answer.body), totalBytes));
}

function* chunksOf(end: Buffer, totalBytes: number): Generator<Buffer> {
  for (let left = totalBytes - end.length; left > 0; left -= PADDING.length) {
    yield left < PADDING.length ? PADDING.subarray(0, left) : PADDING;
  }
  yield end;
}

function startRaw(reply: FastifyReply, { status, body }: DeliveryAnswer): Buffer {
  reply.hijack();
  const bytes = Buffer.from(body);
  reply.raw.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  return bytes;
}
