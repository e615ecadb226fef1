import type { CompletionObservation, SourceTable, WholePicture } from '@oracle-integration/completions';
import { RecordedRows } from './recorded-rows';

const row = (source: SourceTable, sourceRowId: number): CompletionObservation => ({
  source,
  sourceRowId,
  fingerprint: '1',
  status: 'complete',
  progress: 100,
  enrolledAt: null,
  startedAt: null,
  completedAt: new Date('2026-03-01T12:00:00Z'),
  rpl: null,
  grade: null,
});

const picture = (current: number | null, history: readonly number[]): WholePicture => ({
  extent: 'whole',
  userId: 7,
  courseId: 12,
  current: current === null ? null : row('current', current),
  history: history.map((id) => row('history', id)),
  user: null,
  course: null,
  exclusion: null,
});

const keys = (...ids: number[]) => ids.map((id) => ({ id, userId: 7, courseId: 12 }));
const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

describe('RecordedRows', () => {
  it('leaves out what a recorded picture showed, and nothing else', () => {
    const recorded = new RecordedRows({ current: 100, history: 40 });

    recorded.add([picture(101, [41]), picture(null, [42]), picture(103, [])]);

    expect(idsOf(recorded.without('current', keys(101, 102, 103)))).toEqual([102]);
    expect(idsOf(recorded.without('history', keys(41, 42, 43)))).toEqual([43]);
  });

  it('does not take the id of an archived row for that of a present one', () => {
    const recorded = new RecordedRows({ current: 0, history: 0 });

    recorded.add([picture(5, [6])]);

    expect(idsOf(recorded.without('current', keys(6)))).toEqual([6]);
    expect(idsOf(recorded.without('history', keys(5)))).toEqual([5]);
  });

  it('remembers only so many: the rest is looked at once more', () => {
    const recorded = new RecordedRows({ current: 0, history: 0 });
    const many = Array.from({ length: 100_001 }, (_, index) => index + 1);

    recorded.add(many.map((id) => picture(id, [])));

    expect(idsOf(recorded.without('current', keys(...many)))).toEqual([100_001]);
  });
});
