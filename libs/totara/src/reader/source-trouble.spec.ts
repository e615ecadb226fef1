import { TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';
import { describeSourceTrouble } from './source-trouble';

/** A driver's error; MariaDB's own have a number and no code. */
function failure(message: string, code?: string | number): TotaraUnreadableError {
  const known = typeof code === 'number' ? { errno: code, code: undefined } : { code };
  return new TotaraUnreadableError(Object.assign(new Error(message), code === undefined ? {} : known));
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
      'ER_ACCESS_DENIED_ERROR',
      "Access denied for user 'reader'@'10.0.0.9' (using password: YES)",
      'LOGIN_REFUSED',
      /'reader'@'10\.0\.0\.9'/,
      /^Operator/,
    ],
    [
      'ER_NOT_SUPPORTED_AUTH_MODE',
      'Client does not support authentication protocol',
      'LOGIN_REFUSED',
      /authentication protocol/,
      /^Operator/,
    ],
    ['ER_ACCOUNT_HAS_BEEN_LOCKED', 'Account is locked', 'LOGIN_REFUSED', /Account is locked/, /^Operator/],
    [
      'ER_HOST_NOT_PRIVILEGED',
      "Host '10.0.0.9' is not allowed to connect to this MariaDB server",
      'LOGIN_REFUSED',
      /from our address/,
      /allow the account/,
    ],
    [
      'ER_BAD_DB_ERROR',
      "Unknown database 'totara'",
      'DATABASE_MISSING',
      /Unknown database 'totara'/,
      /^Operator/,
    ],
    [
      'ER_DBACCESS_DENIED_ERROR',
      "Access denied for user 'reader'@'%' to database 'totara'",
      'NOT_ALLOWED',
      /to database 'totara'/,
      /grant SELECT/,
    ],
    [
      'ER_TABLEACCESS_DENIED_ERROR',
      "SELECT command denied to user 'reader'@'%' for table 'ttr_user'",
      'NOT_ALLOWED',
      /ttr_user/,
      /grant SELECT/,
    ],
    ['ER_CON_COUNT_ERROR', 'Too many connections', 'BUSY', /no connection to spare/, /^IT/],
    ['ER_USER_LIMIT_REACHED', 'max_user_connections', 'BUSY', /no connection to spare/, /^IT/],
    [
      'PROTOCOL_CONNECTION_LOST',
      'Connection lost: The server closed the connection.',
      'CONNECTION_LOST',
      /was lost/,
      /^IT/,
    ],
    [1927, 'Connection was killed', 'CONNECTION_LOST', /was lost/, /^IT/],
    [
      undefined,
      "Can't add new command when connection is in closed state",
      'CONNECTION_LOST',
      /was lost/,
      /^IT/,
    ],
    ['ER_SERVER_SHUTDOWN', 'Server shutdown in progress', 'CONNECTION_LOST', /shut down or restarted/, /^IT/],
    ['ER_QUERY_TIMEOUT', 'maximum statement execution time exceeded', 'TOO_SLOW', /took too long/, /^IT/],
    [
      1969,
      'Query execution was interrupted (max_statement_time exceeded)',
      'TOO_SLOW',
      /took too long/,
      /^IT/,
    ],
    ['ER_QUERY_INTERRUPTED', 'Query execution was interrupted', 'TOO_SLOW', /took too long/, /^IT/],
    ['PROTOCOL_SEQUENCE_TIMEOUT', 'Query inactivity timeout', 'UNREACHABLE', /does not answer/, /^IT/],
    [
      'HANDSHAKE_NO_SSL_SUPPORT',
      'Server does not support secure connection',
      'NOT_ENCRYPTED',
      /secure connection/,
      /ssl-mode/,
    ],
    ['HANDSHAKE_SSL_ERROR', 'self-signed certificate', 'NOT_ENCRYPTED', /self-signed/, /certificate/],
    [
      'ER_SECURE_TRANSPORT_REQUIRED',
      'Connections using insecure transport are prohibited',
      'NOT_ENCRYPTED',
      /insecure transport/,
      /ssl-mode/,
    ],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'self-signed certificate in certificate chain',
      'NOT_ENCRYPTED',
      /self-signed/,
      /sslmode/,
    ],
    [
      undefined,
      'The server does not support SSL connections',
      'NOT_ENCRYPTED',
      /does not support SSL/,
      /sslmode/,
    ],
    [
      undefined,
      'ssl-mode preferred is not one of disabled, required, verify_ca, verify_identity',
      'UNREADABLE',
      /ssl-mode preferred/,
      /TOTARA_DATABASE_URL/,
    ],
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

  it('names no schema where there are none', () => {
    const trouble = describeSourceTrouble(new TotaraTableMissingError(['user'], { prefix: 'mdl_' }));

    expect(trouble.reason).toBe('The Totara database has no table mdl_user that we may read.');
  });

  it('names the missing tables and the variables to check', () => {
    const place = { prefix: 'mdl_', schema: 'lms' };

    const trouble = describeSourceTrouble(new TotaraTableMissingError(['course_completions'], place));

    expect(trouble.code).toBe('TOTARA.TABLE_MISSING');
    expect(trouble.reason).toMatch(/"lms".*mdl_course_completions/);
    expect(trouble.action).toMatch(/TOTARA_TABLE_PREFIX.*TOTARA_SCHEMA/);
  });
});
