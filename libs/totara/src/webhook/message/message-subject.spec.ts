import { aCompletionRow, anEvent, moodleMessage, totaraMessage } from '../testing/a-message';
import { type SubjectVerdict, subjectOf } from './message-subject';
import { openEnvelope } from './received-message';

function subject(message: object): SubjectVerdict {
  const opened = openEnvelope(message);
  if ('unreadable' in opened) return opened;
  return subjectOf(opened);
}

const COMPLETED = 'core\\event\\course_completed';
const LOPEZ_IN_FIRE_SAFETY = { about: 'learner_course', userId: 1207, courseId: 88 };
const USER_ROW = { id: '1207', username: 'mlopez', firstname: 'María', lastname: 'López', deleted: '0' };
const COURSE_ROW = { id: '88', category: '3', fullname: 'Fire Safety', shortname: 'FIRE-1' };

describe('openEnvelope', () => {
  it('opens what Totara sends', () => {
    const row = aCompletionRow();

    const message = openEnvelope(
      totaraMessage(COMPLETED, row, { time_created: 1731000003, time_sent: 1731000005 }),
    );

    expect(message).toEqual({
      shape: 'totara',
      event: COMPLETED,
      eventAt: new Date('2024-11-07T17:20:03Z'),
      sentAt: new Date('2024-11-07T17:20:05Z'),
      content: row,
    });
  });

  it.each(['\\core\\event\\course_completed', '\\\\core\\event\\course_completed'])(
    'knows an event by its name with backslashes in front: %s',
    (event) => {
      expect(openEnvelope(totaraMessage(event, {}))).toMatchObject({ event: COMPLETED });
    },
  );

  it('opens what Moodle sends', () => {
    expect(openEnvelope(moodleMessage(`\\${COMPLETED}`))).toMatchObject({
      shape: 'moodle',
      event: COMPLETED,
      eventAt: new Date('2024-11-07T17:20:03Z'),
      sentAt: null,
    });
  });

  it('opens the open shape, by the time it tells of before the time it was sent', () => {
    const message = { event: 'course_completed', time_sent: '2026-02-01T14:05:00Z', completions: [] };

    expect(openEnvelope(message)).toMatchObject({ shape: 'open', eventAt: new Date('2026-02-01T14:05:00Z') });
    expect(openEnvelope({ ...message, time_created: 1769954591 })).toMatchObject({
      eventAt: new Date('2026-02-01T14:03:11Z'),
      sentAt: new Date('2026-02-01T14:05:00Z'),
    });
  });

  it.each([null, 7, 'text', [], {}, { body: {} }, { event: 7 }])('says why it cannot open %p', (root) => {
    expect(openEnvelope(root)).toEqual({ unreadable: expect.stringMatching(/\.$/) as string });
  });

  it('keeps no more of a name than one can read', () => {
    expect(openEnvelope({ event: 'x'.repeat(5000) })).toMatchObject({ event: 'x'.repeat(200) });
  });
});

describe('subjectOf a message about a learner in a course', () => {
  it.each([
    ['a row', totaraMessage(COMPLETED, aCompletionRow())],
    ['a row of numbers', totaraMessage(COMPLETED, aCompletionRow({ id: 48213, userid: 1207, course: 88 }))],
    [
      'a row of an edited completion',
      totaraMessage('totara_completioneditor\\event\\course_completion_edited', aCompletionRow()),
    ],
  ])('reads %s: there the learner is userid and the course is course', (_, message) => {
    expect(subject(message)).toEqual({ ...LOPEZ_IN_FIRE_SAFETY, sourceRowId: 48213 });
  });

  it.each([
    ['of Totara', totaraMessage('report_completion\\event\\rpl_deleted', anEvent())],
    ['of Moodle', moodleMessage(`\\${COMPLETED}`)],
    ['of numbers', moodleMessage(COMPLETED, { relateduserid: 1207, courseid: 88 })],
    ['with the learner in other only', moodleMessage(COMPLETED, { relateduserid: null })],
    [
      'with other as JSON',
      moodleMessage(COMPLETED, { relateduserid: null, other: '{"relateduserid":1207}' }),
    ],
    ['with the course in its context only', moodleMessage(COMPLETED, { courseid: '0' })],
    ['that a learner begins a course', totaraMessage('core\\event\\course_in_progress', anEvent())],
    ['of a grade', moodleMessage('\\core\\event\\user_graded')],
    [
      'that progress was archived',
      totaraMessage('totara_core\\event\\user_course_progress_archived', anEvent({ objecttable: 'course' })),
    ],
  ])('reads an event %s: there the learner is relateduserid, and userid is only who did it', (_, message) => {
    expect(subject(message)).toEqual({ ...LOPEZ_IN_FIRE_SAFETY, sourceRowId: 0 });
  });

  it('does not take the teacher for the learner when the learner is missing', () => {
    const message = moodleMessage(COMPLETED, { relateduserid: null, other: null });

    expect(subject(message)).toEqual({ unreadable: 'The message does not say which learner it is about.' });
  });

  it('cannot read an event of another context without a course', () => {
    const message = moodleMessage(COMPLETED, { courseid: null, contextlevel: 10, contextinstanceid: 0 });

    expect(subject(message)).toEqual({ unreadable: 'The message does not say which course it is about.' });
  });

  it('cannot read a message without a body', () => {
    expect(subject(totaraMessage(COMPLETED, {}))).toHaveProperty('unreadable');
    expect(subject({ event: COMPLETED })).toHaveProperty('unreadable');
  });

  it('ignores that a course is in progress when the row of somebody else is shown', () => {
    expect(subject(totaraMessage('core\\event\\course_in_progress', aCompletionRow()))).toEqual({
      ignored: 'Totara puts the row of somebody else into this event.',
    });
  });

  it('ignores the row of a grade, which names no course', () => {
    expect(
      subject(totaraMessage('core\\event\\user_graded', { id: 3, itemid: 9, userid: 1207 })),
    ).toHaveProperty('ignored');
  });
});

describe('subjectOf other messages', () => {
  it.each([
    ['the row of a person', totaraMessage('core\\event\\user_updated', USER_ROW)],
    ['that a person was deleted', totaraMessage('core\\event\\user_deleted', USER_ROW)],
    ['an event about a person', moodleMessage('\\core\\event\\user_updated', { courseid: 0 })],
    [
      'an event that names the person as its object',
      moodleMessage('\\core\\event\\user_deleted', { relateduserid: null, objectid: '1207' }),
    ],
  ])('finds the person in %s', (_, message) => {
    expect(subject(message)).toEqual({ about: 'person', userId: 1207, courseId: 0, sourceRowId: 0 });
  });

  it.each([
    ['the row of a course', totaraMessage('core\\event\\course_updated', COURSE_ROW)],
    ['an event about a course', moodleMessage('\\core\\event\\course_deleted')],
    [
      'a deleted course that is only the object',
      moodleMessage('\\core\\event\\course_deleted', { courseid: null, contextlevel: 40, objectid: 88 }),
    ],
    ['an archived course', totaraMessage('totara_core\\event\\course_completion_archived', COURSE_ROW)],
    [
      'one whose criteria are unlocked',
      totaraMessage('totara_core\\event\\course_completion_unlocked', anEvent()),
    ],
    [
      'one of whose learners progress was archived, without saying whose',
      totaraMessage('totara_core\\event\\user_course_progress_archived', COURSE_ROW),
    ],
  ])('finds the course in %s', (_, message) => {
    expect(subject(message)).toEqual({ about: 'course', userId: 0, courseId: 88, sourceRowId: 0 });
  });

  it.each([
    ['a map', { user_course_completions: { 1207: [88, 89] } }],
    ['JSON', '{"user_course_completions":{"1207":[88,89]}}'],
    ['a list, as PHP writes keys from 0', { user_course_completions: [[88], [89]] }],
  ])('knows an import with its list as %s', (_, other) => {
    const event = 'totara_completionimport\\event\\bulk_course_completionimport';

    expect(subject(totaraMessage(event, anEvent({ other })))).toMatchObject({ about: 'import' });
  });

  it.each([
    ['an empty import', { user_course_completions: [] }, 'ignored'],
    ['an import without a list', {}, 'unreadable'],
    ['an import with a list that PHP serialised', 'a:1:{i:7;a:1:{i:0;i:8;}}', 'unreadable'],
  ])('finds %s %s', (_, other, verdict) => {
    const event = 'totara_completionimport\\event\\bulk_course_completionimport';

    expect(subject(totaraMessage(event, anEvent({ other })))).toHaveProperty(verdict);
  });

  it.each(['core\\event\\user_loggedin', 'core\\event\\course_completion_updated', 'toString', ''])(
    'ignores what says nothing about completions: %s',
    (event) => {
      expect(subject(totaraMessage(event, anEvent()))).toEqual({
        ignored: 'This event says nothing about completions.',
      });
    },
  );

  it('knows the open shape, and whom it is about when that is one', () => {
    const completions = [{ userId: '1207', courseId: 88 }];

    expect(subject({ event: 'course_completed', completions })).toMatchObject({
      about: 'completions',
      userId: 1207,
      courseId: 88,
    });
    expect(
      subject({ event: 'course_completed', completions: [...completions, { userId: 3, courseId: 88 }] }),
    ).toMatchObject({ about: 'completions', userId: 0, courseId: 0 });
  });

  it.each([
    ['without completions', { event: 'course_completed', completions: [] }, 'ignored'],
    ['of another event', { event: 'course_started', completions: [{}] }, 'ignored'],
    ['without an event', { completions: [{}] }, 'ignored'],
    [
      'of more than a thousand',
      { event: 'course_completed', completions: Array(1001).fill({}) },
      'unreadable',
    ],
  ])('finds an open message %s %s', (_, message, verdict) => {
    expect(subject(message)).toHaveProperty(verdict);
  });
});
