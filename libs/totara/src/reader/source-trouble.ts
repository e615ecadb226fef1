import { describeError, errorCode } from '@oracle-integration/platform';
import { TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';

/** Why Totara cannot be read, in the words of a manager. */
export interface SourceTrouble {
  readonly code: string;
  readonly reason: string;
  readonly action: string;
}

const OPERATOR =
  'Operator: check TOTARA_DATABASE_URL. Nothing is lost: reading goes on by itself when it works again.';
const NETWORK = 'IT: network or database server. We try again by ourselves, and nothing is lost.';

/** MariaDB's own numbers, for which the driver has no names. */
const MARIADB_STATEMENT_TIMEOUT = '1969';
const MARIADB_KILLED = '1927';

type Describe = (detail: string) => SourceTrouble;

const BY_CODE: Readonly<Record<string, Describe>> = {
  ENOTFOUND: (detail) =>
    trouble('UNREACHABLE', `The address of the Totara database is not known: ${detail}.`, OPERATOR),
  EAI_AGAIN: (detail) =>
    trouble('UNREACHABLE', `The address of the Totara database cannot be looked up: ${detail}.`, NETWORK),
  ECONNREFUSED: (detail) =>
    trouble('UNREACHABLE', `The Totara database refuses the connection: ${detail}.`, NETWORK),
  ETIMEDOUT: unanswered,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ECONNRESET: connectionLost,
  EPIPE: connectionLost,
  '28P01': passwordRefused,
  '28000': loginRefused,
  '3D000': databaseMissing,
  '42501': notAllowed,
  '57014': tooSlow,
  '57P01': restarting,
  '57P02': restarting,
  '57P03': () => trouble('UNREACHABLE', 'The Totara database is starting up.', NETWORK),
  '53300': busy,
  ...byCodes(loginRefused, 'ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR'),
  ...byCodes(
    loginRefused,
    'ER_NOT_SUPPORTED_AUTH_MODE',
    'AUTH_SWITCH_PLUGIN_ERROR',
    'ER_MUST_CHANGE_PASSWORD',
  ),
  ...byCodes(loginRefused, 'ER_MUST_CHANGE_PASSWORD_LOGIN', 'ER_ACCOUNT_HAS_BEEN_LOCKED'),
  ...byCodes(hostRefused, 'ER_HOST_NOT_PRIVILEGED', 'ER_HOST_IS_BLOCKED'),
  ER_BAD_DB_ERROR: databaseMissing,
  ...byCodes(
    notAllowed,
    'ER_DBACCESS_DENIED_ERROR',
    'ER_TABLEACCESS_DENIED_ERROR',
    'ER_COLUMNACCESS_DENIED_ERROR',
  ),
  ...byCodes(busy, 'ER_CON_COUNT_ERROR', 'ER_TOO_MANY_USER_CONNECTIONS', 'ER_USER_LIMIT_REACHED'),
  ...byCodes(tooSlow, 'ER_QUERY_TIMEOUT', 'ER_QUERY_INTERRUPTED', MARIADB_STATEMENT_TIMEOUT),
  ...byCodes(connectionLost, 'PROTOCOL_CONNECTION_LOST', 'ER_CLIENT_INTERACTION_TIMEOUT', MARIADB_KILLED),
  ...byCodes(unanswered, 'PROTOCOL_SEQUENCE_TIMEOUT'),
  ER_SERVER_SHUTDOWN: restarting,
  ...byCodes(notEncrypted, 'HANDSHAKE_NO_SSL_SUPPORT', 'HANDSHAKE_SSL_ERROR', 'ER_SECURE_TRANSPORT_REQUIRED'),
  ...byCodes(notEncrypted, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'),
  ...byCodes(notEncrypted, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
  ...byCodes(notEncrypted, 'ERR_TLS_CERT_ALTNAME_INVALID'),
};

/** What the driver itself finds wrong comes without a code. */
const BY_WORDS: readonly [RegExp, Describe][] = [
  [/does not support SSL/i, notEncrypted],
  [/timeout/i, unanswered],
  [/terminated|ended|closed state/i, connectionLost],
  [/password must be/i, passwordRefused],
];

function byCodes(describe: Describe, ...codes: string[]): Record<string, Describe> {
  return Object.fromEntries(codes.map((code) => [code, describe]));
}

function unanswered(detail: string): SourceTrouble {
  return trouble('UNREACHABLE', `The Totara database does not answer: ${detail}.`, NETWORK);
}

function unreachable(detail: string): SourceTrouble {
  return trouble('UNREACHABLE', `The Totara database cannot be reached: ${detail}.`, NETWORK);
}

function connectionLost(detail: string): SourceTrouble {
  return trouble('CONNECTION_LOST', `The connection to the Totara database was lost: ${detail}.`, NETWORK);
}

function restarting(): SourceTrouble {
  return trouble('CONNECTION_LOST', 'The Totara database is being shut down or restarted.', NETWORK);
}

function passwordRefused(): SourceTrouble {
  return trouble('LOGIN_REFUSED', 'The Totara database refuses the user name or password.', OPERATOR);
}

function loginRefused(detail: string): SourceTrouble {
  return trouble('LOGIN_REFUSED', `The Totara database refuses the log-in: ${detail}.`, OPERATOR);
}

function hostRefused(detail: string): SourceTrouble {
  return trouble(
    'LOGIN_REFUSED',
    `The Totara database lets nobody in from our address: ${detail}.`,
    'Totara database administrator: allow the account from the address of this service.',
  );
}

function databaseMissing(detail: string): SourceTrouble {
  return trouble('DATABASE_MISSING', `The Totara server has no such database: ${detail}.`, OPERATOR);
}

function notAllowed(detail: string): SourceTrouble {
  return trouble(
    'NOT_ALLOWED',
    `The account may not read what is needed: ${detail}.`,
    'Totara database administrator: grant SELECT to the account.',
  );
}

function tooSlow(): SourceTrouble {
  return trouble('TOO_SLOW', 'The Totara database took too long to answer.', NETWORK);
}

function busy(): SourceTrouble {
  return trouble('BUSY', 'The Totara database has no connection to spare.', NETWORK);
}

function notEncrypted(detail: string): SourceTrouble {
  return trouble(
    'NOT_ENCRYPTED',
    `No encrypted connection to the Totara database comes about: ${detail}.`,
    'Operator: check ssl-mode (MySQL) or sslmode (PostgreSQL) in TOTARA_DATABASE_URL, and the certificate.',
  );
}

function trouble(code: string, reason: string, action: string): SourceTrouble {
  return { code: `TOTARA.${code}`, reason, action };
}

/** Says what is wrong with the source and who must act. Never shows the address with its password. */
export function describeSourceTrouble(
  failure: TotaraUnreadableError | TotaraTableMissingError,
): SourceTrouble {
  const error = failure instanceof TotaraUnreadableError ? failure.cause : failure;
  if (error instanceof TotaraTableMissingError) {
    return {
      code: error.code,
      reason: `${error.message}.`,
      action:
        'Operator: check TOTARA_TABLE_PREFIX (ttr_ or mdl_ as a rule), on PostgreSQL TOTARA_SCHEMA, and that the account may read these tables.',
    };
  }
  const detail = describeError(error);
  const known = BY_CODE[codeOf(error)] ?? BY_WORDS.find(([words]) => words.test(detail))?.[1];
  return known?.(detail) ?? trouble('UNREADABLE', `Totara cannot be read: ${detail}.`, OPERATOR);
}

/** A code, or the number of an error that has no more than that. */
function codeOf(error: unknown): string {
  const hasNumber = typeof error === 'object' && error !== null && 'errno' in error;
  return errorCode(error) ?? (hasNumber ? String(error.errno) : '');
}
