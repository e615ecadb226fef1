import {
  ACKNOWLEDGED_ID_LENGTH_MAX,
  ACKNOWLEDGED_ITEMS_MAX,
  type AcknowledgeCompletionsRequest,
  type AcknowledgedItem,
  type AcknowledgedView,
  ACKNOWLEDGEMENT_EXTERNAL_ID_LENGTH_MAX,
  ACKNOWLEDGEMENT_OUTCOMES,
  ACKNOWLEDGEMENT_REASON_LENGTH_MAX,
  AcknowledgementResult,
} from '@oracle-integration/contracts';
import { type JsonSchema, objectSchema, schemaNamed } from '@oracle-integration/platform';

const ID = { type: 'string', minLength: 1, maxLength: ACKNOWLEDGED_ID_LENGTH_MAX } as const;

/** The shapes of acknowledgements by their names in the document. */
export const ACKNOWLEDGEMENT_SCHEMAS = {
  AcknowledgedItem: objectSchema<AcknowledgedItem>(
    'What you say of one completion.',
    {
      id: { ...ID, description: 'As it was pulled.' },
      revision: { type: 'integer', minimum: 1, description: 'As it was pulled. Left out: the present one.' },
      outcome: { type: 'string', enum: ACKNOWLEDGEMENT_OUTCOMES, default: 'accepted' },
      externalId: {
        type: 'string',
        maxLength: ACKNOWLEDGEMENT_EXTERNAL_ID_LENGTH_MAX,
        description: 'Your number for it.',
      },
      reason: {
        type: 'string',
        maxLength: ACKNOWLEDGEMENT_REASON_LENGTH_MAX,
        description: 'Why it was rejected, in your words: managers read it. A rejection must give one.',
      },
    },
    ['revision', 'outcome', 'externalId', 'reason'],
  ),
  AcknowledgeRequest: {
    ...objectSchema<AcknowledgeCompletionsRequest>(
      'Either `items`, or `ids` where all of them are accepted as they are now.',
      {
        items: {
          type: 'array',
          items: schemaNamed('AcknowledgedItem'),
          minItems: 1,
          maxItems: ACKNOWLEDGED_ITEMS_MAX,
        },
        ids: {
          type: 'array',
          items: ID,
          minItems: 1,
          maxItems: ACKNOWLEDGED_ITEMS_MAX,
        },
      },
      ['items', 'ids'],
    ),
    oneOf: [{ required: ['items'] }, { required: ['ids'] }],
  },
  Acknowledged: objectSchema<AcknowledgedView>('What became of each, in the order of the request.', {
    results: {
      type: 'array',
      items: objectSchema<AcknowledgedView['results'][number]>('What became of one.', {
        id: { type: 'string' },
        result: {
          type: 'string',
          enum: Object.values(AcknowledgementResult),
          description:
            '`superseded`: a newer revision exists, which is not acknowledged by this. `unknown`: there is no such completion.',
        },
      }),
    },
  }),
} satisfies Record<string, JsonSchema>;
