import {
  COMPLETION_PAGE_LIMIT_MAX,
  type CompletionPageView,
  EXAMPLE_COMPLETION,
} from '@oracle-integration/contracts';
import { describeRoute, RequestInvalidError, schemaNamed } from '@oracle-integration/platform';
import { AcknowledgeController } from '../acknowledge/acknowledge.controller';
import { AnswerFormat } from '../answer-format';
import { PullController } from '../pull.controller';
import {
  CursorInvalidError,
  CursorOfOtherFiltersError,
  NotAcceptableError,
  PullDisabledError,
} from '../pull.errors';
import { completionsAsCsv, CSV_HEADER } from '../stream/completion-csv';
import { ACKNOWLEDGEMENT_SCHEMAS } from './acknowledgement-schemas';
import { COMPLETION_SCHEMAS } from './completion-schemas';
import { ACCEPTED_EXAMPLE, ACKNOWLEDGED_EXAMPLE, OUTCOMES_EXAMPLE, PAGE_EXAMPLE } from './examples';
import { PULL_PARAMETERS } from './pull-parameters';

const LIMITS = ['RateLimit', 'RateLimit-Policy'] as const;
const LAST_PAGE: CompletionPageView = { ...PAGE_EXAMPLE, items: [], hasMore: false };

export const PULL_SCHEMAS = { ...COMPLETION_SCHEMAS, ...ACKNOWLEDGEMENT_SCHEMAS };

const LIST = describeRoute(PullController, 'list', {
  tag: 'Completions',
  summary: 'Completions, oldest change first',
  description:
    'Keep `nextCursor` and ask with it next time: reading until `hasMore` is false yields every record committed before `consistentThrough` exactly once, whatever is written meanwhile. A record that changes appears again, with a higher `revision`. As NDJSON or CSV the whole result comes in one answer, whatever `limit` says; where to go on is in the header `X-Next-Cursor`.',
  parameters: PULL_PARAMETERS,
  answers: {
    200: {
      description: 'A page, or the whole result.',
      headers: [...LIMITS, 'ETag', 'X-Next-Cursor', 'X-Consistent-Through'],
      content: {
        [AnswerFormat.Json]: {
          schema: schemaNamed('CompletionPage'),
          examples: {
            page: { summary: 'A page with more to come', value: PAGE_EXAMPLE },
            last: { summary: 'Nothing new', value: LAST_PAGE },
          },
        },
        [AnswerFormat.NdJson]: {
          schema: { type: 'string', description: 'A `Completion` a line.' },
          example: `${JSON.stringify(EXAMPLE_COMPLETION)}\n`,
        },
        [AnswerFormat.Csv]: {
          schema: {
            type: 'string',
            description:
              'RFC 4180 with a header line: nested members by their path. New columns are added at the end.',
          },
          example: CSV_HEADER + completionsAsCsv([EXAMPLE_COMPLETION]),
        },
      },
    },
    304: {
      description: 'The page is as `If-None-Match` says it was.',
      headers: [...LIMITS, 'ETag', 'X-Consistent-Through'],
    },
  },
  refusals: [
    new RequestInvalidError([
      { field: 'limit', message: `limit must be a whole number from 1 to ${COMPLETION_PAGE_LIMIT_MAX}` },
    ]),
    new CursorInvalidError(),
    new CursorOfOtherFiltersError(),
    new NotAcceptableError(Object.values(AnswerFormat)),
    new PullDisabledError('Pull API'),
  ],
});

const ACKNOWLEDGE = describeRoute(AcknowledgeController, 'acknowledge', {
  tag: 'Completions',
  summary: 'Say what you did with completions',
  description:
    'Accepted, or rejected with a reason, which managers read in your words. What is said belongs to your system, whichever of its tokens it used. Repeating it changes nothing; a new revision is not acknowledged again by itself.',
  body: {
    description: 'At most 1000.',
    content: {
      'application/json': {
        schema: schemaNamed('AcknowledgeRequest'),
        examples: {
          outcomes: { summary: 'One accepted, one rejected', value: OUTCOMES_EXAMPLE },
          accepted: { summary: 'All accepted, as they are now', value: ACCEPTED_EXAMPLE },
        },
      },
    },
  },
  answers: {
    200: {
      description: 'What became of each.',
      headers: LIMITS,
      content: { 'application/json': { schema: schemaNamed('Acknowledged'), example: ACKNOWLEDGED_EXAMPLE } },
    },
  },
  refusals: [
    new RequestInvalidError([
      { field: 'items[0].reason', message: 'items[0].reason must say why it was rejected' },
    ]),
    new PullDisabledError('Pull API'),
  ],
});

export const PULL_OPERATIONS = [LIST, ACKNOWLEDGE];
