import fc from 'fast-check';
import jsonata from 'jsonata';
import { boundedExpression } from './bounded-expression';

const of = (source: string, input: unknown = {}) => boundedExpression(source).evaluate(input);

describe('a number in an expression', () => {
  it.each(['9007199254740993', '{"n": 300100012345678901}', '[1, -300100012345678901]'])(
    'is refused when its last digits would be lost: %s',
    (source) => expect(() => boundedExpression(source)).toThrow('beyond 2^53'),
  );

  it.each(['9007199254740991', '{"n": -1.5}', '{"n": "300100012345678901"}'])('is taken: %s', (source) => {
    expect(() => boundedExpression(source)).not.toThrow();
  });
});

describe('a regular expression in an expression', () => {
  it.each([
    ['$match("ababbabbcc", /a(b+)/)'],
    ['$match("ababbabbcc", /a(x)?b/, 1)'],
    ['$replace("265USD", /([0-9]+)USD/, "$$$1")'],
    ['$replace("John Smith", /(?<first>\\w+)\\s(\\w+)/, "$2, $1")'],
    ['$split("so, many , words", /\\s*,\\s*/)'],
    ['$contains("FIRE-88", /^fire-\\d+$/i)'],
    ['$match("one\ntwo", /^t.o$/m)'],
    ['$split("a/b//c", /\\//)'],
    ['$match("Añ😀 Ortiz", /\\s./)'],
  ])('%s is what JSONata makes of it', async (source) => {
    expect(JSON.stringify(await of(source))).toBe(JSON.stringify(await jsonata(source).evaluate({})));
  });

  it('finds what one of JavaScript finds, wherever it looks', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n', '😀'), maxLength: 12 });
    const pattern = fc.constantFrom('/a+/', '/(a|b)1?/', '/[^ab]+/i', '/^b/m', '/\\d|\\s/', '/😀/', '/a$/');

    await fc.assert(
      fc.asyncProperty(text, pattern, async (given, regex) => {
        const source = `$match(text, ${regex})`;
        const expected: unknown = await jsonata(source).evaluate({ text: given });

        expect(JSON.stringify(await of(source, { text: given }))).toBe(JSON.stringify(expected));
      }),
    );
  });

  it('takes no longer than its text, however it is written', async () => {
    // An expression of JavaScript would look at each of 2^60 ways to divide the letters.
    expect(await of('$contains(text, /^(a+)+$/)', { text: `${'a'.repeat(60)}!` })).toBe(false);
  });

  it.each(['/(?=a)b/', '/(?<!a)b/', '/(a)\\1/'])('is refused when it cannot be bounded: %s', (regex) => {
    expect(() => boundedExpression(`{"a": $match("ab", ${regex})}`)).toThrow(/cannot be used/);
  });
});
