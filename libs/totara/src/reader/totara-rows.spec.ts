import type { CompletionObservation, WholePicture } from '@oracle-integration/completions';
import { aCurrentRow, aHistoryRow } from '../testing/site-rows';
import { type CurrentRow, type HistoryRow, picturesFrom, timeFrom } from './totara-rows';

function observe(row: Partial<CurrentRow>, ...history: Partial<HistoryRow>[]): WholePicture {
  const [observation] = picturesFrom([aCurrentRow(row)], history.map(aHistoryRow));
  return observation!;
}

function observeCurrent(row: Partial<CurrentRow>): CompletionObservation {
  return observe(row).current!;
}

describe('a time of Totara', () => {
  it.each([
    ['epoch seconds as text', '1769954591', '2026-02-01T14:03:11.000Z'],
    ['epoch seconds as a number', 1769954591, '2026-02-01T14:03:11.000Z'],
    ['milliseconds that slipped in', '1769954591123', '2026-02-01T14:03:11.000Z'],
    ['microseconds that slipped in', '1769954591123456', '2026-02-01T14:03:11.000Z'],
    ['the largest 64-bit integer', '9223372036854775807', '2262-04-11T23:47:16.000Z'],
  ])('is read from %s', (_, value, expected) => {
    expect(timeFrom(value)?.toISOString()).toBe(expected);
  });

  it.each([
    ['null', null],
    ['0', '0'],
    ['-1', '-1'],
    ['a number that is none', 'NaN'],
  ])('is never for %s', (_, value) => {
    expect(timeFrom(value)).toBeNull();
  });
});

describe('the status of a present row', () => {
  const completed = '1769954591';

  it.each([
    ['completed', { timecompleted: completed, status: 50 }, 'complete'],
    [
      'completed by prior learning',
      { timecompleted: completed, status: 75, rpl: 'Licence' },
      'completeviarpl',
    ],
    ['prior learning without its text', { timecompleted: completed, status: 75 }, 'completeviarpl'],
    [
      'completed, with a text of prior learning, in a legacy row',
      { timecompleted: completed, status: 0, rpl: 'Licence' },
      'completeviarpl',
    ],
    ['completed in a legacy row', { timecompleted: completed, status: 0 }, 'complete'],
    ['completed in Moodle, which has no status', { timecompleted: completed, status: null }, 'complete'],
    ['completed though the status says otherwise', { timecompleted: completed, status: 25 }, 'complete'],
    ['an empty text of prior learning', { timecompleted: completed, status: 50, rpl: '' }, 'complete'],
    ['started', { status: 25 }, 'inprogress'],
    ['started, status complete, but no time', { status: 50 }, 'inprogress'],
    ['started, with -1 for never completed', { timecompleted: '-1' }, 'inprogress'],
    ['enrolled only', { timestarted: '0', status: 10 }, 'notyetstarted'],
    ['no times at all', { timestarted: '0', timeenrolled: '0', status: 0 }, 'notyetstarted'],
  ])('%s', (_, row: Partial<CurrentRow>, expected) => {
    expect(observeCurrent(row).status).toBe(expected);
  });
});

describe('the grade of a present row', () => {
  it.each<[string, Partial<CurrentRow>, CompletionObservation['grade']]>([
    ['points out of 100', { finalgrade: '85.00000' }, { value: 85, max: 100, percent: 85 }],
    [
      'points out of 40',
      { finalgrade: '30.00000', grademax: '40.00000' },
      { value: 30, max: 40, percent: 75 },
    ],
    [
      'points between 10 and 20',
      { finalgrade: '15', grademin: '10', grademax: '20' },
      { value: 15, max: 20, percent: 50 },
    ],
    [
      'a percentage that does not end',
      { finalgrade: '1', grademax: '3' },
      { value: 1, max: 3, percent: 33.33 },
    ],
    ['no points: not graded yet', {}, null],
    ['no points at all', { finalgrade: '0.00000' }, { value: 0, max: 100, percent: 0 }],
    ['a course worth nothing', { finalgrade: '0', grademax: '0' }, { value: 0, max: 0, percent: null }],
    [
      'a course without a total',
      { finalgrade: '7', grademin: null, grademax: null },
      { value: 7, max: null, percent: null },
    ],
    [
      'prior learning, in percent of any course',
      { rplgrade: '92.50000', grademax: '40', finalgrade: '3' },
      { value: 92.5, max: 100, percent: 92.5 },
    ],
  ])('%s', (_, row, expected) => {
    expect(observeCurrent(row).grade).toEqual(expected);
  });
});

describe('the grade of an archived row', () => {
  it.each<[string, Partial<HistoryRow>, CompletionObservation['grade']]>([
    [
      'out of 100, where points and percent are the same',
      { grade: '85.00000' },
      { value: 85, max: 100, percent: 85 },
    ],
    [
      'out of 40, where they are not',
      { grade: '30.00000', grademax: '40.00000' },
      { value: 30, max: null, percent: null },
    ],
    [
      'from 10 to 100, where they are not',
      { grade: '30', grademin: '10' },
      { value: 30, max: null, percent: null },
    ],
    ['0 in a course without grades', { grade: '0.00000', grademin: null, grademax: null }, null],
    [
      'points in a course without a total now',
      { grade: '8', grademin: null, grademax: null },
      { value: 8, max: null, percent: null },
    ],
    ['none', { grade: null }, null],
  ])('%s', (_, row, expected) => {
    expect(observe({}, row).history[0]!.grade).toEqual(expected);
  });
});

describe('the picture of a learner in a course', () => {
  it('holds the present row, the person and the course as plain values', () => {
    const observation = observe({ timecompleted: '1769954591', status: 50, finalgrade: '85' });

    expect(observation).toEqual({
      extent: 'whole',
      exclusion: null,
      userId: 12,
      courseId: 88,
      current: {
        source: 'current',
        sourceRowId: 501,
        fingerprint: '431',
        status: 'complete',
        progress: 100,
        enrolledAt: new Date('2026-01-05T08:00:00Z'),
        startedAt: new Date('2026-01-06T09:00:00Z'),
        completedAt: new Date('2026-02-01T14:03:11Z'),
        rpl: null,
        grade: { value: 85, max: 100, percent: 85 },
      },
      history: [],
      user: {
        username: 'mlopez',
        idnumber: 'E100234',
        firstname: 'María',
        lastname: 'López',
        email: 'mlopez@example.com',
        suspended: false,
        deleted: false,
      },
      course: { fullname: 'Fire Safety', shortname: 'FIRE-1', idnumber: 'OLC-10021', category: 'Compliance' },
    });
  });

  it('takes empty text for text that was not given', () => {
    const observation = observe({ user_idnumber: '', email: '', course_idnumber: '', rpl: '' });

    expect(observation.user).toMatchObject({ idnumber: null, email: null });
    expect(observation.course).toMatchObject({ idnumber: null });
    expect(observation.current).toMatchObject({ rpl: null });
  });

  it('tells a suspended and a deleted person', () => {
    expect(observe({ suspended: 1 }).user).toMatchObject({ suspended: true, deleted: false });
    expect(observe({ deleted: 1 }).user).toMatchObject({ suspended: false, deleted: true });
  });

  it('has no person when the row of the person is gone', () => {
    expect(observe({ user_row: null }).user).toBeNull();
  });

  it('has no course when the row of the course is gone', () => {
    expect(observe({ course_row: null, containertype: null }).course).toBeNull();
  });

  it('has no present row when all was archived', () => {
    const observation = observe({ id: null }, { id: '71' });

    expect(observation.current).toBeNull();
    expect(observation.history).toHaveLength(1);
  });

  it('gathers the archived rows of this learner and course only', () => {
    const observations = picturesFrom(
      [aCurrentRow(), aCurrentRow({ user_id: '13' })],
      [aHistoryRow({ id: '1' }), aHistoryRow({ id: '2', user_id: '13' }), aHistoryRow({ id: '3' })],
    );

    const archivedIds = observations.map(({ history }) => history.map(({ sourceRowId }) => sourceRowId));
    expect(archivedIds).toEqual([[1, 3], [2]]);
  });

  it.each([
    ['an ordinary course', {}, null],
    ['a course of Totara 12 or Moodle', { containertype: null }, null],
    ['a course that is gone', { course_row: null, format: null, containertype: null }, null],
    ['a workspace', { containertype: 'container_workspace' }, 'not_a_course'],
    ['a performance activity', { containertype: 'container_perform' }, 'not_a_course'],
    ['the front page of Totara', { containertype: 'container_site', format: 'site' }, 'not_a_course'],
    ['the front page of Moodle', { containertype: null, format: 'site' }, 'not_a_course'],
    ['the guest account', { username: 'guest' }, 'guest'],
    ['a guest in a workspace', { username: 'guest', containertype: 'container_workspace' }, 'not_a_course'],
    ['a person whose row is gone', { user_row: null, username: null }, null],
  ])('says whether it is one of completions: %s', (_, row: Partial<CurrentRow>, exclusion) => {
    const picture = observe(row, {});

    expect(picture.exclusion).toBe(exclusion);
    expect([picture.current?.sourceRowId, picture.history.length]).toEqual([501, 1]);
  });
});

describe('the progress of a row', () => {
  it.each<[string, Partial<CurrentRow>, number | null]>([
    ['is what the site works out for an unfinished one', { progress: '28' }, 28],
    ['is 0 where nothing is done', { progress: 0 }, 0],
    ['is unknown where nothing measures it', { progress: null }, null],
    [
      'is 100 for a completed one, whatever measures it',
      { timecompleted: '1769954591', progress: null },
      100,
    ],
    ['is that of an unfinished one when the time means never', { timecompleted: '-1', progress: 40 }, 40],
  ])('%s', (_, row, expected) => {
    expect(observeCurrent(row).progress).toBe(expected);
  });

  it('is 100 for an archived one', () => {
    expect(observe({}, { timecompleted: null }).history[0]!.progress).toBe(100);
  });
});
