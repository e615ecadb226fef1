import { chooseRecord } from './choose-record';
import type { LearningRecord } from './learning-record';

const COMPLETE = 'ORA_ASSN_REC_COMPLETE';
const wanted = { status: COMPLETE, completedAt: new Date('2026-02-01T14:03:11Z'), score: 85 };

function aRecord(given: Partial<LearningRecord> = {}): LearningRecord {
  return {
    key: '00A1',
    changeIndicator: 'A',
    id: 'LRN1',
    status: COMPLETE,
    completedAt: '2026-02-01T14:03:11+00:00',
    score: 85,
    ...given,
  };
}

describe('chooseRecord', () => {
  it('finds the completion that is there, whatever else is', () => {
    const [open, same] = [aRecord({ status: 'ORA_ASSN_REC_ACTIVE', completedAt: null }), aRecord()];

    expect(chooseRecord([open, same], wanted)).toEqual({ there: same });
  });

  it.each(['2026-02-01', '2026-02-01T00:00:00Z', '2026-02-01T00:00:00.000+00:00'])(
    'takes %s for the date of the same completion',
    (completedAt) => {
      expect(chooseRecord([aRecord({ completedAt })], wanted)).toMatchObject({ there: { completedAt } });
    },
  );

  it('updates the same completion when its score has changed', () => {
    const record = aRecord({ score: 60 });

    expect(chooseRecord([record], wanted)).toEqual({ update: record });
    expect(chooseRecord([record], { ...wanted, score: null })).toEqual({ there: record });
  });

  it('updates an assignment that is open', () => {
    const open = aRecord({ status: 'ORA_ASSN_REC_PENDING', completedAt: null });

    expect(chooseRecord([aRecord({ completedAt: '2025-01-01T00:00:00Z' }), open], wanted)).toEqual({
      update: open,
    });
  });

  it.each([
    ['nothing is there', []],
    ['there is a completion of another day', [aRecord({ completedAt: '2025-02-01T14:03:11Z' })]],
    ['the assignment was withdrawn', [aRecord({ status: 'ORA_ASSN_REC_WITHDRAWN', completedAt: null })]],
  ])('creates one where %s', (_, records) => {
    expect(chooseRecord(records, wanted)).toEqual({ create: true });
  });
});
