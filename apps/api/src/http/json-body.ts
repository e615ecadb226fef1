import { AppError, RequestInvalidError } from '@oracle-integration/platform';
import type { FastifyInstance } from 'fastify';
import { isNestedTooDeeply, unstorableText } from './json-guard';

export type BodyErrorCode = 'HTTP.BODY_UNUSABLE';

/** A JSON body that is none, or that nobody could work with. */
class BodyUnusableError extends AppError<BodyErrorCode> {
  constructor(message: string, cause?: unknown) {
    super({ code: 'HTTP.BODY_UNUSABLE', message, severity: 'info', cause });
  }
}

type BodyParsing = Pick<
  FastifyInstance,
  'addContentTypeParser' | 'getDefaultJsonParser' | 'removeContentTypeParser'
>;

/**
 * Reads JSON bodies in place of the framework's parser, which lets through what breaks validators and databases.
 * Other bodies are refused (415), but for those whose routes bring a parser: a form that another site posts cannot
 * even begin to look like a call of ours.
 */
export function takeJsonBodiesOnly(fastify: BodyParsing): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, json, done) => {
    // Many clients name the type of a body on every call, also where there is none.
    if (json === '') return done(null, undefined);
    if (isNestedTooDeeply(json)) return done(new BodyUnusableError('The body nests too deeply.'));
    void parse(request, json, (error, value: unknown) => {
      if (error) return done(new BodyUnusableError('The body is not valid JSON.', error));
      const place = unstorableText(json, value);
      done(place === undefined ? null : unstorable(place), value);
    });
  });
}

function unstorable(place: string): RequestInvalidError {
  const field = place || 'the body';
  return new RequestInvalidError([{ field, message: `${field} holds a character that no text may have` }]);
}
