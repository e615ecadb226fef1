import { COMPLETION_PAGE_LIMIT_DEFAULT, COMPLETION_PAGE_LIMIT_MAX } from '@oracle-integration/contracts';
import {
  type DescribedParameter,
  describeRoute,
  RequestInvalidError,
  schemaNamed,
} from '@oracle-integration/platform';
import { PullController } from '../pull.controller';
import { CursorInvalidError, CursorOfOtherFiltersError, PullDisabledError } from '../pull.errors';
import { COMPLETION_SCHEMAS } from './completion-schemas';
import { PAGE_EXAMPLE } from './examples';

const FILTER_VALUES_MAX = 100;
const FOR_EACH = 'May be repeated, at most 100 times.';

const PARAMETERS: readonly DescribedParameter[] = [
  {
    name: 'since',
    in: 'query',
    description:
      'Records *changed* at or after this moment: ISO 8601 (UTC where it names no zone) or epoch seconds. Left out: the default days of the settings. Ignored with `cursor`.',
    schema: {
      type: 'string',
      pattern: String.raw`^(\d{1,11}|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?)$`,
    },
    example: '2026-02-01T00:00:00Z',
  },
  {
    name: 'cursor',
    in: 'query',
    description:
      '`nextCursor` of an earlier answer, unchanged. It never expires and belongs to its filters: repeat them with it.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  {
    name: 'limit',
    in: 'query',
    description: 'How many records a page may hold.',
    schema: {
      type: 'integer',
      minimum: 1,
      maximum: COMPLETION_PAGE_LIMIT_MAX,
      default: COMPLETION_PAGE_LIMIT_DEFAULT,
    },
  },
  {
    name: 'courseid',
    in: 'query',
    description: `Only these courses, by their ids in Totara. ${FOR_EACH}`,
    schema: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: 999_999_999_999_999 },
      minItems: 1,
      maxItems: FILTER_VALUES_MAX,
    },
  },
  {
    name: 'userid',
    in: 'query',
    description: `Only these people, by their ids in Totara. ${FOR_EACH}`,
    schema: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: 999_999_999_999_999 },
      minItems: 1,
      maxItems: FILTER_VALUES_MAX,
    },
  },
  {
    name: 'status',
    in: 'query',
    description: `Only these. ${FOR_EACH}`,
    schema: {
      type: 'array',
      items: schemaNamed('CompletionStatus'),
      minItems: 1,
      maxItems: FILTER_VALUES_MAX,
    },
  },
];

export const PULL_SCHEMAS = COMPLETION_SCHEMAS;

export const PULL_OPERATIONS = [
  describeRoute(PullController, 'list', {
    tag: 'Completions',
    summary: 'Completions, oldest change first',
    description:
      'Keep `nextCursor` and ask with it next time: reading until `hasMore` is false yields every record committed before `consistentThrough` exactly once, whatever is written meanwhile. A record that changes appears again, with a higher `revision`.',
    parameters: PARAMETERS,
    answers: {
      200: {
        description: 'A page.',
        headers: ['RateLimit', 'RateLimit-Policy'],
        content: { 'application/json': { schema: schemaNamed('CompletionPage'), example: PAGE_EXAMPLE } },
      },
    },
    refusals: [
      new RequestInvalidError([
        { field: 'limit', message: `limit must be a whole number from 1 to ${COMPLETION_PAGE_LIMIT_MAX}` },
      ]),
      new CursorInvalidError(),
      new CursorOfOtherFiltersError(),
      new PullDisabledError('Pull API'),
    ],
  }),
];
