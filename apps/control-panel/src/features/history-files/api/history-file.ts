import {
  HistoryFileState,
  type HistoryFileView,
  HistoryUploadState,
  type HistoryUploadView,
  type RequestHistoryFile,
} from '@oracle-integration/contracts';

/** `HistoryFileView` with dates in place of their texts. */
export interface HistoryFile extends Omit<HistoryFileView, 'createdAt' | 'reachedAt'> {
  createdAt: Date;
  reachedAt: Date | null;
}

/** The one place where the wire's dates become dates. */
export function toHistoryFile(view: HistoryFileView): HistoryFile {
  return {
    ...view,
    createdAt: new Date(view.createdAt),
    reachedAt: view.reachedAt === null ? null : new Date(view.reachedAt),
  };
}

export function isBeingMade({ state }: Pick<HistoryFile, 'state'>): boolean {
  return state === HistoryFileState.Running;
}

export function isBeingLoaded({ upload }: Pick<HistoryFile, 'upload'>): boolean {
  return upload?.state === HistoryUploadState.Running;
}

/** Whether Oracle has taken every line: there is nothing to load any more. */
export function isWhollyLoaded({ state, refused, unprocessed }: HistoryUploadView): boolean {
  return state === HistoryUploadState.Finished && refused === 0 && unprocessed === 0;
}

/** The same completions as a dry run looked at, this time to be written. */
export function asRealFile({ scope, from, to, courseIds, statuses }: HistoryFile): RequestHistoryFile {
  return {
    scope,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(courseIds.length === 0 ? {} : { courseIds }),
    statuses,
  };
}
