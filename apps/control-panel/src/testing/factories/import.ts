import { ImportState, type ImportDetailView, type ImportRowView } from '@oracle-integration/contracts';

const VERDICTS = {
  new: 10,
  unchanged: 2,
  changed: 1,
  known_from_site: 3,
  skipped: 0,
  duplicate_in_file: 1,
  error: 2,
};

/** A file that has just gone up; its columns are recognised. */
export function anImport(change: Partial<ImportDetailView> = {}): ImportDetailView {
  return {
    id: '0198-import',
    siteId: 'totara.example.com',
    filename: 'completions.csv',
    state: ImportState.Uploaded,
    createdAt: '2026-02-01T14:00:00.000Z',
    bytes: 2_048,
    encoding: 'utf-8',
    delimiter: ',',
    rows: 19,
    progress: null,
    verdicts: null,
    applied: null,
    trouble: null,
    error: null,
    rowsRemovedAt: null,
    columns: [
      { name: 'Username', samples: ['mlopez', 'abyron'], dates: null },
      { name: 'Course', samples: ['FIRE-1'], dates: null },
      { name: 'Done on', samples: ['01/02/2026'], dates: { forms: ['d/m/Y or m/d/Y'], order: 'ambiguous' } },
    ],
    mapping: {
      columns: { username: 'Username', courseShortname: 'Course', timecompleted: 'Done on' },
      identifyUserBy: 'username',
      identifyCourseBy: 'courseShortname',
      dateOrder: null,
      timeZone: 'UTC',
      decimalMark: '.',
      gradeUnit: 'points',
      unknown: 'refuse',
    },
    mappingProblems: [],
    sample: [],
    ...change,
  };
}

/** A file whose rows were checked: 11 to add or change, 2 wrong. */
export function aCheckedImport(change: Partial<ImportDetailView> = {}): ImportDetailView {
  return anImport({ state: ImportState.Checked, verdicts: VERDICTS, ...change });
}

/** A row that cannot be taken. */
export function aWrongRow(change: Partial<ImportRowView> = {}): ImportRowView {
  return {
    line: 7,
    cells: ['nobody', 'FIRE-1', '31/02/2026'],
    verdict: 'error',
    reason: 'There is no 31 February.',
    column: 'Done on',
    action: 'Correct the date in the file.',
    firstLine: null,
    userId: null,
    courseId: null,
    timecompleted: null,
    ...change,
  };
}
