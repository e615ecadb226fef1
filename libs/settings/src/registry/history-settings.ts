import { IANAZone } from 'luxon';
import { z } from 'zod';
import { path } from './path-text';
import { inSection, oneOf, switched, text, webAddress } from './setting-definition';

/** What Oracle takes as a comment of a learning record. */
const COMMENTS_LENGTH_MAX = 4_000;
const NUMBER_LENGTH_MAX = 30;

const code = (example: string) =>
  z
    .string()
    .trim()
    .regex(/^[A-Z][A-Z0-9_]{1,59}$/, `must be a code of Oracle such as ${example}`);

const CODES = /^[A-Z][A-Z0-9_]*( [A-Z][A-Z0-9_]*)*$/;

const personNumber = z.string().trim().min(1).max(NUMBER_LENGTH_MAX);

export const HISTORY_SETTINGS = inSection('history', {
  historyFileTimeZone: text(
    [
      'HISTORY_FILE_TIME_ZONE',
      'Time zone',
      'In which a moment becomes a day, such as Europe/Madrid. Oracle takes days, and none that is today or later.',
    ],
    z
      .string()
      .trim()
      .refine((zone) => IANAZone.isValidZone(zone), 'must be a time zone such as Europe/Madrid')
      .default('UTC'),
  ),
  historyFileItemType: text(
    [
      'HISTORY_FILE_ITEM_TYPE',
      'Learning item type',
      'ORA_LEGACY needs no learning item in Oracle. ORA_COURSE names a course of its catalogue.',
    ],
    code('ORA_LEGACY').default('ORA_LEGACY'),
  ),
  historyFileAssignmentType: oneOf(
    [
      'HISTORY_FILE_ASSIGNMENT_TYPE',
      'Assignment type',
      'A required assignment is attributed to a specialist, and is valid from the day of its completion.',
    ],
    {
      ORA_REQUIRE_ASSIGNMENT: 'Required',
      ORA_JOIN_ASSIGNMENT: 'Voluntary',
      ORA_RECOMMEND_ASSIGNMENT: 'Recommended',
    },
    'ORA_REQUIRE_ASSIGNMENT',
  ),
  historyFileAssignmentSubType: oneOf(
    ['HISTORY_FILE_ASSIGNMENT_SUB_TYPE', 'Assigned by', 'Who is said to have assigned it.'],
    { ORA_EVT_SUBT_ADMIN: 'An administrator', ORA_EVT_SUBT_SELF: 'The learner' },
    'ORA_EVT_SUBT_ADMIN',
  ),
  historyFileAssignedBy: text(
    [
      'HISTORY_FILE_ASSIGNED_BY',
      'Person number of the assigner',
      'The person in Oracle in whose name the records are loaded. No file can be made without it.',
    ],
    personNumber.optional(),
  ),
  historyFileAttributionType: oneOf(
    ['HISTORY_FILE_ATTRIBUTION_TYPE', 'Attributed to', 'In which role the attribution is meant.'],
    { ORA_SPECIALIST: 'A learning specialist', ORA_PERSON: 'A person' },
    'ORA_SPECIALIST',
  ),
  historyFileAttributionNumber: text(
    [
      'HISTORY_FILE_ATTRIBUTION_NUMBER',
      'Attribution number',
      'Whom it is attributed to. Empty: the assigner.',
    ],
    personNumber.optional(),
  ),
  historyFileAttributionCode: text(
    [
      'HISTORY_FILE_ATTRIBUTION_CODE',
      'Attribution code',
      'Oracle asks for one and does not say which: ask your Oracle administrator. Empty: what it is attributed to.',
    ],
    code('ORA_SPECIALIST').optional(),
  ),
  historyFileReasonCode: text(
    [
      'HISTORY_FILE_REASON_CODE',
      'Reason code',
      'Needed for what is completed and attributed to a specialist.',
    ],
    code('ORA_SPEC_COMPLT_ELSEWHERE').default('ORA_SPEC_COMPLT_ELSEWHERE'),
  ),
  historyFileComments: text(
    ['HISTORY_FILE_COMMENTS', 'Comments', 'Written into each record.'],
    z.string().trim().min(1).max(COMMENTS_LENGTH_MAX).default('Completed in Totara'),
  ),
  historyFileSourceSystemOwner: text(
    [
      'HISTORY_FILE_SOURCE_SYSTEM_OWNER',
      'Source system owner',
      'A value of the lookup HRC_SOURCE_SYSTEM_OWNER in Oracle. Changed later, everything would be loaded a second time.',
    ],
    code('TOTARA').default('TOTARA'),
  ),
  historyFileScore: oneOf(
    ['HISTORY_FILE_SCORE', 'Score', 'What of the grade is written as ActualScore.'],
    { percent: 'Per cent', points: 'Points', none: 'None' },
    'percent',
  ),
  historyFileEffort: switched(
    [
      'HISTORY_FILE_EFFORT',
      'Write effort',
      'The hours from the start of the course to its completion, though the learner may have rested for weeks.',
    ],
    false,
  ),
  historyFileBaseUrl: webAddress([
    'HISTORY_FILE_BASE_URL',
    'Base URL of the upload',
    'Address of the Fusion pod, such as https://pod.fa.ocs.oraclecloud.com. Empty: the Base URL of Push.',
  ]),
  historyFileUploadPath: text(
    ['HISTORY_FILE_UPLOAD_PATH', 'Path of the upload', 'The resource dataLoadDataSets, behind that address.'],
    path.default('/hcmRestApi/resources/11.13.18.05/dataLoadDataSets'),
  ),
  historyFileWaitingCodes: text(
    [
      'HISTORY_FILE_WAITING_CODES',
      'Codes of a load under way',
      'What Oracle calls a data set that it is not done with. Any other code that is no end of a load ends the upload as failed.',
    ],
    z
      .string()
      .trim()
      .regex(CODES, 'must be codes of Oracle such as ORA_IN_PROGRESS, with a space between them')
      .default('ORA_IN_PROGRESS ORA_UNPROCESSED'),
  ),
});
