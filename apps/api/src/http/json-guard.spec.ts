import { hasUnstorableText, isNestedTooDeeply } from './json-guard';

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

describe('hasUnstorableText', () => {
  const judge = (json: string) => hasUnstorableText(json, JSON.parse(json));

  it.each(['{"a":"x"}', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\\\u0000"', '[null,1,true]'])(
    'lets through %s',
    (json) => {
      expect(judge(json)).toBe(false);
    },
  );

  it.each(['"\\u0000"', '{"a":["b\\u0000"]}', '{"\\u0000":1}', '"\\ud83d"', '"\\ude00\\ud83d"'])(
    'refuses %s',
    (json) => {
      expect(judge(json)).toBe(true);
    },
  );
});
