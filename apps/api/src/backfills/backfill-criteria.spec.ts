import { backfillCriteriaOf } from './backfill-criteria';

describe('backfillCriteriaOf', () => {
  it('reads moments and lists, and takes what is left out for all', () => {
    expect(backfillCriteriaOf({ from: '2026-01-01', courseIds: [88] })).toEqual({
      from: new Date('2026-01-01T00:00:00Z'),
      to: null,
      courseIds: [88],
      userIds: [],
    });
  });

  it.each([
    { to: '2026-01-01' },
    { userIds: [7] },
    { from: '2026-01-01', to: '2026-01-02' },
    { everything: true },
    { everything: true, courseIds: [], userIds: [] },
    { everything: false, courseIds: [1] },
  ])('takes %j', (request) => {
    expect(() => backfillCriteriaOf(request)).not.toThrow();
  });

  it.each([
    ['nothing is chosen', {}, 'everything', 'choose completions by from, to, courseIds or userIds'],
    ['only empty lists are', { courseIds: [], userIds: [] }, 'everything', 'choose completions by'],
    ['everything is declined', { everything: false, dryRun: true }, 'everything', 'choose completions by'],
    [
      'everything is more than is chosen',
      { everything: true, from: '2026-01-01' },
      'everything',
      'beside from',
    ],
    ['the span is empty', { from: '2026-01-01', to: '2026-01-01' }, 'to', 'to must be later than from'],
    [
      'the span is the wrong way round',
      { from: '2026-01-02T12:00:00+02:00', to: '2026-01-02T09:00:00Z' },
      'to',
      'to must be later',
    ],
  ])('refuses by name when %s', (_why, request, field, words) => {
    const read = () => backfillCriteriaOf(request);

    expect(read).toThrow(words);
    expect(read).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ field })] } }),
    );
  });
});
