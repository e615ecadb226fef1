import { digestOf } from './digest';
import { DigestTable } from './digest-table';

describe('DigestTable', () => {
  it('finds nothing in an empty table', () => {
    expect(new DigestTable().find(digestOf('a'))).toBe(-1);
  });

  it('numbers entries from 0 and finds each by its key', () => {
    const table = new DigestTable();

    expect(table.add(digestOf('a'), digestOf('1'))).toBe(0);
    expect(table.add(digestOf('b'), digestOf('2'))).toBe(1);
    expect([table.find(digestOf('a')), table.find(digestOf('b')), table.find(digestOf('c'))]).toEqual([
      0, 1, -1,
    ]);
  });

  it('tells the value of an entry from another', () => {
    const table = new DigestTable();
    const entry = table.add(digestOf('a'), digestOf('1'));

    expect(table.holds(entry, digestOf('1'))).toBe(true);
    expect(table.holds(entry, digestOf('2'))).toBe(false);
  });

  it('keeps apart keys that fall into the same slot', () => {
    const table = new DigestTable();
    const [first, second] = [Buffer.alloc(16, 7), Buffer.alloc(16, 7)];
    second[15] = 8;

    table.add(first, digestOf('1'));
    expect(table.find(second)).toBe(-1);
    table.add(second, digestOf('2'));

    expect([table.find(first), table.find(second)]).toEqual([0, 1]);
  });

  it('keeps every entry while it grows over several chunks', () => {
    const table = new DigestTable();
    const count = 150_000;
    for (let n = 0; n < count; n += 1) table.add(digestOf(`key ${n}`), digestOf(`value ${n}`));

    const lost = Array.from({ length: count }, (_, n) => n).filter(
      (n) => table.find(digestOf(`key ${n}`)) !== n || !table.holds(n, digestOf(`value ${n}`)),
    );

    expect(table.size).toBe(count);
    expect(lost).toEqual([]);
  });

  it('is empty after being cleared', () => {
    const table = new DigestTable();
    table.add(digestOf('a'), digestOf('1'));

    table.clear();

    expect(table.size).toBe(0);
    expect(table.find(digestOf('a'))).toBe(-1);
  });
});
