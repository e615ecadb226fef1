import fc from 'fast-check';

const SPITEFUL = [
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '0x10',
  '01',
  '1.0',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '9007199254740993',
  '99999999999999999999',
  '2026-02-30',
  '2026-02-01T25:00:00Z',
  '0000-00-00',
  '+275761-01-01T00:00:00Z',
  "' OR 1=1 --",
  '"; DROP TABLE completion_records; --',
  '../../etc/passwd',
  '%',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e',
  '💥'.repeat(20),
  '{"$gt":""}',
  '__proto__',
  'constructor',
  'a'.repeat(2_000),
] as const;

/** A value that no careful caller would send. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...SPITEFUL),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.integer().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** The names of an object that its prototype has too, or that a parser may trip over. */
const hostileKey = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', ''),
  fc.string({ maxLength: 10 }),
);

/** Anything that JSON can say, and here and there something that it cannot. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostileText,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, -0),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(hostileKey, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** A body of almost the right shape: each of its members may be something else, and others may come along. */
export function almost(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const own = Object.entries(members).map(([name, right]) => [
    name,
    fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: hostileJson }),
  ]);
  const shape = Object.fromEntries(own) as Record<string, fc.Arbitrary<unknown>>;
  return fc
    .tuple(
      fc.record(shape, { requiredKeys: [] }),
      fc.option(fc.dictionary(hostileKey, hostileJson, { maxKeys: 2 }), { nil: {}, freq: 5 }),
    )
    .map(([given, others]) => ({ ...given, ...others }));
}

/** A query string of known parameters with hostile values, and now and then an unknown one. */
export function hostileQuery(names: readonly string[]): fc.Arbitrary<string> {
  const pair = fc.tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: hostileText }),
    hostileText,
  );
  return fc
    .array(pair, { maxLength: 4 })
    .map((pairs) => pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&'));
}

/** A lone surrogate cannot be encoded; as a client that does not care sends it. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
