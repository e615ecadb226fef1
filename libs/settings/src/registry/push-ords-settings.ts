import { z } from 'zod';
import { ordsColumnsText } from './ords-columns';
import { path } from './path-text';
import { inSection, multiline, ofProfiles, oneOf, text, wholeNumber } from './setting-definition';

const PLACEHOLDER = '\\{(?:id|revision|userId|courseId|personKey|courseKey)\\}';
const KEY = new RegExp(`^(?:[\\w.~,:-]|${PLACEHOLDER})*${PLACEHOLDER}(?:[\\w.~,:-]|${PLACEHOLDER})*$`);

const DEFAULT_COLUMNS = [
  'id = id',
  'revision = revision',
  'user_id = userId',
  'username = user.username',
  'person_number = user.idnumber',
  'email = user.email',
  'course_id = courseId',
  'course_number = course.idnumber',
  'course_name = course.fullname',
  'status = status',
  'completed_at = timecompleted',
  'grade = grade.value',
  'grade_max = grade.max',
].join(', ');

const oracleFormat = z
  .string()
  .regex(/^[\w\-/.,:;" ]+$/, 'must be a format of Oracle such as YYYY-MM-DD"T"HH24:MI:SS"Z"')
  .default('YYYY-MM-DD"T"HH24:MI:SS"Z"');

/** Settings of the delivery profile `ords`. */
export const PUSH_ORDS_SETTINGS = inSection(
  'push',
  ofProfiles(['ords'], {
    pushOrdsPath: text(
      [
        'PUSH_ORDS_PATH',
        'ORDS: path of the table',
        'Of the AutoREST table, behind the Base URL, which ends with the alias of the schema.',
      ],
      path.default('/completions'),
    ),
    pushOrdsMode: oneOf(
      [
        'PUSH_ORDS_MODE',
        'ORDS: completions are written',
        'Batches are only ever inserted: the table needs a unique key over what names a completion, or a batch that is sent again is there twice.',
      ],
      { put: 'Each by its key (PUT)', batchload: 'In batches (batchload)' },
      'put',
    ),
    pushOrdsKey: text(
      [
        'PUSH_ORDS_KEY',
        'ORDS: key',
        'The primary key of a row, as it stands in its address. {id}, {revision}, {userId}, {courseId}, {personKey} and {courseKey} stand for what the completion holds; parts of a key are joined by commas.',
      ],
      z.string().regex(KEY, 'must hold a placeholder such as {id}, and no blanks or slashes').default('{id}'),
    ),
    pushOrdsColumns: multiline(
      [
        'PUSH_ORDS_COLUMNS',
        'ORDS: columns',
        'One in each line, or with commas between: the column of the table, and where its value stands in the JSON of a completion.',
      ],
      ordsColumnsText.default(DEFAULT_COLUMNS),
    ),
    pushOrdsDateFormat: text(
      [
        'PUSH_ORDS_DATE_FORMAT',
        'ORDS: date format',
        'How batchload reads dates and timestamps; they are sent as 2026-02-01T14:03:11Z.',
      ],
      oracleFormat,
    ),
    pushOrdsBatchRows: wholeNumber(
      ['PUSH_ORDS_BATCH_ROWS', 'ORDS: rows of a batch', 'After so many rows batchload commits.'],
      { min: 1, max: 100_000, unit: 'rows', default: 1000 },
    ),
    pushOrdsErrorsMax: wholeNumber(
      ['PUSH_ORDS_ERRORS_MAX', 'ORDS: errors of a load', 'After so many rows in error batchload stops.'],
      { min: 0, max: 100_000, unit: 'rows', default: 20 },
    ),
  }),
);
