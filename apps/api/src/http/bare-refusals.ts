import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errorCode, problemOf } from '@oracle-integration/platform';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { BARE_SECURITY_HEADERS } from './security-headers';

/** What is wrong with a request that never became one, by the code of Node's HTTP parser. */
const REFUSALS: Readonly<Record<string, { status: number; detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request took too long to arrive.' },
};
const NOT_HTTP = { status: 400, detail: 'This is not a request that can be understood.' };

/** Answers on the bare connection, where no request was understood, and closes it. */
export function refuseConnection(error: Error, socket: Socket): void {
  if (errorCode(error) === 'ECONNRESET' || socket.destroyed) return;
  const { status, detail } = REFUSALS[errorCode(error) ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify(problemOf({ status, detail, code: `HTTP.${status}`, requestId: randomUUID() }));
  const head = {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...BARE_SECURITY_HEADERS,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) {
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  }
  socket.destroySoon();
}

/** Answers where the router refused the address itself: no hook has run, and no filter will. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode === 414 ? 414 : 400;
  const detail = status === 414 ? 'A part of the address is too long.' : 'The address is not a valid one.';
  const problem = problemOf({ status, detail, code: `HTTP.${status}`, requestId: String(request.id) });
  void reply
    .code(status)
    .headers({ ...BARE_SECURITY_HEADERS, 'content-type': 'application/problem+json' })
    .send(JSON.stringify(problem));
}
