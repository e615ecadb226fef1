import type { SqlDialect, SqlParameters } from './sql-dialect';

/** Sends a statement and answers its rows. 64-bit integers and decimals come as text, smaller ones as numbers. */
export type SiteRead = <Row extends object>(sql: string, parameters?: SqlParameters) => Promise<Row[]>;

/**
 * The database of a site, as far as we need one: it is only ever read, also where the account may do more.
 *
 * Every failure is a TotaraUnreadableError.
 */
export interface SiteDatabase {
  readonly dialect: SqlDialect;
  readonly read: SiteRead;
  /** Runs several reads on one moment of the database. */
  inSnapshot<Result>(work: (read: SiteRead) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** One for the capture and one for a comparison beside it: the site hardly notices us. */
export const CONNECTIONS = 2;
export const CONNECT_TIMEOUT_MS = 10_000;
/** Held by the server: what takes longer is ended there, and costs the site no more. */
export const STATEMENT_TIMEOUT_MS = 120_000;
/** Held by us, for a piece of work: a network that swallows everything gives no answer, and no error either. */
export const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 10_000;
export const KEEP_ALIVE_DELAY_MS = 30_000;
