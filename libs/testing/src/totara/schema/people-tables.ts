import { defineTable } from './table-definition';

const totaraOnly = ['totara17', 'totara12'] as const;

/** Came with multitenancy in Totara 13. */
export const tenant = defineTable({
  name: 'tenant',
  flavours: ['totara17'],
  columns: `
    name varchar(1333) NOT NULL DEFAULT ''
    idnumber varchar(100) NOT NULL DEFAULT ''
    description text NOT NULL
    descriptionformat smallint NOT NULL DEFAULT 1
    suspended smallint NOT NULL DEFAULT 0
    categoryid bigint NOT NULL
    cohortid bigint NOT NULL
    timecreated bigint NOT NULL
    usercreated bigint NOT NULL
  `,
  unique: ['idnumber', 'categoryid', 'cohortid'],
  indexes: ['usercreated'],
});

export const user = defineTable({
  name: 'user',
  columns: `
    auth varchar(20) NOT NULL DEFAULT 'manual'
    confirmed smallint NOT NULL DEFAULT 0
    policyagreed smallint NOT NULL DEFAULT 0
    deleted smallint NOT NULL DEFAULT 0
    suspended smallint NOT NULL DEFAULT 0
    17: mnethostid bigint NOT NULL DEFAULT 1 CHECK (mnethostid = 1)
    12+moodle: mnethostid bigint NOT NULL DEFAULT 0
    username varchar(100) NOT NULL DEFAULT ''
    password varchar(255) NOT NULL DEFAULT ''
    idnumber varchar(255) NOT NULL DEFAULT ''
    firstname varchar(100) NOT NULL DEFAULT ''
    lastname varchar(100) NOT NULL DEFAULT ''
    email varchar(100) NOT NULL DEFAULT ''
    emailstop smallint NOT NULL DEFAULT 0
    12+17: skype varchar(50) NOT NULL DEFAULT ''
    phone1 varchar(20) NOT NULL DEFAULT ''
    phone2 varchar(20) NOT NULL DEFAULT ''
    institution varchar(255) NOT NULL DEFAULT ''
    department varchar(255) NOT NULL DEFAULT ''
    address varchar(255) NOT NULL DEFAULT ''
    city varchar(120) NOT NULL DEFAULT ''
    country varchar(2) NOT NULL DEFAULT ''
    lang varchar(30) NOT NULL DEFAULT 'en'
    calendartype varchar(30) NOT NULL DEFAULT 'gregorian'
    theme varchar(50) NOT NULL DEFAULT ''
    timezone varchar(100) NOT NULL DEFAULT '99'
    firstaccess bigint NOT NULL DEFAULT 0
    lastaccess bigint NOT NULL DEFAULT 0
    lastlogin bigint NOT NULL DEFAULT 0
    currentlogin bigint NOT NULL DEFAULT 0
    lastip varchar(45) NOT NULL DEFAULT ''
    secret varchar(15) NOT NULL DEFAULT ''
    picture bigint NOT NULL DEFAULT 0
    12+17: url varchar(255) NOT NULL DEFAULT ''
    description text
    descriptionformat smallint NOT NULL DEFAULT 1
    mailformat smallint NOT NULL DEFAULT 1
    maildigest smallint NOT NULL DEFAULT 0
    maildisplay smallint NOT NULL DEFAULT 2
    autosubscribe smallint NOT NULL DEFAULT 1
    trackforums smallint NOT NULL DEFAULT 0
    timecreated bigint NOT NULL DEFAULT 0
    timemodified bigint NOT NULL DEFAULT 0
    trustbitmask bigint NOT NULL DEFAULT 0
    imagealt varchar(255)
    lastnamephonetic varchar(255)
    firstnamephonetic varchar(255)
    middlename varchar(255)
    alternatename varchar(255)
    moodle: moodlenetprofile varchar(255)
    12+17: totarasync smallint NOT NULL DEFAULT 0
    17: tenantid bigint
  `,
  unique: ['12+17: username', 'moodle: mnethostid, username'],
  indexes: [
    'alternatename',
    'auth',
    'city',
    'confirmed',
    'country',
    'deleted',
    'email',
    'firstname',
    'firstnamephonetic',
    'idnumber',
    'lastaccess',
    'lastname',
    'lastnamephonetic',
    'middlename',
    '12+17: suspended',
    '12+17: totarasync',
    '17: tenantid',
  ],
});

export const userInfoField = defineTable({
  name: 'user_info_field',
  columns: `
    shortname varchar(255) NOT NULL DEFAULT 'shortname'
    name text NOT NULL
    datatype varchar(255) NOT NULL DEFAULT ''
    description text
    descriptionformat smallint NOT NULL DEFAULT 0
    categoryid bigint NOT NULL DEFAULT 0
    sortorder bigint NOT NULL DEFAULT 0
    required smallint NOT NULL DEFAULT 0
    locked smallint NOT NULL DEFAULT 0
    visible smallint NOT NULL DEFAULT 0
    forceunique smallint NOT NULL DEFAULT 0
    signup smallint NOT NULL DEFAULT 0
    defaultdata text
    defaultdataformat smallint NOT NULL DEFAULT 0
    param1 text
    param2 text
    param3 text
    param4 text
    param5 text
  `,
});

export const userInfoData = defineTable({
  name: 'user_info_data',
  columns: `
    userid bigint NOT NULL DEFAULT 0
    fieldid bigint NOT NULL DEFAULT 0
    data text NOT NULL
    dataformat smallint NOT NULL DEFAULT 0
  `,
  unique: ['userid, fieldid'],
  indexes: ['userid', 'fieldid'],
});

/** `managerjaid` names the manager's job, not the manager. */
export const jobAssignment = defineTable({
  name: 'job_assignment',
  flavours: totaraOnly,
  columns: `
    userid bigint NOT NULL
    fullname text
    shortname varchar(100)
    idnumber varchar(100) NOT NULL DEFAULT ''
    description text
    startdate bigint
    enddate bigint
    timecreated bigint NOT NULL
    timemodified bigint NOT NULL
    usermodified bigint NOT NULL
    positionid bigint
    positionassignmentdate bigint NOT NULL
    organisationid bigint
    managerjaid bigint
    managerjapath varchar(1024) NOT NULL DEFAULT ''
    tempmanagerjaid bigint
    tempmanagerexpirydate bigint
    appraiserid bigint
    sortorder bigint NOT NULL
    totarasync smallint NOT NULL DEFAULT 0
    synctimemodified bigint NOT NULL DEFAULT 0
  `,
  unique: ['userid, idnumber', 'userid, sortorder'],
  indexes: [
    'userid',
    'usermodified',
    'positionid',
    'organisationid',
    'managerjaid',
    'tempmanagerjaid',
    'appraiserid',
  ],
});

const hierarchyColumns = `
    fullname varchar(1024)
    shortname varchar(100)
    description text
    idnumber varchar(100)
    frameworkid bigint NOT NULL
    parentid bigint NOT NULL
    visible smallint NOT NULL
    timecreated bigint NOT NULL
    timemodified bigint NOT NULL
    usermodified bigint NOT NULL
    depthlevel bigint
    typeid bigint NOT NULL DEFAULT 0
    sortthread varchar(255)
    totarasync smallint NOT NULL DEFAULT 0
`;

export const position = defineTable({
  name: 'pos',
  flavours: totaraOnly,
  columns: `${hierarchyColumns}
    path varchar(255)
    timevalidfrom bigint
    timevalidto bigint
  `,
  indexes: ['frameworkid', 'parentid', 'totarasync', 'typeid'],
});

export const organisation = defineTable({
  name: 'org',
  flavours: totaraOnly,
  columns: `${hierarchyColumns}
    path varchar(255) NOT NULL DEFAULT ''
  `,
  indexes: ['frameworkid', 'parentid', 'totarasync', 'typeid'],
});
