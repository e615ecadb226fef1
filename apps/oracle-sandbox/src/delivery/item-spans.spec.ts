import { itemSpans } from './item-spans';

function itemTexts(text: string): string[] {
  const body = Buffer.from(text);
  JSON.parse(text);
  return itemSpans(body).map(({ start, end }) => body.toString('utf8', start, end));
}

describe('itemSpans', () => {
  it('gives each item exactly as it was sent, without the space around it', () => {
    expect(itemTexts('{"batchId":"b","items":[ {"a": 1} ,\n{"b":[1, 2]}\t]}')).toEqual([
      '{"a": 1}',
      '{"b":[1, 2]}',
    ]);
  });

  it('is not misled by brackets, quotes and escapes in strings', () => {
    const items = ['{"a":"]}\\"[{"}', '{"b":"\\\\"}', '{"c":"é€😀"}'];

    expect(itemTexts(`{"items":[${items.join(',')}]}`)).toEqual(items);
  });

  it('passes over nested members and other members called items', () => {
    const text = '{"x":{"items":[9]},"y":[{"items":[8]}],"items":[{"items":[7]}],"z":null,"w":-1.5e3}';

    expect(itemTexts(text)).toEqual(['{"items":[7]}']);
  });

  it('knows a name that is written with escapes', () => {
    expect(itemTexts('{"\\u0069tems":[{"a":1}]}')).toEqual(['{"a":1}']);
  });

  it('takes the last of repeated members, as JSON.parse does', () => {
    expect(itemTexts('{"items":[1,2],"items":[{"a":1}]}')).toEqual(['{"a":1}']);
  });

  it('splits elements that are no objects', () => {
    expect(itemTexts('{"items":[1 , "two,]", null, true, [3]]}')).toEqual([
      '1',
      '"two,]"',
      'null',
      'true',
      '[3]',
    ]);
  });

  it('agrees with JSON.parse on generated bodies', () => {
    const values = [null, 0, -2.5, 'a"\\]}', { x: [{ y: '}' }], ' ': {} }, [[], {}], true];
    for (let n = 1; n <= 200; n += 1) {
      const items = Array.from({ length: (n % 9) + 1 }, (_, i) => values[(n * 7 + i * 3) % values.length]);
      const text = JSON.stringify({ before: values[n % 7], items, after: values[(n + 3) % 7] }, null, n % 3);

      expect(itemTexts(text).map((item): unknown => JSON.parse(item))).toEqual(items);
    }
  });
});
