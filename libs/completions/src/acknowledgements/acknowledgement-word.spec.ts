import { type AcknowledgementWord, planAcknowledgements } from './acknowledgement-word';

const ID = '0198c0de-0000-7000-8000-000000000001';
const present = (id: string) => (id === ID ? { revision: 3, changeSeq: '77' } : undefined);
const accepted = (word: Partial<AcknowledgementWord> = {}): AcknowledgementWord => ({
  id: ID,
  outcome: 'accepted',
  ...word,
});

describe('what is to be done about acknowledgements', () => {
  it('keeps the present revision with its place in the feed', () => {
    expect(planAcknowledgements([accepted()], present).kept).toMatchObject([
      { recordId: ID, revision: 3, changeSeq: '77', outcome: 'accepted' },
    ]);
  });

  it('keeps a late word without a place: the revision is in the feed no more', () => {
    const plan = planAcknowledgements([accepted({ revision: 2 })], present);

    expect(plan.kept).toMatchObject([{ revision: 2, changeSeq: null }]);
    expect(plan.results(() => true)).toEqual(['superseded']);
  });

  it.each([{ id: 'ffffffff-0000-7000-8000-000000000001' }, { revision: 4 }])(
    'keeps nothing of what is not there: %j',
    (word) => {
      const plan = planAcknowledgements([accepted(word)], present);

      expect(plan.kept).toEqual([]);
      expect(plan.results(() => true)).toEqual(['unknown']);
    },
  );

  it('tells what was new from what was said before', () => {
    const plan = planAcknowledgements([accepted()], present);

    expect(plan.results(() => true)).toEqual(['acknowledged']);
    expect(plan.results(() => false)).toEqual(['already_acknowledged']);
  });

  it('keeps the last of several words on one revision', () => {
    const plan = planAcknowledgements(
      [
        accepted(),
        accepted({ outcome: 'rejected', reason: 'No' }),
        accepted({ revision: 3, externalId: '5' }),
      ],
      present,
    );

    expect(plan.kept).toMatchObject([{ outcome: 'accepted', externalId: '5' }]);
    expect(plan.results(() => false)).toEqual(['acknowledged', 'acknowledged', 'already_acknowledged']);
  });
});
