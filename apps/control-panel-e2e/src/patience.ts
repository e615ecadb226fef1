/** For whatever a page must show: the machine has other work, and may stand still for half a minute. */
export const PATIENCE_MS = 120_000;

/** For one test: several such waits, on a machine that takes ten times as long for everything. */
export const TEST_LIMIT_MS = 900_000;
