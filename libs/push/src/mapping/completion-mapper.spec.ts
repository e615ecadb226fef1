import { parseSettings } from '@oracle-integration/settings';
import { aCompletionView } from '@oracle-integration/testing';
import { itemIdempotencyKey } from './item-mapper';
import { CompletionMapper } from './completion-mapper';
import { mappingRulesOf } from './mapping-rules';
import { readJson } from './read-json';

const NOW = new Date('2026-03-01T00:00:00Z');
const PEOPLE = new Map([['E100234', '300100012345678901']]);
const COURSES = new Map([['OLC-10021', '42']]);
const given = {
  now: NOW,
  numbers: {
    people: new Map([[aCompletionView().id, 'J-77']]),
    courses: new Map<string, string>(),
  },
  lookups: { person: (key: string) => PEOPLE.get(key), course: (key: string) => COURSES.get(key) },
};
const view = aCompletionView();

const mapperOf = (variables: Record<string, string>) =>
  new CompletionMapper(mappingRulesOf(parseSettings(variables)));

const map = (variables: Record<string, string>, completion = view) =>
  mapperOf(variables).map({ view: completion, publicJson: JSON.stringify(completion) }, given);

const LOOKED_UP = { MAPPING_PERSON_LOOKUP: 'true', MAPPING_COURSE_LOOKUP: 'true' };

describe('CompletionMapper', () => {
  it('has nothing to do unless something is set', () => {
    expect(mapperOf({}).isIdentity).toBe(true);
    expect(mapperOf({ MAPPING_PERSON_LOOKUP: 'true' }).isIdentity).toBe(false);
  });

  it('leaves the bytes as they are where only rules are set', async () => {
    expect(await map({ MAPPING_KEYS_REQUIRED: 'true' })).toEqual({
      personKey: 'E100234',
      courseKey: 'OLC-10021',
      json: JSON.stringify(view),
      digest: null,
    });
  });

  it('tells what the tables say beside the completion, every digit of it', async () => {
    const mapped = await map(LOOKED_UP);

    const json = 'json' in mapped ? mapped.json : '';
    expect(JSON.parse(json)).toEqual({ ...view, personKey: '300100012345678901', courseKey: '42' });
  });

  it.each([
    ['username', 'mlopez'],
    ['email', 'maria.lopez@example.com'],
    ['id', '1207'],
  ])('knows a person by %s', async (MAPPING_PERSON_FIELD, personKey) => {
    expect(await map({ MAPPING_PERSON_FIELD, MAPPING_KEYS_REQUIRED: 'true' })).toMatchObject({ personKey });
  });

  it('tells a number that the completion does not show beside it', async () => {
    const mapped = await map({ MAPPING_PERSON_FIELD: 'jobassignment' });

    expect(JSON.parse('json' in mapped ? mapped.json : '')).toEqual({ ...view, personKey: 'J-77' });
    expect(mapped).toMatchObject({ personKey: 'J-77', digest: expect.any(String) as string });
  });

  it('parks where a number that the completion does not show is not known', async () => {
    expect(await map({ MAPPING_COURSE_FIELD: 'custom', MAPPING_COURSE_CUSTOM_FIELD: 'ledgerno' })).toEqual({
      parked: { code: 'MAPPING.COURSE_NUMBER_MISSING', detail: 'Fire Safety' },
    });
  });

  it.each([
    ['PERSON_NUMBER_MISSING', { user: { ...view.user, idnumber: ' ' } }],
    ['PERSON_NOT_LINKED', { user: { ...view.user, idnumber: 'E999' } }],
    ['COURSE_NUMBER_MISSING', { course: { ...view.course, idnumber: null } }],
    ['COURSE_NOT_LINKED', { course: { ...view.course, idnumber: 'OLC-9' } }],
    ['IN_THE_FUTURE', { timecompleted: '2026-03-01T00:06:00Z' }],
  ])('parks with %s', async (reason, values) => {
    const variables = { ...LOOKED_UP, MAPPING_REFUSE_FUTURE: 'true' };

    expect(await map(variables, aCompletionView(values))).toMatchObject({
      parked: { code: `MAPPING.${reason}` },
    });
  });

  it('allows for clocks that differ', async () => {
    const soon = aCompletionView({ timecompleted: '2026-03-01T00:04:00Z' });

    expect(await map({ MAPPING_REFUSE_FUTURE: 'true' }, soon)).not.toHaveProperty('parked');
  });

  it('parks a number that is too long', async () => {
    const variables = { MAPPING_KEYS_REQUIRED: 'true', MAPPING_KEY_LENGTH_MAX: '8' };

    expect(await map(variables)).toEqual({
      parked: { code: 'MAPPING.TOO_LONG', detail: '9 characters, 8 are allowed' },
    });
  });

  describe('with an expression', () => {
    const body = (MAPPING_BODY: string, more: Record<string, string> = {}) => map({ MAPPING_BODY, ...more });
    const detailOf = (mapped: Awaited<ReturnType<typeof body>>) =>
      'parked' in mapped ? `${mapped.parked.code} ${mapped.parked.detail}` : mapped.json;

    it('sends its result, under the id that Oracle answers by', async () => {
      const mapped = await body(
        '{"who": $personKey, "what": course.fullname, "s": $statusCode, "e": $constants.e}',
        {
          ...LOOKED_UP,
          MAPPING_STATUS_CODES: 'complete=ORA_DONE',
          MAPPING_CONSTANTS: '{"e": 300100012345678902}',
        },
      );

      expect(detailOf(mapped)).toBe(
        `{"id":"${view.id}","who":"300100012345678901","what":"Fire Safety","s":"ORA_DONE","e":"300100012345678902"}`,
      );
    });

    it('gives other bytes another key, and the same bytes the same', async () => {
      const digests = await Promise.all(['{"a": 1}', '{"a": 1}', '{"a": 2}'].map((source) => body(source)));

      const [one, same, other] = digests.map((mapped) =>
        itemIdempotencyKey(view.id, 1, 'digest' in mapped ? mapped.digest : null),
      );
      expect(one).toBe(same);
      expect(new Set([one, other, itemIdempotencyKey(view.id, 1)]).size).toBe(3);
    });

    it.each([
      ['$error("no such grade")', /EXPRESSION_FAILED at position \d+: no such grade/],
      ['course.fullname', /the result must be an object, and is a string/],
      ['[1, 2]', /the result must be an object, and is a list/],
      ['nothing', /the result must be an object, and is nothing/],
      ['{"n": 9007199254740991 * 3}', /"n" is a number beyond 2\^53/],
      ['($f := function($n) { $f($n + 1) }; {"a": $f(1)})', /EXPRESSION_FAILED/],
      ['($f := function() { 1 + $f() }; {"a": $f()})', /EXPRESSION_FAILED/],
      ['{"a": [1..10000000]}', /EXPRESSION_FAILED/],
    ])('parks what %s cannot make', async (source, words) => {
      expect(detailOf(await body(source))).toMatch(words);
    });
  });
});

it('readJson keeps every digit', () => {
  expect(readJson('{"a":300100012345678901,"b":12,"c":1.5}')).toEqual({
    a: '300100012345678901',
    b: 12,
    c: 1.5,
  });
});
