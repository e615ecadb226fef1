import {
  HistoryFileState,
  type HistoryFileView,
  HistoryUploadState,
  type HistoryUploadView,
} from '@oracle-integration/contracts';

/** A file of 1,240 lines that is ready; the test names what differs. */
export function aHistoryFile(differing: Partial<HistoryFileView> = {}): HistoryFileView {
  return {
    id: '0198c0de-0000-7000-8000-00000000f11e',
    state: HistoryFileState.Finished,
    scope: 'never_sent',
    from: '2015-01-01T00:00:00.000Z',
    to: '2025-01-01T00:00:00.000Z',
    courseIds: [],
    statuses: ['complete', 'completeviarpl'],
    dryRun: false,
    reachedAt: '2024-12-31T23:00:00.000Z',
    selected: 1_300,
    written: 1_240,
    leftOut: 60,
    reasons: [
      { code: 'MAPPING.COURSE_NOT_LINKED', reason: 'This course is not linked.', count: 48 },
      { code: 'HISTORY.NO_COMPLETION_DATE', reason: 'Totara holds no date of completion.', count: 12 },
    ],
    parts: 1,
    hasReport: true,
    bytes: 400_000,
    upload: null,
    requestedBy: 'hr@example.com',
    createdAt: '2026-02-01T14:00:00.000Z',
    finishedAt: '2026-02-01T14:00:09.000Z',
    failure: null,
    ...differing,
  };
}

/** Looked over only: there is nothing to download but the report. */
export function aLook(differing: Partial<HistoryFileView> = {}): HistoryFileView {
  return aHistoryFile({ dryRun: true, parts: 0, bytes: 0, ...differing });
}

/** Oracle has taken all but twelve lines. */
export function anUpload(differing: Partial<HistoryUploadView> = {}): HistoryUploadView {
  return {
    state: HistoryUploadState.Finished,
    partsLoaded: 1,
    dataSetId: '300100999',
    dataSetStatus: 'ORA_IN_ERROR',
    loaded: 1_228,
    refused: 12,
    unprocessed: 0,
    hasReport: true,
    startedBy: 'hr@example.com',
    startedAt: '2026-02-01T15:00:00.000Z',
    finishedAt: '2026-02-01T15:04:00.000Z',
    failure: null,
    ...differing,
  };
}
