import {
  IMPORT_VERDICTS,
  type ImportDetailView,
  type ImportRowView,
  type ImportVerdict,
  type ImportView,
} from '@oracle-integration/contracts';
import type { CsvRow } from './file/csv-file';
import type { ImportEntity } from './import.entity';
import { columnView } from './mapping/column-survey';
import { mappingProblems } from './mapping/mapping-problems';
import type { VerdictRow } from './verdict/import-verdict.repository';

/** What a manager sees of an import. */
export function importView(entity: ImportEntity): ImportView {
  const { id, siteId, filename, state, rowCount, deliver, added, revised, queued } = entity;
  return {
    id,
    siteId,
    filename,
    state,
    createdAt: entity.createdAt.toISOString(),
    bytes: Number(entity.bytes),
    encoding: entity.encoding,
    delimiter: entity.delimiter,
    rows: rowCount,
    progress: progressOf(entity),
    verdicts: entity.verdicts && verdictCounts(entity.verdicts),
    applied: deliver === null ? null : { added, revised, queued },
    trouble: entity.trouble,
    error: entity.errorCode === null ? null : { code: entity.errorCode, detail: entity.errorDetail ?? '' },
    rowsRemovedAt: entity.rowsRemovedAt?.toISOString() ?? null,
  };
}

/** The same with what must be known to map its columns. */
export function importDetailView(entity: ImportEntity, sample: readonly CsvRow[]): ImportDetailView {
  const columns = entity.columns ?? [];
  return {
    ...importView(entity),
    columns: columns.map(columnView),
    mapping: entity.mapping,
    mappingProblems: entity.mapping ? mappingProblems(entity.mapping, columns) : [],
    sample: sample.map(({ line, cells }) => ({ line, cells: [...cells] })),
  };
}

export function importRowView({ userId, courseId, completedAt, ...row }: VerdictRow): ImportRowView {
  return {
    ...row,
    userId: userId === null ? null : Number(userId),
    courseId: courseId === null ? null : Number(courseId),
    timecompleted: completedAt?.toISOString().replace('.000Z', 'Z') ?? null,
  };
}

function progressOf({ state, doneRows: done, rowCount: total }: ImportEntity): ImportView['progress'] {
  return state === 'checking' || state === 'applying' || state === 'paused' ? { done, total } : null;
}

function verdictCounts(counts: Partial<Record<ImportVerdict, number>>): Record<ImportVerdict, number> {
  return Object.fromEntries(IMPORT_VERDICTS.map((verdict) => [verdict, counts[verdict] ?? 0])) as Record<
    ImportVerdict,
    number
  >;
}
