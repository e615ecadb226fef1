import type { ImportField } from '@oracle-integration/contracts';

/**
 * What columns are called, without blanks, signs and capitals: by Report Builder ("User's Fullname (linked to
 * profile)", "Date completed"), by Totara's own upload of completions ("useridnumber"), by its tables
 * ("user_id", "timecompleted"), and in the lists of personnel departments.
 */
const WORDS: Readonly<Record<ImportField, readonly string[]>> = {
  userId: ['userid', 'learnerid'],
  username: ['username', 'usersusername', 'login', 'loginname', 'userlogin'],
  userIdnumber: [
    ...[
      'useridnumber',
      'idnumber',
      'usersidnumber',
      'employeeid',
      'employeenumber',
      'employeeno',
      'employeecode',
    ],
    ...['staffid', 'staffnumber', 'staffno', 'personnelnumber', 'personnumber', 'payrollnumber'],
  ],
  email: ['email', 'emailaddress', 'useremail', 'usersemail', 'mail', 'usersemailaddress'],
  firstname: ['firstname', 'userfirstname', 'usersfirstname', 'givenname', 'forename'],
  lastname: ['lastname', 'userlastname', 'userslastname', 'surname', 'familyname'],
  userFullname: [
    'usersfullname',
    'userfullname',
    'usersname',
    'learner',
    'learnername',
    'employeename',
    'fullname',
    'name',
  ],
  courseId: ['courseid'],
  courseShortname: ['courseshortname', 'shortname', 'coursecode'],
  courseIdnumber: ['courseidnumber', 'coursenumber'],
  courseFullname: ['coursename', 'coursefullname', 'coursetitle', 'course'],
  courseCategory: ['coursecategory', 'category'],
  status: ['completionstatus', 'status', 'coursestatus', 'statuskey', 'coursecompletionstatus'],
  timecompleted: [
    ...[
      'completiondate',
      'datecompleted',
      'timecompleted',
      'completedate',
      'completeddate',
      'completiontime',
    ],
    ...['completed', 'completedon', 'completedat', 'coursecompletiondate', 'dateofcompletion'],
  ],
  timestarted: ['datestarted', 'timestarted', 'started', 'startedon', 'starteddate'],
  timeenrolled: ['dateenrolled', 'timeenrolled', 'enrolled', 'enrolledon', 'enrolmentdate', 'enrollmentdate'],
  grade: [
    'grade',
    'gradeattimeofcompletion',
    'finalgrade',
    'score',
    'mark',
    'gradepercent',
    'rplgrade',
    'coursegrade',
  ],
  gradeMax: ['grademax', 'maxgrade', 'maximumgrade', 'maxscore'],
  rpl: ['rplnote', 'rpl', 'rplreason'],
};

const FIELDS = new Map(
  Object.entries(WORDS).flatMap(([field, words]) =>
    words.map((word) => [word, field as ImportField] as const),
  ),
);

/** What a column holds by its name; `undefined` for a name that says nothing to us. */
export function fieldOfHeader(name: string): ImportField | undefined {
  return FIELDS.get(plainWord(name));
}

function plainWord(name: string): string {
  return name
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
