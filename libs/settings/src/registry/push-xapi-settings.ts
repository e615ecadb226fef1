import { z } from 'zod';
import { inSection, ofProfiles, oneOf, switched, text, webAddress } from './setting-definition';
import { path } from './path-text';

const iri = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'must be an IRI such as http://adlnet.gov/expapi/verbs/completed');
const objectId = z
  .string()
  .regex(
    /^[^{}\s]*\{(courseKey|courseId|shortname)\}([^{}\s]|\{(courseKey|courseId|shortname)\})*$/,
    'must hold {courseKey}, {courseId} or {shortname}, no other braces and no blanks',
  );

/** Settings of the delivery profile `oracle-learning-xapi`. */
export const PUSH_XAPI_SETTINGS = inSection(
  'push',
  ofProfiles(['oracle-learning-xapi'], {
    pushXapiStatementsPath: text(
      ['PUSH_XAPI_STATEMENTS_PATH', 'Statements path', 'Path of the xAPI statements, behind the Base URL.'],
      path.default('/statements'),
    ),
    pushXapiVersion: text(
      ['PUSH_XAPI_VERSION', 'xAPI version', 'Sent as X-Experience-API-Version with every request.'],
      z
        .string()
        .regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.3')
        .default('1.0.3'),
    ),
    pushXapiActor: oneOf(
      [
        'PUSH_XAPI_ACTOR',
        'People are known by',
        'As the provider is set up in Oracle Learning. A user name is the person identifier of the mapping; an e-mail address too, where that is one, else the address in Totara.',
      ],
      { mbox: 'Work e-mail', account: 'Oracle Learning user name' },
      'mbox',
    ),
    pushXapiAccountHomePage: webAddress([
      'PUSH_XAPI_ACCOUNT_HOME_PAGE',
      'Account home page',
      'Address of the Oracle system that the user names belong to, such as https://pod.fa.ocs.oraclecloud.com.',
    ]),
    pushXapiObjectId: text(
      [
        'PUSH_XAPI_OBJECT_ID',
        'Object id',
        'The id under which Oracle Learning knows the content. {courseKey} stands for the course key of the mapping, {courseId} for the number and {shortname} for the short name in Totara.',
      ],
      objectId.default('urn:totara:course:{courseKey}'),
    ),
    pushXapiVerb: text(
      ['PUSH_XAPI_VERB', 'Verb', 'By which Oracle Learning is told of a completion.'],
      iri.default('http://adlnet.gov/expapi/verbs/completed'),
    ),
    pushXapiLanguage: text(
      ['PUSH_XAPI_LANGUAGE', 'Language', 'Of the names in statements.'],
      z
        .string()
        .regex(/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i, 'must be a language tag such as en-US')
        .default('en-US'),
    ),
    pushXapiDuration: switched(
      [
        'PUSH_XAPI_DURATION',
        'Send duration',
        'From the start of the course to its completion. Oracle Learning takes it for the actual effort, though the learner may have rested for weeks.',
      ],
      false,
    ),
    pushXapiMethod: oneOf(
      ['PUSH_XAPI_METHOD', 'Statements are sent', 'In batches, all or none, or each by itself.'],
      { post: 'In batches (POST)', put: 'Singly (PUT)' },
      'post',
    ),
    pushXapiStatementPer: oneOf(
      [
        'PUSH_XAPI_STATEMENT_PER',
        'One statement for each',
        'Oracle Learning enrols a learner again for every new statement id. With one for each revision a changed grade reaches Oracle, as a further enrolment.',
      ],
      { completion: 'Completion', revision: 'Revision' },
      'completion',
    ),
  }),
);
