import type { CompletionObservation, WholePicture } from '@oracle-integration/completions';
import { openEnvelope, type ReceivedMessage } from '../message/received-message';
import { aCompletionRow, moodleMessage, totaraMessage } from '../testing/a-message';
import { isShownBySite } from './shown-by-site';

const COMPLETED = 'core\\event\\course_completed';
const TOLD_AT = new Date(1_731_000_000_000);
const EARLIER = new Date(1_600_000_000_000);

const row = (source: 'current' | 'history', completedAt: Date | null): CompletionObservation => ({
  source,
  sourceRowId: 1,
  fingerprint: '1',
  status: completedAt ? 'complete' : 'inprogress',
  progress: null,
  enrolledAt: null,
  startedAt: null,
  completedAt,
  rpl: null,
  grade: null,
});
const picture = (values: Partial<WholePicture> = {}): WholePicture => ({
  extent: 'whole',
  exclusion: null,
  userId: 1207,
  courseId: 88,
  current: null,
  history: [],
  user: null,
  course: null,
  ...values,
});
const opened = (message: object) => openEnvelope(message) as ReceivedMessage;
const withRow = opened(totaraMessage(COMPLETED, aCompletionRow()));
const withoutRow = opened(moodleMessage(`\\${COMPLETED}`));

describe('isShownBySite', () => {
  it('finds a completion in the present row, and in the history', () => {
    expect(isShownBySite(withRow, picture({ current: row('current', TOLD_AT) }))).toBe(true);
    expect(isShownBySite(withRow, picture({ history: [row('history', TOLD_AT)] }))).toBe(true);
  });

  it('does not take an earlier completion for the one that is told', () => {
    const before = picture({ current: row('current', null), history: [row('history', EARLIER)] });

    expect(isShownBySite(withRow, before)).toBe(false);
  });

  it('takes any completion where the message does not tell the time', () => {
    expect(isShownBySite(withoutRow, picture({ current: row('current', EARLIER) }))).toBe(true);
    expect(isShownBySite(withoutRow, picture({ current: row('current', null) }))).toBe(false);
  });

  it('expects nothing of a site where the course is none', () => {
    expect(isShownBySite(withRow, picture({ exclusion: 'not_a_course' }))).toBe(true);
  });

  it('expects nothing of other events', () => {
    const deleted = opened(totaraMessage('report_completion\\event\\rpl_deleted', aCompletionRow()));

    expect(isShownBySite(deleted, picture())).toBe(true);
  });
});
