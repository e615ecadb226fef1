import type { DataSetCounts } from './history-upload.entity';

/** What is known of the lines of a part when Oracle is done with it. */
export interface PartOutcome {
  /** Each line that is not refused is loaded; else nobody can say which are. */
  readonly isCertain: boolean;
  readonly loaded: number;
  readonly refused: number;
  readonly unprocessed: number;
}

/**
 * What became of the lines of a part. Oracle counts what it loaded, and names lines only in its errors: which lines are
 * loaded is known when all that it did not name are. What is not known counts as not looked at, and may be uploaded
 * once more: nothing is doubled.
 *
 * @param refused lines that messages of Oracle lead to
 */
export function outcomeOfPart(lines: number, refused: number, counts: DataSetCounts): PartOutcome {
  const rest = lines - refused;
  if (counts.loaded >= rest) return { isCertain: true, loaded: rest, refused, unprocessed: 0 };
  return { isCertain: false, loaded: counts.loaded, refused, unprocessed: rest - counts.loaded };
}

/** Why a part did not come to its end, in words. */
export function uncertainWords(
  part: number,
  { loaded, refused, unprocessed }: PartOutcome,
  status: string | null,
): string {
  return (
    `Oracle ended part ${part} as ${status ?? 'unknown'}: ${loaded} lines loaded, ${refused} refused, and of ` +
    `${unprocessed} it does not say what became of them. Those that it refused are noted; the others stay as they ` +
    `are. Upload the file once more: nothing is doubled.`
  );
}
