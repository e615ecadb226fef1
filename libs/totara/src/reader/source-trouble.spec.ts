import { TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';
import { describeSourceTrouble } from './source-trouble';

function failure(message: string, code?: string): TotaraUnreadableError {
  return new TotaraUnreadableError(Object.assign(new Error(message), code === undefined ? {} : { code }));
}

describe('trouble with the source', () => {
  it.each([
    [
      'ENOTFOUND',
      'getaddrinfo ENOTFOUND totara.example',
      'UNREACHABLE',
      /address .* is not known/,
      /^Operator/,
    ],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN totara', 'UNREACHABLE', /cannot be looked up/, /^IT/],
    ['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.5:5432', 'UNREACHABLE', /refuses the connection/, /^IT/],
    ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.5:5432', 'UNREACHABLE', /does not answer/, /^IT/],
    ['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.5:5432', 'UNREACHABLE', /cannot be reached/, /^IT/],
    ['ENETUNREACH', 'connect ENETUNREACH 10.0.0.5:5432', 'UNREACHABLE', /cannot be reached/, /^IT/],
    [undefined, 'timeout exceeded when trying to connect', 'UNREACHABLE', /does not answer/, /^IT/],
    ['ECONNRESET', 'read ECONNRESET', 'CONNECTION_LOST', /was lost/, /^IT/],
    ['EPIPE', 'write EPIPE', 'CONNECTION_LOST', /was lost/, /^IT/],
    [undefined, 'Connection terminated unexpectedly', 'CONNECTION_LOST', /was lost/, /^IT/],
    [
      '57P01',
      'terminating connection due to administrator command',
      'CONNECTION_LOST',
      /shut down or restarted/,
      /^IT/,
    ],
    ['57P02', 'terminating connection because of crash', 'CONNECTION_LOST', /shut down or restarted/, /^IT/],
    ['57P03', 'the database system is starting up', 'UNREACHABLE', /starting up/, /^IT/],
    [
      '28P01',
      'password authentication failed for user "reader"',
      'LOGIN_REFUSED',
      /user name or password/,
      /^Operator/,
    ],
    ['28000', 'no pg_hba.conf entry for host', 'LOGIN_REFUSED', /no pg_hba\.conf entry/, /^Operator/],
    [
      undefined,
      'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
      'LOGIN_REFUSED',
      /user name or password/,
      /^Operator/,
    ],
    [
      '3D000',
      'database "totara" does not exist',
      'DATABASE_MISSING',
      /database "totara" does not exist/,
      /^Operator/,
    ],
    ['42501', 'permission denied for table ttr_user', 'NOT_ALLOWED', /ttr_user/, /grant SELECT/],
    ['57014', 'canceling statement due to statement timeout', 'TOO_SLOW', /took too long/, /^IT/],
    ['53300', 'sorry, too many clients already', 'BUSY', /no connection to spare/, /^IT/],
    [
      '42703',
      'column cc.timecompleted does not exist',
      'UNREADABLE',
      /cannot be read: column cc\.timecompleted/,
      /^Operator/,
    ],
  ] as const)('%s %s: %s', (...example) => {
    const [code, message, expectedCode, reason, action] = example;
    const trouble = describeSourceTrouble(failure(message, code));

    expect(trouble.code).toBe(`TOTARA.${expectedCode}`);
    expect(trouble.reason).toMatch(reason);
    expect(trouble.action).toMatch(action);
  });

  it('looks into what the driver wraps when each address of a name refuses', () => {
    const refused = ['::1', '127.0.0.1'].map((address) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}:5432`), { code: 'ECONNREFUSED' }),
    );

    const trouble = describeSourceTrouble(new TotaraUnreadableError(new AggregateError(refused, '')));

    expect(trouble.code).toBe('TOTARA.UNREACHABLE');
    expect(trouble.reason).toContain('127.0.0.1');
  });

  it('names the missing tables and the variables to check', () => {
    const place = { prefix: 'mdl_', schema: 'lms' };

    const trouble = describeSourceTrouble(new TotaraTableMissingError(['course_completions'], place));

    expect(trouble.code).toBe('TOTARA.TABLE_MISSING');
    expect(trouble.reason).toMatch(/"lms".*mdl_course_completions/);
    expect(trouble.action).toMatch(/TOTARA_TABLE_PREFIX.*TOTARA_SCHEMA/);
  });
});
