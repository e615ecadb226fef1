import { COMPLETION_PAGE_LIMIT_DEFAULT, COMPLETION_PAGE_LIMIT_MAX } from '@oracle-integration/contracts';
import { type DescribedParameter, schemaNamed } from '@oracle-integration/platform';
import { CURSOR_LENGTH_MAX, FILTER_VALUES_MAX } from '../list-completions.query';

/** What a parameter that may be repeated has besides its values. */
const REPEATED = { minItems: 1, maxItems: FILTER_VALUES_MAX };
const TOTARA_ID = { type: 'integer', minimum: 1, maximum: 999_999_999_999_999 } as const;
const FOR_EACH = `May be repeated, at most ${FILTER_VALUES_MAX} times.`;

/** The parameters of `GET /api/v1/completions`. */
export const PULL_PARAMETERS: readonly DescribedParameter[] = [
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
    schema: { type: 'string', minLength: 1, maxLength: CURSOR_LENGTH_MAX },
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
    schema: { type: 'array', items: TOTARA_ID, ...REPEATED },
  },
  {
    name: 'userid',
    in: 'query',
    description: `Only these people, by their ids in Totara. ${FOR_EACH}`,
    schema: { type: 'array', items: TOTARA_ID, ...REPEATED },
  },
  {
    name: 'status',
    in: 'query',
    description: `Only these. ${FOR_EACH}`,
    schema: { type: 'array', items: schemaNamed('CompletionStatus'), ...REPEATED },
  },
  {
    name: 'acknowledged',
    in: 'query',
    description:
      'Only records whose present revision is acknowledged by your system (`true`) or is not (`false`: a work list).',
    schema: { type: 'boolean' },
  },
  {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of an earlier answer: an unchanged page is answered 304, without a body.',
    schema: { type: 'string' },
  },
];
