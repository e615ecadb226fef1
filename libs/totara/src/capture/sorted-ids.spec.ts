import fc from 'fast-check';
import { SortedIds } from './sorted-ids';

const anyIds = fc.array(fc.nat(60), { maxLength: 40 });

function idsOf(values: readonly number[]): SortedIds {
  const ids = new SortedIds();
  for (const id of values) ids.add(id);
  return ids;
}

describe('ids that are kept in order', () => {
  it('are the same set, in whatever order they come and however often', () => {
    fc.assert(
      fc.property(anyIds, fc.nat(60), (values, id) => {
        expect(idsOf(values).has(id)).toBe(new Set(values).has(id));
      }),
    );
  });

  it('have a digest of any stretch', () => {
    fc.assert(
      fc.property(anyIds, fc.nat(60), fc.nat(60), (values, afterId, untilId) => {
        const inside = [...new Set(values)].filter((id) => id > afterId && id <= untilId);
        expect(idsOf(values).digest(afterId, untilId)).toEqual({
          rows: inside.length,
          idSum: inside.reduce((sum, id) => sum + id, 0),
          lastId: Math.max(afterId, ...inside),
        });
      }),
    );
  });

  it('forget those up to one, and no other', () => {
    fc.assert(
      fc.property(anyIds, fc.nat(60), (values, id) => {
        const ids = idsOf(values);
        ids.forgetUntil(id);
        expect(values.filter((value) => ids.has(value))).toEqual(values.filter((value) => value > id));
      }),
    );
  });
});
