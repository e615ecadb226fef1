import type { ToldGrade } from '../told-completion';

/** A score that obeys xAPI: `raw` lies from `min` to `max`, `scaled` from -1 to 1. */
export interface Score {
  readonly scaled?: number;
  readonly raw: number;
  readonly min?: number;
  readonly max?: number;
}

/**
 * The score of a grade, with whatever highest grade the course has. Extra points beyond it, and points below nothing,
 * are told without the bounds that they break.
 */
export function scoreOf({ value: raw, max, percent }: ToldGrade): Score {
  const hasMax = max !== null && max > 0;
  const share = hasMax ? raw / max : percent === null ? undefined : percent / 100;
  return {
    ...(share === undefined ? {} : { scaled: rounded(Math.min(1, Math.max(-1, share))) }),
    raw,
    ...(hasMax && raw >= 0 && raw <= max ? { min: 0, max } : {}),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
