import { aMappedCompletion } from '../../testing/an-item';
import { toldCompletion } from '../told-completion';
import { completionFields, newRecord, type RecordRules, recordText } from './record-payload';

const RULES: RecordRules = {
  status: 'ORA_ASSN_REC_COMPLETE',
  score: 'percent',
  withEffort: false,
  reasonCode: undefined,
  comment: 'totara-completion/{id}/{revision}',
};

function fields(told: Record<string, unknown> = {}, rules: Partial<RecordRules> = {}) {
  const item = aMappedCompletion({ told });
  const read = { ...toldCompletion(item.json), completedAt: new Date('2026-02-01T14:03:11Z') };
  return completionFields(read, item, { ...RULES, ...rules });
}

describe('completionFields', () => {
  it('writes status, date, score and our id', () => {
    expect(fields()).toEqual({
      assignmentStatus: 'ORA_ASSN_REC_COMPLETE',
      completedDate: '2026-02-01T14:03:11Z',
      actualScore: 85,
      statusChangeComment: 'totara-completion/01980000-0000-7000-8000-000000000001/1',
    });
  });

  it.each([
    ['the percent that Totara told', { value: 17, max: 20, percent: 85 }, 'percent', 85],
    ['the percent of any highest grade', { value: 1, max: 3, percent: null }, 'percent', 33.33],
    ['points', { value: 17, max: 20, percent: 85 }, 'points', 17],
    ['nothing where no percent can be told', { value: 17, max: null, percent: null }, 'percent', undefined],
    ['nothing without a grade', null, 'percent', undefined],
    ['nothing when none is wanted', { value: 17, max: 20, percent: 85 }, 'none', undefined],
  ] as const)('writes as score: %s', (_, grade, score, actualScore) => {
    expect(fields({ grade }, { score }).actualScore).toBe(actualScore);
  });

  it('writes effort and reason when asked to, and never more than a comment may have', () => {
    const written = fields({}, { withEffort: true, reasonCode: 'MIGRATED', comment: 'x'.repeat(5000) });

    expect(written).toMatchObject({ actualEffortInHours: 1.5, reasonCode: 'MIGRATED' });
    expect(String(written.statusChangeComment)).toHaveLength(4000);
  });
});

describe('newRecord', () => {
  it('writes ids beyond 2^53 as the whole numbers that they are', () => {
    const record = newRecord(
      {},
      {
        assignee: { assignedToId: 9_007_199_254_740_993n },
        itemId: 9_007_199_254_740_995n,
        assignmentType: undefined,
      },
    );

    expect(recordText(record)).toBe('{"learningItemId":9007199254740995,"assignedToId":9007199254740993}');
  });
});
