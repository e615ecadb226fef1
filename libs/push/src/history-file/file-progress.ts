import type { FinishedPage } from '@oracle-integration/completions';
import type { ReasonCount } from './history-file.entity';
import type { FileProgress, HistoryFile } from './history-file.repository';
import type { HistoryChunk } from './history-chunk.repository';
import type { WrittenPage } from './written-page';

/** METADATA is the first line of each part. */
const FIRST_MERGE_LINE = 2;

/** What a page makes of a file: how far it has come, and the chunk that holds the page where it holds anything. */
export interface PageOfFile {
  readonly progress: FileProgress;
  readonly chunk: HistoryChunk | null;
}

/** Adds a page to a file; a part that it does not fit into any more is followed by another. Pure. */
export function withPage(
  file: HistoryFile,
  page: WrittenPage,
  { position, isEnd }: Pick<FinishedPage, 'position' | 'isEnd'>,
  partLinesMax: number,
): PageOfFile {
  const written = page.recordIds.length;
  const lines = file.order.dryRun ? 0 : written;
  const isNewPart = lines > 0 && (file.parts === 0 || file.partLines + lines > partLinesMax);
  const parts = file.parts + (isNewPart ? 1 : 0);
  const linesBefore = isNewPart ? 0 : file.partLines;
  const progress = {
    position,
    selected: file.selected + written + page.leftOut,
    written: file.written + written,
    leftOut: file.leftOut + page.leftOut,
    bytes: file.bytes + Buffer.byteLength(page.content),
    reasons: together(file.reasons, page.reasons),
    parts,
    partLines: linesBefore + lines,
    isFinished: isEnd,
  };
  if (lines === 0 && page.leftOut === 0) return { progress, chunk: null };
  return { progress, chunk: chunkOf(file, page, { part: parts, firstLine: linesBefore + FIRST_MERGE_LINE }) };
}

function chunkOf(
  { id, pages, order }: HistoryFile,
  page: WrittenPage,
  place: { part: number; firstLine: number },
): HistoryChunk {
  const { content, recordIds, revisions, report, peopleWritten, peopleLeftOut } = page;
  const common = { fileId: id, number: pages, ...place, report };
  // A dry run keeps its report only.
  if (order.dryRun)
    return { ...common, lines: 0, content: '', recordIds: [], revisions: [], people: peopleLeftOut };
  const people = [...new Set([...peopleWritten, ...peopleLeftOut])];
  return { ...common, lines: recordIds.length, content, recordIds, revisions, people };
}

function together(before: readonly ReasonCount[], more: readonly ReasonCount[]): ReasonCount[] {
  const counts = new Map(before.map(({ code, count }) => [code, count]));
  for (const { code, count } of more) counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ code, count }));
}
