import { describe, expect, it } from '@jest/globals';
import type { ImportMapping } from '@oracle-integration/contracts';
import { asksDateOrder, draftProblems, holding, possibleKeys, toDraft, toRequest } from './mapping-draft';

const MAPPING: ImportMapping = {
  columns: { username: 'Username', courseShortname: 'Course', timecompleted: 'Completed' },
  identifyUserBy: 'username',
  identifyCourseBy: 'courseShortname',
  dateOrder: null,
  timeZone: 'UTC',
  decimalMark: '.',
  gradeUnit: 'points',
  unknown: 'refuse',
};

describe('a mapping that is edited', () => {
  it('is sent as it came when nothing was changed', () => {
    const { dateOrder, ...rest } = MAPPING;

    expect(dateOrder).toBeNull();
    expect(toRequest(toDraft(MAPPING))).toEqual(rest);
  });

  it('gives a field to one column only', () => {
    const draft = holding(toDraft(MAPPING), 'Login', 'username');

    expect(toRequest(draft).columns.username).toBe('Login');
    expect(draft.holds['Username']).toBeUndefined();
  });

  it('leaves the choice of a key open when its column is not used any more', () => {
    const draft = holding(holding(toDraft(MAPPING), 'Mail', 'email'), 'Username', null);

    expect(draft.identifyUserBy).toBeNull();
    expect(possibleKeys(draft).user).toEqual(['email']);
    expect(toRequest(draft)).not.toHaveProperty('identifyUserBy');
  });

  it('asks for the order of dates only where a used column needs it', () => {
    const column = (order: 'ambiguous' | null) => [
      { name: 'Completed', samples: ['01/02/2026'], dates: { forms: ['d/m/Y'], order } },
    ];

    expect(asksDateOrder(toDraft(MAPPING), column('ambiguous'))).toBe(true);
    expect(asksDateOrder(toDraft(MAPPING), column(null))).toBe(false);
    expect(asksDateOrder(holding(toDraft(MAPPING), 'Completed', null), column('ambiguous'))).toBe(false);
  });

  it('names everything that must be decided', () => {
    const columns = [
      { name: 'Done', samples: ['01/02/2026'], dates: { forms: ['d/m/Y'], order: 'ambiguous' as const } },
    ];
    const empty = { ...toDraft(MAPPING), holds: {} };

    expect(draftProblems(toDraft(MAPPING), columns)).toEqual([]);
    expect(draftProblems(empty, columns)).toHaveLength(3);
    expect(draftProblems(holding(toDraft(MAPPING), 'Done', 'timecompleted'), columns)).toEqual([
      'Dates such as 01/02/2026 can be read in two ways. Choose which is meant.',
    ]);
  });
});
