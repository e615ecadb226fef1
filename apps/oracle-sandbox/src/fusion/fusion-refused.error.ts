import type { FastifyReply, FastifyRequest } from 'fastify';
import { frameworkVersionOf } from './framework-version';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  412: 'Precondition Failed',
  500: 'Internal Server Error',
};

/** A refusal in the words of the ADF REST framework. */
export class FusionRefusedError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly path = '/',
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/** Details from framework version 4 on, a line of text before it; of an error 500 nothing at all. */
export function sendFusionRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, detail, path, headers }: FusionRefusedError,
): FastifyReply {
  reply.code(status).headers(headers);
  const version = frameworkVersionOf(request.headers);
  if (status === 500 && version >= 4) return reply.send();
  if (version < 4) return reply.type('text/plain').send(detail);
  const accept = request.headers.accept ?? '';
  const type = accept.includes('adf.error+json')
    ? 'application/vnd.oracle.adf.error+json'
    : 'application/json';
  const details = [{ detail, 'o:errorCode': '27014', 'o:errorPath': path }];
  const body = {
    title: TITLES[status] ?? 'Error',
    status: String(status),
    'o:errorDetails': details,
  };
  return reply.type(type).send(JSON.stringify(body));
}
