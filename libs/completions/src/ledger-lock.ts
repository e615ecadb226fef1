/** The advisory lock of the ledger's writers: an arbitrary constant, below 2^32 so that `pg_locks` shows it whole. */
export const LEDGER_LOCK = 720_311_402;
