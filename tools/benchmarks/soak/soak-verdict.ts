import type { SoakVerdict } from './soak-result';

/** The rule, as the page says it. */
export const FLAT_RULE =
  'Flat means: a straight line (least squares) through all samples from the second minute on rises by no more than a fifth of their mean from its beginning to its end, or by no more than 20 MB or 250 ms where that is more.';

const ALLOWED_PART = 0.2;
const ALLOWED: Readonly<Record<'MB' | 'ms', number>> = { MB: 20, ms: 250 };

/** One figure at one moment. */
export interface Point {
  /** Since the beginning. */
  readonly seconds: number;
  readonly value: number;
}

/** Judges one figure by its samples from the second minute on. */
export function judge(figure: string, unit: 'MB' | 'ms', points: readonly Point[]): SoakVerdict {
  const judged = points.filter(({ seconds, value }) => seconds >= 60 && Number.isFinite(value));
  const mean = meanOf(judged.map(({ value }) => value));
  const rise = riseOf(judged);
  const allowedRise = Math.max(ALLOWED[unit], ALLOWED_PART * mean);
  return { figure, unit, mean, rise, allowedRise, isFlat: judged.length > 1 && rise <= allowedRise };
}

/** Of the straight line that lies closest to all points, from the first moment to the last. */
function riseOf(points: readonly Point[]): number {
  const at = meanOf(points.map(({ seconds }) => seconds));
  const mean = meanOf(points.map(({ value }) => value));
  const spread = points.reduce((sum, { seconds }) => sum + (seconds - at) ** 2, 0);
  if (spread === 0) return 0;
  const slope = points.reduce((sum, point) => sum + (point.seconds - at) * (point.value - mean), 0) / spread;
  return slope * (points.at(-1)!.seconds - points[0]!.seconds);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
