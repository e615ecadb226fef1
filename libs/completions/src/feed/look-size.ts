/** How many records the next step looks at. */
export interface LookSize {
  readonly look: number;
  /** Those that were looked at before. */
  readonly before: number;
  /** Whether the request ends with it, found or not. */
  readonly isLast: boolean;
}

/** Somewhat more than the shortest stretch that is remembered. */
const LOOK_MIN = 300;
const LOOK_MAX = 20_000;
/** Some half a second of looking; the reader goes on from there with its next request. */
const LOOKED_MAX = 200_000;

/** The first step looks at about as many as are wanted: mostly all of them fit. */
export function firstLook(limit: number): LookSize {
  return { look: Math.max(LOOK_MIN, limit + 1), before: 0, isLast: false };
}

/** Each further step looks at four times as many, so that a long way to the next record takes few steps. */
export function nextLook({ look, before }: LookSize): LookSize {
  const next = Math.min(look * 4, LOOK_MAX);
  return { look: next, before: before + look, isLast: before + look + next >= LOOKED_MAX };
}
