import { defineTable } from './table-definition';

export const courseCategories = defineTable({
  name: 'course_categories',
  columns: `
    12+17: name varchar(1333) NOT NULL DEFAULT ''
    moodle: name varchar(255) NOT NULL DEFAULT ''
    idnumber varchar(100)
    description text
    descriptionformat smallint NOT NULL DEFAULT 0
    parent bigint NOT NULL DEFAULT 0
    sortorder bigint NOT NULL DEFAULT 0
    coursecount bigint NOT NULL DEFAULT 0
    visible smallint NOT NULL DEFAULT 1
    visibleold smallint NOT NULL DEFAULT 1
    timemodified bigint NOT NULL DEFAULT 0
    depth bigint NOT NULL DEFAULT 0
    path varchar(255) NOT NULL DEFAULT ''
    theme varchar(50)
    12+17: programcount bigint NOT NULL DEFAULT 0
    12+17: certifcount bigint NOT NULL DEFAULT 0
    17: issystem smallint NOT NULL DEFAULT 0
  `,
  indexes: ['parent'],
});

export const course = defineTable({
  name: 'course',
  columns: `
    category bigint NOT NULL DEFAULT 0
    sortorder bigint NOT NULL DEFAULT 0
    12+17: fullname varchar(1333) NOT NULL DEFAULT ''
    moodle: fullname varchar(254) NOT NULL DEFAULT ''
    shortname varchar(255) NOT NULL DEFAULT ''
    idnumber varchar(100) NOT NULL DEFAULT ''
    summary text
    summaryformat smallint NOT NULL DEFAULT 0
    format varchar(21) NOT NULL DEFAULT 'topics'
    showgrades smallint NOT NULL DEFAULT 1
    newsitems integer NOT NULL DEFAULT 1
    startdate bigint NOT NULL DEFAULT 0
    enddate bigint NOT NULL DEFAULT 0
    moodle: relativedatesmode smallint NOT NULL DEFAULT 0
    marker bigint NOT NULL DEFAULT 0
    maxbytes bigint NOT NULL DEFAULT 0
    legacyfiles smallint NOT NULL DEFAULT 0
    showreports smallint NOT NULL DEFAULT 0
    visible smallint NOT NULL DEFAULT 1
    visibleold smallint NOT NULL DEFAULT 1
    moodle: downloadcontent smallint
    groupmode smallint NOT NULL DEFAULT 0
    groupmodeforce smallint NOT NULL DEFAULT 0
    defaultgroupingid bigint NOT NULL DEFAULT 0
    lang varchar(30) NOT NULL DEFAULT ''
    calendartype varchar(30) NOT NULL DEFAULT ''
    theme varchar(50) NOT NULL DEFAULT ''
    timecreated bigint NOT NULL DEFAULT 0
    timemodified bigint NOT NULL DEFAULT 0
    requested smallint NOT NULL DEFAULT 0
    enablecompletion smallint NOT NULL DEFAULT 0
    12+17: completionstartonenrol smallint NOT NULL DEFAULT 0
    12+17: completionprogressonview smallint NOT NULL DEFAULT 0
    completionnotify smallint NOT NULL DEFAULT 0
    12+17: audiencevisible smallint NOT NULL DEFAULT 2
    cacherev bigint NOT NULL DEFAULT 0
    moodle: originalcourseid bigint
    moodle: showactivitydates smallint NOT NULL DEFAULT 0
    moodle: showcompletionconditions smallint
    12+17: coursetype smallint NOT NULL DEFAULT 0
    12+17: icon varchar(255)
    17: containertype varchar(255) NOT NULL DEFAULT 'container_course'
    17: duedate bigint
    17: duedateoffsetamount smallint
    17: duedateoffsetunit smallint
  `,
  indexes: [
    'category, sortorder',
    'idnumber',
    'shortname',
    'sortorder',
    '12+17: audiencevisible',
    '17: containertype',
  ],
});

export const gradeItems = defineTable({
  name: 'grade_items',
  columns: `
    courseid bigint
    categoryid bigint
    itemname varchar(255)
    itemtype varchar(30) NOT NULL DEFAULT ''
    itemmodule varchar(30)
    iteminstance bigint
    itemnumber bigint
    iteminfo text
    idnumber varchar(255)
    calculation text
    gradetype smallint NOT NULL DEFAULT 1
    grademax numeric(10,5) NOT NULL DEFAULT 100
    grademin numeric(10,5) NOT NULL DEFAULT 0
    scaleid bigint
    outcomeid bigint
    gradepass numeric(10,5) NOT NULL DEFAULT 0
    multfactor numeric(10,5) NOT NULL DEFAULT 1
    plusfactor numeric(10,5) NOT NULL DEFAULT 0
    aggregationcoef numeric(10,5) NOT NULL DEFAULT 0
    aggregationcoef2 numeric(10,5) NOT NULL DEFAULT 0
    sortorder bigint NOT NULL DEFAULT 0
    display bigint NOT NULL DEFAULT 0
    decimals smallint
    hidden bigint NOT NULL DEFAULT 0
    locked bigint NOT NULL DEFAULT 0
    locktime bigint NOT NULL DEFAULT 0
    needsupdate bigint NOT NULL DEFAULT 0
    weightoverride smallint NOT NULL DEFAULT 0
    timecreated bigint
    timemodified bigint
  `,
  indexes: [
    'categoryid',
    'courseid',
    'gradetype',
    'idnumber, courseid',
    'itemtype, needsupdate',
    'locked, locktime',
    'outcomeid',
    'scaleid',
  ],
});

export const gradeGrades = defineTable({
  name: 'grade_grades',
  columns: `
    itemid bigint NOT NULL
    userid bigint NOT NULL
    rawgrade numeric(10,5)
    rawgrademax numeric(10,5) NOT NULL DEFAULT 100
    rawgrademin numeric(10,5) NOT NULL DEFAULT 0
    rawscaleid bigint
    usermodified bigint
    finalgrade numeric(10,5)
    hidden bigint NOT NULL DEFAULT 0
    locked bigint NOT NULL DEFAULT 0
    locktime bigint NOT NULL DEFAULT 0
    exported bigint NOT NULL DEFAULT 0
    overridden bigint NOT NULL DEFAULT 0
    excluded bigint NOT NULL DEFAULT 0
    feedback text
    feedbackformat bigint NOT NULL DEFAULT 0
    information text
    informationformat bigint NOT NULL DEFAULT 0
    timecreated bigint
    timemodified bigint
    aggregationstatus varchar(10) NOT NULL DEFAULT 'unknown'
    aggregationweight numeric(10,5)
  `,
  unique: ['userid, itemid'],
  indexes: ['itemid', 'userid', 'usermodified', 'rawscaleid', 'locked, locktime'],
});

/** Custom fields of courses. Moodle keeps its own elsewhere. */
export const courseInfoField = defineTable({
  name: 'course_info_field',
  flavours: ['totara17', 'totara12'],
  columns: `
    fullname varchar(1024) NOT NULL DEFAULT ''
    shortname varchar(100) NOT NULL DEFAULT ''
    datatype varchar(255) NOT NULL DEFAULT ''
    description text
    sortorder bigint NOT NULL DEFAULT 0
    hidden smallint NOT NULL DEFAULT 0
    locked smallint NOT NULL DEFAULT 0
    required smallint NOT NULL DEFAULT 0
    forceunique smallint NOT NULL DEFAULT 0
    defaultdata text
    param1 text
    param2 text
    param3 text
    param4 text
    param5 text
  `,
});

export const courseInfoData = defineTable({
  name: 'course_info_data',
  flavours: ['totara17', 'totara12'],
  columns: `
    data text NOT NULL
    fieldid bigint NOT NULL
    courseid bigint NOT NULL
  `,
  indexes: ['fieldid', 'courseid'],
});
