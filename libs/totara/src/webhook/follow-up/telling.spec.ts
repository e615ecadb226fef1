import { subjectOf } from '../message/message-subject';
import { openEnvelope } from '../message/received-message';
import { aCompletionRow, anEvent, moodleMessage, totaraMessage } from '../testing/a-message';
import { type Telling, tellingOf } from './telling';

const COMPLETED = 'core\\event\\course_completed';
const EDITED = 'totara_completioneditor\\event\\course_completion_edited';
const RPL_CREATED = 'report_completion\\event\\rpl_created';
const RPL_DELETED = 'report_completion\\event\\rpl_deleted';
const ARCHIVED = 'totara_core\\event\\user_course_progress_archived';
const USER_ROW = {
  id: '1207',
  username: 'mlopez',
  idnumber: 'E100234',
  firstname: 'María',
  lastname: 'López',
  email: 'maria@example.com',
  suspended: '1',
  deleted: '0',
};
const COURSE_ROW = { id: '88', category: '3', fullname: 'Fire Safety', shortname: 'FIRE-1', idnumber: '' };

function telling(message: object): Telling {
  const opened = openEnvelope(message);
  if ('unreadable' in opened) throw new Error(opened.unreadable);
  const subject = subjectOf(opened);
  if (!('about' in subject)) throw new Error(JSON.stringify(subject));
  return tellingOf(opened, subject);
}

const row = (values: object = {}) => telling(totaraMessage(COMPLETED, aCompletionRow(values)));

describe('tellingOf a row', () => {
  it('tells the completion, and nothing of what the row does not hold', () => {
    expect(row()).toEqual({
      told: 'row',
      picture: {
        extent: 'part',
        presentBecame: null,
        userId: 1207,
        courseId: 88,
        current: {
          source: 'event',
          sourceRowId: 48213,
          fingerprint: null,
          status: 'complete',
          progress: null,
          enrolledAt: new Date(1_730_000_000_000),
          startedAt: new Date(1_730_100_000_000),
          completedAt: new Date(1_731_000_000_000),
          rpl: null,
          grade: null,
        },
        history: [],
        user: null,
        course: null,
      },
    });
  });

  it.each([
    ['complete', {}],
    ['complete', { status: '0' }],
    ['completeviarpl', { status: '75' }],
    ['completeviarpl', { status: 50, rpl: 'Known from elsewhere' }],
    ['inprogress', { timecompleted: null }],
    ['inprogress', { timecompleted: '0', status: 50 }],
    ['notyetstarted', { timecompleted: null, timestarted: 0 }],
  ])('follows the times: %s for %p', (status, values) => {
    expect(row(values)).toMatchObject({ picture: { current: { status } } });
  });

  it('tells the grade of prior learning, which is in percent', () => {
    expect(row({ status: 75, rpl: 'Import', rplgrade: '85.50000' })).toMatchObject({
      picture: { current: { rpl: 'Import', grade: { value: 85.5, max: 100, percent: 85.5 } } },
    });
  });

  it.each([EDITED, RPL_CREATED])('tells the row of %s', (event) => {
    expect(telling(totaraMessage(event, aCompletionRow()))).toMatchObject({ told: 'row' });
  });
});

describe('tellingOf prior learning that is no longer recognised', () => {
  it('tells that the present completion was taken back', () => {
    expect(
      telling(totaraMessage(RPL_DELETED, anEvent({ other: { cmid: null, type: 'course' } }))),
    ).toMatchObject({
      told: 'revoked',
      picture: { presentBecame: 'revoked', current: null },
    });
  });

  it('tells the open enrolment as well where the row shows it', () => {
    expect(
      telling(totaraMessage(RPL_DELETED, aCompletionRow({ timecompleted: null, status: 10 }))),
    ).toMatchObject({
      told: 'revoked',
      picture: { presentBecame: 'revoked', current: { status: 'inprogress' } },
    });
  });

  it('does not tell a row that still shows the prior learning', () => {
    expect(telling(totaraMessage(RPL_DELETED, aCompletionRow({ status: 75, rpl: 'Import' })))).toMatchObject({
      told: 'revoked',
      picture: { presentBecame: 'revoked', current: null },
    });
  });

  it('tells the row where the course is complete by its own conditions', () => {
    expect(telling(totaraMessage(RPL_DELETED, aCompletionRow()))).toMatchObject({
      told: 'row',
      picture: { presentBecame: null, current: { status: 'complete' } },
    });
  });

  it('tells nothing when it is about one activity', () => {
    expect(telling(totaraMessage(RPL_DELETED, anEvent({ other: { cmid: '12', type: '4' } })))).toHaveProperty(
      'nothing',
    );
  });
});

describe('tellingOf an event without a row', () => {
  it('tells that the present completion was archived', () => {
    expect(telling(totaraMessage(ARCHIVED, anEvent()))).toMatchObject({
      told: 'archived',
      picture: { presentBecame: 'archived', current: null, userId: 1207, courseId: 88 },
    });
  });

  it.each([
    [
      'that a course was completed: the time of the event is not the time of completion',
      moodleMessage(COMPLETED),
    ],
    ['that a completion was edited', totaraMessage(EDITED, anEvent())],
    ['that progress in a course was archived, without saying whose', totaraMessage(ARCHIVED, COURSE_ROW)],
    [
      'that a course was archived',
      totaraMessage('totara_core\\event\\course_completion_archived', COURSE_ROW),
    ],
    ['that a person was changed, without saying how', moodleMessage('\\core\\event\\user_updated')],
    ['that a course was changed, without saying how', moodleMessage('\\core\\event\\course_updated')],
    ['a grade', moodleMessage('\\core\\event\\user_graded')],
  ])('waits for a database when it says %s', (_, message) => {
    expect(telling(message)).toEqual({
      parked: expect.stringMatching(/^It needs the Totara database or a CSV import: .*\.$/) as string,
    });
  });

  it('tells nothing of recognised prior learning: the completion itself is told with its time', () => {
    expect(telling(totaraMessage(RPL_CREATED, anEvent()))).toHaveProperty('nothing');
  });
});

describe('tellingOf a person or a course', () => {
  it('describes the person as the row does', () => {
    expect(telling(totaraMessage('core\\event\\user_updated', USER_ROW))).toEqual({
      describes: {
        course: null,
        user: {
          username: 'mlopez',
          idnumber: 'E100234',
          firstname: 'María',
          lastname: 'López',
          email: 'maria@example.com',
          suspended: true,
          deleted: false,
        },
      },
    });
  });

  it.each([
    ['a row from before', totaraMessage('core\\event\\user_deleted', USER_ROW)],
    ['an event', moodleMessage('\\core\\event\\user_deleted', { other: { username: 'mlopez' } })],
  ])('describes a person as deleted by %s', (_, message) => {
    expect(telling(message)).toMatchObject({ describes: { user: { username: 'mlopez', deleted: true } } });
  });

  it('describes the course as the row does, without the category, of which it has only the id', () => {
    expect(telling(totaraMessage('core\\event\\course_updated', COURSE_ROW))).toEqual({
      describes: { user: null, course: { fullname: 'Fire Safety', shortname: 'FIRE-1', idnumber: null } },
    });
  });

  it('tells nothing of a deleted course: what was completed in it stays', () => {
    expect(telling(totaraMessage('core\\event\\course_deleted', COURSE_ROW))).toHaveProperty('nothing');
  });
});
