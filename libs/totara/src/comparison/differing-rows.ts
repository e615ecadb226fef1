import type { LearnerCourse } from '@oracle-integration/completions';

/** A row as either side knows it. */
export interface ComparedRow extends LearnerCourse {
  readonly rowId: number;
  readonly fingerprint: string;
}

/** A row as the site's reader answers it. */
type SiteRow = LearnerCourse & { readonly id: number; readonly fingerprint: string };

export interface RowDifferences {
  /** Whose pictures must be looked at again: of rows that are new, changed or gone, on either side. */
  readonly pairs: readonly LearnerCourse[];
  /** Rows that the ledger has and the site no longer has. */
  readonly vanished: readonly number[];
  readonly count: number;
}

/** Compares a range of rows of the site with what the ledger has of it. */
export function differingRows(site: readonly SiteRow[], ours: readonly ComparedRow[]): RowDifferences {
  const ourRows = new Map(ours.map((row) => [row.rowId, row]));
  const siteIds = new Set(site.map(({ id }) => id));
  const changed = site.filter((row) => !isSame(row, ourRows.get(row.id)));
  const gone = ours.filter(({ rowId }) => !siteIds.has(rowId));
  // A row that changed hands concerns who had it before, too.
  const before = changed.flatMap(({ id }) => ourRows.get(id) ?? []);
  const pairs = new Map(
    [...changed, ...before, ...gone].map(({ userId, courseId }) => [
      `${userId}:${courseId}`,
      { userId, courseId },
    ]),
  );
  return {
    pairs: [...pairs.values()],
    vanished: gone.map(({ rowId }) => rowId),
    count: changed.length + gone.length,
  };
}

function isSame(row: SiteRow, known: ComparedRow | undefined): boolean {
  return (
    known !== undefined &&
    known.fingerprint === row.fingerprint &&
    known.userId === row.userId &&
    known.courseId === row.courseId
  );
}
