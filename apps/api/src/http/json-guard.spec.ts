import { isNestedTooDeeply, unstorableText } from './json-guard';

describe('isNestedTooDeeply', () => {
  it.each([
    ['plain text', '"[[["'],
    ['flat lists, however many', `[${'[],'.repeat(1_000)}[]]`],
    ['brackets within a text that has escaped quotes', `{"a":"\\"${'['.repeat(100)}\\""}`],
    ['a text that ends in a backslash', `["\\\\",${'[]'}]`],
    ['thirty-two levels', `${'['.repeat(32)}${']'.repeat(32)}`],
  ])('lets through %s', (_, json) => {
    expect(isNestedTooDeeply(json)).toBe(false);
  });

  it.each([
    ['thirty-three lists', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['objects in objects', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`],
    ['what never ends', '['.repeat(100_000)],
    ['levels behind a text', `["]]]]",${'['.repeat(32)}`],
  ])('refuses %s', (_, json) => {
    expect(isNestedTooDeeply(json)).toBe(true);
  });
});

describe('unstorableText', () => {
  const placeIn = (json: string) => unstorableText(json, JSON.parse(json));

  it.each(['{"a":"x"}', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\\\u0000"', '[null,1,true]'])(
    'finds nothing in %s',
    (json) => {
      expect(placeIn(json)).toBeUndefined();
    },
  );

  it.each([
    ['"\\u0000"', ''],
    ['{"a":["b\\u0000"]}', 'a[0]'],
    ['{"items":[{},{"reason":"\\ud83d"}]}', 'items[1].reason'],
    ['{"a":{"\\u0000":1}}', 'a'],
    ['"\\ude00\\ud83d"', ''],
  ])('names the place in %s', (json, place) => {
    expect(placeIn(json)).toBe(place);
  });
});
