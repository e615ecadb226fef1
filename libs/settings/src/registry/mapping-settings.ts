import { z } from 'zod';
import { expressionText } from './expression-text';
import { inSection, multiline, oneOf, switched, text, wholeNumber } from './setting-definition';

const STATUS_CODES_LENGTH_MAX = 500;

/** `complete=ORA_COMPLETED, completeviarpl=ORA_RPL`, as an object. */
const statusCodes = z
  .string()
  .max(STATUS_CODES_LENGTH_MAX)
  .refine(
    (given) => given.split(',').every((pair) => /^\s*(complete|completeviarpl)\s*=\s*\S[^=]*$/.test(pair)),
    'must be pairs such as complete=ORA_COMPLETED, completeviarpl=ORA_RPL',
  )
  .optional();

/** The short name of a custom field, as Totara allows it. */
const fieldName = z.string().trim().min(1).max(255).optional();

export const MAPPING_SETTINGS = inSection('mapping', {
  mappingPersonField: oneOf(
    [
      'MAPPING_PERSON_FIELD',
      'Person identifier',
      'What Oracle is told to know a person by, and what the lookup table of people starts from. Of several job assignments the first counts, by the order they have in Totara.',
    ],
    {
      idnumber: 'Staff number (idnumber)',
      username: 'User name',
      email: 'E-mail address',
      id: 'Totara id',
      jobassignment: 'Job assignment number',
      profile: 'Custom profile field',
    },
    'idnumber',
  ),
  mappingPersonProfileField: text(
    [
      'MAPPING_PERSON_PROFILE_FIELD',
      'Profile field',
      'The short name of the custom profile field in Totara. Only used when Person identifier is Custom profile field.',
    ],
    fieldName,
  ),
  mappingPersonLookup: switched(
    [
      'MAPPING_PERSON_LOOKUP',
      'Look people up',
      'Takes the person number from the lookup table of people. Whoever is not in it waits.',
    ],
    false,
  ),
  mappingCourseField: oneOf(
    [
      'MAPPING_COURSE_FIELD',
      'Course identifier',
      'What Oracle is told to know a course by, and what the lookup table of courses starts from.',
    ],
    {
      idnumber: 'Course number (idnumber)',
      shortname: 'Short name',
      id: 'Totara id',
      custom: 'Custom course field',
    },
    'idnumber',
  ),
  mappingCourseCustomField: text(
    [
      'MAPPING_COURSE_CUSTOM_FIELD',
      'Course field',
      'The short name of the custom course field in Totara. Only used when Course identifier is Custom course field.',
    ],
    fieldName,
  ),
  mappingCourseLookup: switched(
    [
      'MAPPING_COURSE_LOOKUP',
      'Look courses up',
      'Takes the learning item number from the lookup table of courses. Completions of other courses wait.',
    ],
    false,
  ),
  mappingKeysRequired: switched(
    [
      'MAPPING_KEYS_REQUIRED',
      'Hold back what has no number',
      'A completion without a person or course identifier waits instead of being sent as it is.',
    ],
    false,
  ),
  mappingKeyLengthMax: wholeNumber(
    [
      'MAPPING_KEY_LENGTH_MAX',
      'Longest number',
      'A person or course number that is longer waits. Only looked at where numbers are mapped or required.',
    ],
    { min: 1, max: 255, unit: 'characters', default: 30 },
  ),
  mappingRefuseFuture: switched(
    [
      'MAPPING_REFUSE_FUTURE',
      'Hold back dates in the future',
      'A completion that lies more than five minutes in the future waits; Oracle refuses such dates.',
    ],
    false,
  ),
  mappingStatusCodes: text(
    [
      'MAPPING_STATUS_CODES',
      'Status codes',
      'What Oracle calls a status, such as complete=ORA_COMPLETED. Expressions see it as $statusCode.',
    ],
    statusCodes,
  ),
  mappingConstants: text(
    [
      'MAPPING_CONSTANTS',
      'Constants',
      'A JSON object of fixed values, such as {"legalEntity":"US1"}. Expressions see it as $constants.',
    ],
    z
      .string()
      .max(4_000)
      .refine(isJsonObject, 'must be a JSON object such as {"legalEntity":"US1"}')
      .optional(),
  ),
  mappingBody: multiline(
    [
      'MAPPING_BODY',
      'Body (JSONata)',
      'An expression whose result, an object, is sent in place of the completion. It sees the completion, $personKey, $courseKey, $statusCode and $constants. Empty: the completion as it is.',
    ],
    expressionText.optional(),
  ),
});

function isJsonObject(given: string): boolean {
  try {
    const value: unknown = JSON.parse(given);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
