import type { ImportDetailView, ImportView } from '@oracle-integration/contracts';

/** `ImportView` with dates in place of their texts. */
export interface Import extends Omit<ImportView, 'createdAt' | 'rowsRemovedAt'> {
  createdAt: Date;
  rowsRemovedAt: Date | null;
}

export interface ImportDetail
  extends Import, Pick<ImportDetailView, 'columns' | 'mapping' | 'mappingProblems' | 'sample'> {}

/** The one place where the wire's dates become dates. */
export function toImport<V extends ImportView>(view: V) {
  return {
    ...view,
    createdAt: new Date(view.createdAt),
    rowsRemovedAt: view.rowsRemovedAt === null ? null : new Date(view.rowsRemovedAt),
  };
}
