import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { UploadBodyMissingError } from '../import.errors';

/** What browsers and scripts call a CSV file; Windows with Excel says the last of these. */
export const FILE_TYPES: readonly string[] = [
  'text/csv',
  'application/octet-stream',
  'application/vnd.ms-excel',
];

/** A file that is just arriving as the body of a request. */
export interface IncomingFile {
  readonly content: Readable;
  /** As far as the sender tells. */
  readonly bytes: number | undefined;
}

/** Lets files through as they arrive: whoever declares an {@link UploadedFile} reads them, and nobody else does. */
export function acceptFiles(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser([...FILE_TYPES], (_request, payload, done) => done(null, payload));
}

/** The file that is the body of the request. */
export const UploadedFile = createParamDecorator((_: unknown, context: ExecutionContext): IncomingFile => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (!(request.body instanceof Readable)) throw new UploadBodyMissingError();
  const bytes = Number(request.headers['content-length']);
  return { content: request.body, bytes: Number.isFinite(bytes) ? bytes : undefined };
});
