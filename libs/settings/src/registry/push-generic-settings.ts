import { expressionText } from './expression-text';
import { headerLines, headerName } from './header-lines';
import { path } from './path-text';
import { inSection, multiline, ofProfiles, oneOf, secretMultiline, text } from './setting-definition';

/** Settings of the delivery profile `generic-json`. */
export const PUSH_GENERIC_SETTINGS = inSection(
  'push',
  ofProfiles(['generic-json'], {
    pushCompletionsPath: text(
      [
        'PUSH_COMPLETIONS_PATH',
        'Completions path',
        'Path of the completions endpoint, behind the Base URL. In single requests {id} stands for the id of the completion.',
      ],
      path.default('/completions'),
    ),
    pushMethod: oneOf(
      ['PUSH_METHOD', 'Method', 'By which completions are sent.'],
      { POST: 'POST', PUT: 'PUT', PATCH: 'PATCH' },
      'POST',
    ),
    pushRequestShape: oneOf(
      [
        'PUSH_REQUEST_SHAPE',
        'One request holds',
        'A single one is sent as it is, without anything around it.',
      ],
      { batch: 'Many completions', single: 'A single completion' },
      'batch',
    ),
    pushHeaders: secretMultiline(
      [
        'PUSH_HEADERS',
        'Further headers',
        'One in each line, such as X-System: totara. Their values are kept as secrets.',
      ],
      headerLines.optional(),
    ),
    pushIdempotencyHeader: text(
      ['PUSH_IDEMPOTENCY_HEADER', 'Idempotency header', 'Name of the header with the key of the request.'],
      headerName.default('Idempotency-Key'),
    ),
    pushSuccessExpression: multiline(
      [
        'PUSH_SUCCESS_EXPRESSION',
        'Success expression',
        'JSONata over status, headers and body of an answer with 2xx: true, and it counts as one. Left empty, every 2xx does.',
      ],
      expressionText.optional(),
    ),
    pushResultsExpression: multiline(
      [
        'PUSH_RESULTS_EXPRESSION',
        'Results expression',
        'JSONata over the same: a list with id, status, externalId and error of each completion. Left empty, they are looked for in items.',
      ],
      expressionText.optional(),
    ),
  }),
);
