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

const BY_CODE: Readonly<Record<string, (detail: string) => SourceTrouble>> = {
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
  '28000': (detail) =>
    trouble('LOGIN_REFUSED', `The Totara database refuses the log-in: ${detail}.`, OPERATOR),
  '3D000': (detail) =>
    trouble('DATABASE_MISSING', `The Totara server has no such database: ${detail}.`, OPERATOR),
  '42501': (detail) =>
    trouble(
      'NOT_ALLOWED',
      `The account may not read what is needed: ${detail}.`,
      'Totara database administrator: grant SELECT to the account.',
    ),
  '57014': () => trouble('TOO_SLOW', 'The Totara database took too long to answer.', NETWORK),
  '57P01': restarting,
  '57P02': restarting,
  '57P03': () => trouble('UNREACHABLE', 'The Totara database is starting up.', NETWORK),
  '53300': () => trouble('BUSY', 'The Totara database has no connection to spare.', NETWORK),
};

/** What the driver itself finds wrong comes without a code. */
const BY_WORDS: readonly [RegExp, (detail: string) => SourceTrouble][] = [
  [/timeout/i, unanswered],
  [/terminated|ended/i, connectionLost],
  [/password must be/i, passwordRefused],
];

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
        'Operator: check TOTARA_TABLE_PREFIX (ttr_ or mdl_ as a rule), TOTARA_SCHEMA, and that the account may read these tables.',
    };
  }
  const detail = describeError(error);
  const known = BY_CODE[errorCode(error) ?? ''] ?? BY_WORDS.find(([words]) => words.test(detail))?.[1];
  return known?.(detail) ?? trouble('UNREADABLE', `Totara cannot be read: ${detail}.`, OPERATOR);
}
