import {
  COMPLETION_STATUSES,
  type CompletionCourseView,
  type CompletionPageView,
  type CompletionUserView,
  type CompletionView,
  type GradeView,
  COMPLETION_PAGE_LIMIT_MAX,
} from '@oracle-integration/contracts';
import {
  type JsonSchema,
  objectSchema,
  schemaNamed,
  TEXT_OR_NULL,
  TIME,
  TIME_OR_NULL,
} from '@oracle-integration/platform';

const TOTARA_ID: JsonSchema = { type: 'integer', minimum: 1 };
const NUMBER_OR_NULL: JsonSchema = { type: ['number', 'null'] };

/** The shapes of a completion by their names in the document. */
export const COMPLETION_SCHEMAS = {
  CompletionStatus: {
    type: 'string',
    enum: COMPLETION_STATUSES,
    description: 'Where it stands, in the words of Totara; `revoked`: Totara took it back.',
  },
  Grade: objectSchema<GradeView>('A grade as Totara holds it.', {
    value: { type: 'number', description: 'Points.' },
    max: { ...NUMBER_OR_NULL, description: 'What they are out of.' },
    percent: { ...NUMBER_OR_NULL, description: 'Only where the unit is certain.' },
  }),
  CompletionUser: objectSchema<CompletionUserView>(
    'The person as they were when the completion was captured: Totara strips deleted people of their names.',
    {
      id: TOTARA_ID,
      username: TEXT_OR_NULL,
      idnumber: { ...TEXT_OR_NULL, description: 'Staff number.' },
      firstname: TEXT_OR_NULL,
      lastname: TEXT_OR_NULL,
      email: TEXT_OR_NULL,
      suspended: { type: 'boolean' },
      deleted: { type: 'boolean' },
    },
  ),
  CompletionCourse: objectSchema<CompletionCourseView>(
    'The course as it was when the completion was captured.',
    {
      id: TOTARA_ID,
      fullname: TEXT_OR_NULL,
      shortname: TEXT_OR_NULL,
      idnumber: TEXT_OR_NULL,
      category: TEXT_OR_NULL,
    },
  ),
  Completion: objectSchema<CompletionView>('One completion record, in its present revision.', {
    id: { type: 'string', format: 'uuid', description: 'The same for all revisions.' },
    revision: { type: 'integer', minimum: 1, description: 'Grows with each change.' },
    userId: TOTARA_ID,
    courseId: TOTARA_ID,
    status: schemaNamed('CompletionStatus'),
    progress: { type: ['integer', 'null'], minimum: 0, maximum: 100, description: 'Per cent.' },
    timeenrolled: TIME_OR_NULL,
    timestarted: TIME_OR_NULL,
    timecompleted: TIME_OR_NULL,
    grade: { anyOf: [schemaNamed('Grade'), { type: 'null' }] },
    rpl: { ...TEXT_OR_NULL, description: 'The reason given for recognition of prior learning.' },
    archived: { type: 'boolean', description: 'An earlier completion of a course that is done again.' },
    changedAt: { ...TIME, description: 'When this revision was recorded; `since` compares with it.' },
    user: schemaNamed('CompletionUser'),
    course: schemaNamed('CompletionCourse'),
  }),
  CompletionPage: objectSchema<CompletionPageView>('A page, oldest change first.', {
    items: { type: 'array', items: schemaNamed('Completion'), maxItems: COMPLETION_PAGE_LIMIT_MAX },
    hasMore: { type: 'boolean', description: '`true`: ask again at once with `nextCursor`.' },
    nextCursor: { type: 'string', description: 'Always given, valid for ever: poll with it later.' },
    consistentThrough: {
      ...TIME,
      description: 'Once `hasMore` is false, everything committed before this moment has been read.',
    },
  }),
} satisfies Record<string, JsonSchema>;
