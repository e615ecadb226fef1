import type { CurrentRow, HistoryRow } from '../reader/totara-rows';

/** What is shown of a learner and a course beside a row, as drivers answer it: big numbers and decimals as text. */
const SHOWN = {
  user_id: '12',
  course_id: '88',
  user_row: '12',
  username: 'mlopez',
  user_idnumber: 'E100234',
  firstname: 'María',
  lastname: 'López',
  email: 'mlopez@example.com',
  suspended: 0,
  deleted: 0,
  course_row: '88',
  fullname: 'Fire Safety',
  shortname: 'FIRE-1',
  course_idnumber: 'OLC-10021',
  format: 'topics',
  containertype: 'container_course',
  category_name: 'Compliance',
  grademin: '0.00000',
  grademax: '100.00000',
};

/** A present row: enrolled, started, nothing more. */
export function aCurrentRow(differences: Partial<CurrentRow> = {}): CurrentRow {
  return {
    ...SHOWN,
    id: '501',
    timeenrolled: '1767600000',
    timestarted: '1767690000',
    timecompleted: null,
    status: 25,
    rpl: null,
    rplgrade: null,
    finalgrade: null,
    progress: null,
    fingerprint: '431',
    ...differences,
  };
}

/** An archived row of the same learner and course. */
export function aHistoryRow(differences: Partial<HistoryRow> = {}): HistoryRow {
  return {
    ...SHOWN,
    id: '71',
    timecompleted: '1735732800',
    grade: '0.00000',
    fingerprint: '712',
    ...differences,
  };
}
