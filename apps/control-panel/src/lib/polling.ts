import { ApiError } from './api-error';

/** How often a live screen asks. */
export const POLL_MS = 2_000;
/** How often it asks while the answers fail: often enough to heal by itself, rare enough to spare a sick service. */
export const POLL_AFTER_FAILURE_MS = 10_000;

interface PolledState {
  state: { status: 'pending' | 'error' | 'success'; error: Error | null };
}

/**
 * The wait until the next question, or `false` for none.
 *
 * Whoever is signed out has nothing to ask: the shell leads to the sign-in page.
 */
export function pollDelay({ state }: PolledState): number | false {
  if (state.status !== 'error') return POLL_MS;
  if (state.error instanceof ApiError && state.error.status === 401) return false;
  return POLL_AFTER_FAILURE_MS;
}

/**
 * The options of a query that stays live: it rests while the tab is hidden, asks at once when it is shown
 * again, and needs no retry of its own because the next question is one.
 */
export const livePolling = {
  refetchInterval: pollDelay,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: 'always',
  retry: false,
} as const;

/** The options of the same query while the manager works on what it shows: rows do not move under the pointer. */
export const restingPolling = {
  refetchInterval: false,
  refetchOnWindowFocus: false,
  retry: false,
} as const;

/** How often figures over hours and days are asked for. */
export const SLOW_POLL_MS = 30_000;

/** As `livePolling`, for figures that move slowly or cost more. */
export const slowPolling = {
  ...livePolling,
  refetchInterval: ({ state }: PolledState) => pollDelay({ state }) !== false && SLOW_POLL_MS,
} as const;
