import {
  COMPLETION_STATUSES,
  WEBHOOK_COMPLETIONS_MAX,
  type WebhookCompletion,
  type WebhookCompletionsMessage,
  type WebhookReceiptView,
} from '@oracle-integration/contracts';
import {
  describeRoute,
  type JsonSchema,
  objectSchema,
  schemaNamed,
  TEXT_OR_NULL,
} from '@oracle-integration/platform';
import {
  WebhookBusyError,
  WebhookNotConfiguredError,
  WebhookNotKeptError,
  WebhookOutsideWindowError,
  WebhookSignatureMissingError,
  WebhookSignatureWrongError,
  WebhookSwitchedOffError,
} from '../webhook.errors';
import { WebhookController } from './webhook.controller';

const TIME: JsonSchema = {
  type: ['string', 'integer'],
  description: 'ISO 8601 with its zone, or seconds since 1970.',
};
const TIME_OR_NULL: JsonSchema = { ...TIME, type: ['string', 'integer', 'null'] };
const ID: JsonSchema = { type: ['integer', 'string'], description: 'Its id in the site.' };
const FLAG: JsonSchema = { type: 'boolean' };

const PERSON = objectSchema<NonNullable<WebhookCompletion['user']>>(
  'The person.',
  {
    username: TEXT_OR_NULL,
    idnumber: TEXT_OR_NULL,
    firstname: TEXT_OR_NULL,
    lastname: TEXT_OR_NULL,
    email: TEXT_OR_NULL,
    suspended: FLAG,
    deleted: FLAG,
  },
  ['username', 'idnumber', 'firstname', 'lastname', 'email', 'suspended', 'deleted'],
);

const COURSE = objectSchema<NonNullable<WebhookCompletion['course']>>(
  'The course.',
  { fullname: TEXT_OR_NULL, shortname: TEXT_OR_NULL, idnumber: TEXT_OR_NULL, category: TEXT_OR_NULL },
  ['fullname', 'shortname', 'idnumber', 'category'],
);

const GRADE: JsonSchema = {
  type: ['number', 'object', 'null'],
  description:
    'Points, or an object with `value` and what they are out of (`max`) and their percentage (`percent`).',
};

export const WEBHOOK_SCHEMAS = {
  WebhookCompletion: objectSchema<WebhookCompletion>(
    'One completion as a system other than Totara tells it.',
    {
      userId: ID,
      courseId: ID,
      status: {
        type: 'string',
        enum: COMPLETION_STATUSES,
        description: 'Left out: follows from the times and `rpl`.',
      },
      timecompleted: TIME_OR_NULL,
      timeenrolled: TIME_OR_NULL,
      timestarted: TIME_OR_NULL,
      grade: GRADE,
      rpl: TEXT_OR_NULL,
      user: PERSON,
      course: COURSE,
    },
    ['status', 'timecompleted', 'timeenrolled', 'timestarted', 'grade', 'rpl', 'user', 'course'],
  ),
  WebhookCompletionsMessage: objectSchema<WebhookCompletionsMessage>(
    'The open shape, for systems that are neither Totara nor Moodle.',
    {
      event: { type: 'string', const: 'course_completed' },
      time_sent: { ...TIME, description: 'Needed in a signed message, within ten minutes of our clock.' },
      time_created: { ...TIME, description: 'When it happened, if that was earlier than it was sent.' },
      completions: {
        type: 'array',
        items: schemaNamed('WebhookCompletion'),
        maxItems: WEBHOOK_COMPLETIONS_MAX,
      },
    },
    ['time_sent', 'time_created'],
  ),
  WebhookReceipt: objectSchema<WebhookReceiptView>('What the sender is told.', {
    id: { type: 'string' },
    result: {
      type: 'string',
      enum: ['accepted', 'duplicate'],
      description: 'Kept, or kept before: it may be sent again without harm.',
    },
  }),
} satisfies Record<string, JsonSchema>;

export const WEBHOOK_OPERATIONS = [
  describeRoute(WebhookController, 'receive', {
    tag: 'Webhooks',
    summary: 'Take one message of Totara, Moodle or another system',
    description:
      'Whoever proves to be the sender is answered 202 and its message is kept, whatever it holds: Totara never sends again what it got a 4xx for.',
    body: {
      description: 'As Totara or Moodle send it, or in the open shape below.',
      content: {
        'application/json': {
          schema: schemaNamed('WebhookCompletionsMessage'),
          example: {
            event: 'course_completed',
            time_sent: 1769954591,
            completions: [{ userId: 1207, courseId: 88, timecompleted: '2026-02-01T14:03:11Z' }],
          },
        },
      },
    },
    answers: {
      202: {
        description: 'Kept.',
        content: {
          'application/json': {
            schema: schemaNamed('WebhookReceipt'),
            example: { id: '4711', result: 'accepted' },
          },
        },
      },
    },
    refusals: [
      new WebhookSignatureMissingError(),
      new WebhookSignatureWrongError(),
      new WebhookOutsideWindowError(
        new Date('2026-02-01T14:03:11.000Z'),
        new Date('2026-02-01T15:00:00.000Z'),
      ),
      new WebhookNotConfiguredError(),
      new WebhookSwitchedOffError(),
      new WebhookBusyError(),
      new WebhookNotKeptError(undefined),
    ],
  }),
];
