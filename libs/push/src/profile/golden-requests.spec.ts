import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProfileExchangeView } from '@oracle-integration/contracts';
import { parseSettings } from '@oracle-integration/settings';
import { profileOf } from './profiles';

/** An exchange as an HTTP file has it. */
function httpText({ title, method, url, headers, body }: ProfileExchangeView): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`### ${title}`, `${method} ${url}`, ...lines, ...(body === null ? [] : ['', body]), ''].join('\n');
}

/**
 * Requests that were reviewed against what is known of Oracle, byte for byte: a change here is a change of what Oracle
 * gets, and must be reviewed as one.
 */
describe('the requests of the API Guide', () => {
  it.each([
    ['generic-json', { PUSH_BASE_URL: 'https://integration.example' }, 'generic-json'],
    [
      'generic-json',
      {
        PUSH_BASE_URL: 'https://integration.example',
        PUSH_REQUEST_SHAPE: 'single',
        PUSH_METHOD: 'PUT',
        PUSH_COMPLETIONS_PATH: '/training/completions/{id}',
        PUSH_HEADERS: 'X-Api-Key: a secret that no file may show',
        PUSH_IDEMPOTENCY_HEADER: 'X-Request-Id',
      },
      'generic-json-single',
    ],
    ['ords', { PUSH_BASE_URL: 'https://db.example/ords/lms' }, 'ords'],
    [
      'ords',
      {
        PUSH_BASE_URL: 'https://db.example/ords/lms',
        PUSH_ORDS_PATH: '/training_done/',
        PUSH_ORDS_KEY: '{personKey},{courseKey}',
        PUSH_ORDS_COLUMNS: 'PERSON = user.idnumber, COURSE = course.idnumber, DONE_AT = timecompleted',
        PUSH_ORDS_BATCH_ROWS: '50',
        PUSH_ORDS_ERRORS_MAX: '0',
      },
      'ords-own-columns',
    ],
    ['oracle-learning-xapi', {}, 'oracle-learning-xapi'],
    [
      'oracle-learning-xapi',
      {
        PUSH_XAPI_ACTOR: 'account',
        PUSH_XAPI_ACCOUNT_HOME_PAGE: 'https://pod.fa.ocs.oraclecloud.com',
        PUSH_XAPI_OBJECT_ID: 'https://lms.example/course/{courseKey}',
        PUSH_XAPI_METHOD: 'put',
        PUSH_XAPI_DURATION: 'true',
      },
      'oracle-learning-xapi-account',
    ],
    ['fusion-hcm-rest', {}, 'fusion-hcm-rest'],
    [
      'fusion-hcm-rest',
      {
        PUSH_FUSION_FRAMEWORK_VERSION: '1',
        PUSH_FUSION_PERSON_FIELD: 'WorkEmail',
        PUSH_FUSION_MEDIA_TYPE: 'application/json',
        PUSH_FUSION_UPSERT: 'true',
        PUSH_FUSION_EFFORT: 'true',
        PUSH_FUSION_ASSIGNMENT_TYPE: 'ORA_JOIN_ASSIGNMENT',
        PUSH_FUSION_REASON_CODE: 'ORA_SPEC_COMPLT_ELSEWHERE',
      },
      'fusion-hcm-rest-version-1',
    ],
  ] as const)('%s with %j are those of docs/profiles/requests/%s.http', (pushProfile, variables, file) => {
    const settings = parseSettings({
      PUSH_BASE_URL: 'https://pod.fa.ocs.oraclecloud.com',
      PUSH_PROFILE: pushProfile,
      ...variables,
    });

    const { exchanges } = profileOf(settings).guide(settings);

    const folder = resolve(import.meta.dirname, '../../../../docs/profiles/requests');
    expect(exchanges.map(httpText).join('\n')).toBe(readFileSync(resolve(folder, `${file}.http`), 'utf8'));
  });
});
