import { defineTable } from './table-definition';

/** The kinds of activity a site knows: quiz, SCORM package and so on. */
export const modules = defineTable({
  name: 'modules',
  columns: `
    name varchar(20) NOT NULL DEFAULT ''
    visible smallint NOT NULL DEFAULT 1
  `,
  indexes: ['name'],
});

/** The activities of the courses, as far as completion goes. `completion` is 0 where it is not tracked. */
export const courseModules = defineTable({
  name: 'course_modules',
  columns: `
    course bigint NOT NULL DEFAULT 0
    module bigint NOT NULL DEFAULT 0
    instance bigint NOT NULL DEFAULT 0
    section bigint NOT NULL DEFAULT 0
    idnumber varchar(100)
    added bigint NOT NULL DEFAULT 0
    visible smallint NOT NULL DEFAULT 1
    completion smallint NOT NULL DEFAULT 0
    completiongradeitemnumber bigint
    completionview smallint NOT NULL DEFAULT 0
    completionexpected bigint NOT NULL DEFAULT 0
    deletioninprogress smallint NOT NULL DEFAULT 0
  `,
  indexes: ['course', 'module', 'instance', 'idnumber, course'],
});

/** `progress` came with Totara 15. */
export const courseModulesCompletion = defineTable({
  name: 'course_modules_completion',
  columns: `
    coursemoduleid bigint NOT NULL
    userid bigint NOT NULL
    completionstate smallint NOT NULL
    17: progress smallint
    12+17: viewed smallint
    moodle: overrideby bigint
    timemodified bigint NOT NULL
    12+17: timecompleted bigint
    12+17: reaggregate bigint NOT NULL DEFAULT 0
  `,
  unique: ['userid, coursemoduleid'],
  indexes: ['coursemoduleid'],
});
