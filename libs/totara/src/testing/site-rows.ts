import type { CurrentRow, HistoryRow } from '../reader/totara-rows';

/** A present row as `pg` answers it (64-bit integers and numerics as text): enrolled, started, nothing more. */
export function aCurrentRow(differences: Partial<CurrentRow> = {}): CurrentRow {
  return {
    user_id: '12',
    course_id: '88',
    id: '501',
    timeenrolled: '1767600000',
    timestarted: '1767690000',
    timecompleted: null,
    status: 25,
    rpl: null,
    rplgrade: null,
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
    containertype: 'container_course',
    category_name: 'Compliance',
    finalgrade: null,
    grademin: '0.00000',
    grademax: '100.00000',
    ...differences,
  };
}

/** An archived row of the same learner and course. */
export function aHistoryRow(differences: Partial<HistoryRow> = {}): HistoryRow {
  return {
    id: '71',
    user_id: '12',
    course_id: '88',
    timecompleted: '1735732800',
    grade: '0.00000',
    grademin: '0.00000',
    grademax: '100.00000',
    ...differences,
  };
}
