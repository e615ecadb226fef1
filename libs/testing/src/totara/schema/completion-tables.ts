import { defineTable } from './table-definition';

const totaraOnly = ['totara17', 'totara12'] as const;

/** The course column is called `course` here and `courseid` in history and log. */
export const courseCompletions = defineTable({
  name: 'course_completions',
  columns: `
    userid bigint NOT NULL DEFAULT 0
    course bigint NOT NULL DEFAULT 0
    12+17: organisationid bigint
    12+17: positionid bigint
    timeenrolled bigint NOT NULL DEFAULT 0
    timestarted bigint NOT NULL DEFAULT 0
    timecompleted bigint
    reaggregate bigint NOT NULL DEFAULT 0
    12+17: rpl varchar(255)
    12+17: rplgrade numeric(10,5)
    12+17: invalidatecache smallint DEFAULT 0
    12+17: status smallint NOT NULL DEFAULT 0
    12+17: renewalstatus smallint DEFAULT 0
    17: duedate bigint
  `,
  unique: ['userid, course'],
  indexes: ['userid', 'course', 'timecompleted', '12+17: status'],
});

export const courseCompletionHistory = defineTable({
  name: 'course_completion_history',
  flavours: totaraOnly,
  columns: `
    courseid bigint NOT NULL
    userid bigint NOT NULL
    timecompleted bigint
    grade numeric(10,5)
  `,
  indexes: ['courseid', 'userid', 'userid, courseid'],
});

export const courseCompletionLog = defineTable({
  name: 'course_completion_log',
  flavours: totaraOnly,
  columns: `
    courseid bigint NOT NULL
    userid bigint
    changeuserid bigint
    description text NOT NULL
    timemodified bigint NOT NULL
  `,
  indexes: ['courseid', 'userid', 'changeuserid'],
});

export const courseCompletionCriteria = defineTable({
  name: 'course_completion_criteria',
  columns: `
    course bigint NOT NULL DEFAULT 0
    criteriatype bigint NOT NULL DEFAULT 0
    module varchar(100)
    moduleinstance bigint
    courseinstance bigint
    enrolperiod bigint
    timeend bigint
    gradepass numeric(10,5)
    role bigint
  `,
  indexes: ['course', 'moduleinstance'],
});

export const courseCompletionAggregation = defineTable({
  name: 'course_completion_aggr_methd',
  columns: `
    course bigint NOT NULL DEFAULT 0
    criteriatype bigint
    method smallint NOT NULL DEFAULT 0
    value numeric(10,5)
  `,
  unique: ['course, criteriatype'],
  indexes: ['course', 'criteriatype'],
});

export const courseCompletionCriteriaMet = defineTable({
  name: 'course_completion_crit_compl',
  columns: `
    userid bigint NOT NULL DEFAULT 0
    course bigint NOT NULL DEFAULT 0
    criteriaid bigint NOT NULL DEFAULT 0
    gradefinal numeric(10,5)
    unenroled bigint
    12+17: rpl varchar(255)
    timecompleted bigint
  `,
  unique: ['userid, course, criteriaid'],
  indexes: ['userid', 'course', 'criteriaid', 'timecompleted'],
});
