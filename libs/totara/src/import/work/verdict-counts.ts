import type { ImportVerdict } from '@oracle-integration/contracts';

type Counts = Partial<Record<ImportVerdict, number>>;

/** The counts after rows got verdicts, and others than they had before. */
export function countedOn(
  counts: Counts | null,
  judged: readonly { readonly verdict: ImportVerdict }[],
  before: Iterable<ImportVerdict> = [],
): Counts {
  const next: Counts = { ...counts };
  for (const verdict of before) next[verdict] = (next[verdict] ?? 0) - 1;
  for (const { verdict } of judged) next[verdict] = (next[verdict] ?? 0) + 1;
  return next;
}
