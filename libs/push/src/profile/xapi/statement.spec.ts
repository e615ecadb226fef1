import { aMappedCompletion } from '../../testing/an-item';
import { statementId, statementOf, type StatementRules } from './statement';

const RULES: StatementRules = {
  actor: 'mbox',
  accountHomePage: undefined,
  objectId: 'https://lms.example/course/{courseKey}',
  verbId: 'http://adlnet.gov/expapi/verbs/completed',
  language: 'en-US',
  withDuration: false,
  oneStatementPer: 'completion',
};

const made = (given: Parameters<typeof aMappedCompletion>[0], rules: Partial<StatementRules> = {}) =>
  statementOf(aMappedCompletion(given), { ...RULES, ...rules });

describe('statementOf', () => {
  it('tells a completion with person, course, score and time', () => {
    expect(made({})).toEqual({
      id: 'd5c95dd0-f82c-5249-b082-382612ed32b7',
      statement: {
        id: 'd5c95dd0-f82c-5249-b082-382612ed32b7',
        actor: { objectType: 'Agent', mbox: 'mailto:maria.lopez@example.com' },
        verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { 'en-US': 'completed' } },
        object: {
          objectType: 'Activity',
          id: 'https://lms.example/course/OLC-10021',
          definition: { name: { 'en-US': 'Fire Safety' } },
        },
        result: { completion: true, success: true, score: { scaled: 0.85, raw: 17, min: 0, max: 20 } },
        timestamp: '2026-02-01T14:03:11Z',
      },
    });
  });

  it('takes the address of the mapping before that of Totara', () => {
    expect(made({ personKey: 'ml@corp.example' })).toMatchObject({
      statement: { actor: { mbox: 'mailto:ml@corp.example' } },
    });
  });

  it('names the account of the mapping', () => {
    const rules = { actor: 'account', accountHomePage: 'https://pod.example' } as const;

    expect(made({ personKey: 'MLOPEZ' }, rules)).toMatchObject({
      statement: { actor: { account: { homePage: 'https://pod.example', name: 'MLOPEZ' } } },
    });
  });

  it('names the staff number where nothing is mapped, as with a mapping by staff number', () => {
    const rules = { actor: 'account', accountHomePage: 'https://pod.example' } as const;

    expect(made({ personKey: null }, rules)).toMatchObject({
      statement: { actor: { account: { name: 'E1207' } } },
    });
  });

  it('leaves to the mapping what its expression has made unrecognizable', () => {
    const item = { ...aMappedCompletion(), json: '{"id":"1","score":85}' };

    expect(statementOf(item, RULES)).toEqual({ mappedAway: true });
  });

  it('tells neither score nor duration where none is known', () => {
    expect(made({ told: { grade: null, timestarted: null } }, { withDuration: true })).toMatchObject({
      statement: { result: { completion: true, success: true } },
    });
  });

  it('tells the duration when asked to', () => {
    expect(made({}, { withDuration: true })).toMatchObject({
      statement: { result: { duration: 'PT1H30M' } },
    });
  });

  it('escapes the course key in an address, and takes it as it is where it is the whole id', () => {
    expect(made({ courseKey: 'A/B 1' })).toMatchObject({
      statement: { object: { id: 'https://lms.example/course/A%2FB%201' } },
    });
    expect(made({ courseKey: 'https://a.example/b?c=1' }, { objectId: '{courseKey}' })).toMatchObject({
      statement: { object: { id: 'https://a.example/b?c=1' } },
    });
  });

  it('keeps the digits of a course number beyond 2^53', () => {
    const item = aMappedCompletion();
    const json = item.json.replace('"courseId":88', '"courseId":9007199254740993');

    expect(statementOf({ ...item, json }, { ...RULES, objectId: 'urn:course:{courseId}' })).toMatchObject({
      statement: { object: { id: 'urn:course:9007199254740993' } },
    });
  });

  it.each([
    ['no address', { personKey: 'E1', told: { user: {} } }, {}, 'the person has no e-mail address'],
    [
      'no account name',
      { personKey: null, told: { user: {} } },
      { actor: 'account', accountHomePage: 'https://pod.example' },
      'the person has no account name in Oracle',
    ],
    [
      'no course key',
      { courseKey: null, told: { course: {} } },
      {},
      'the course has no key of which an object id could be made',
    ],
    ['an object id that is no IRI', {}, { objectId: '{courseKey}' }, 'the object id OLC-10021 is no IRI'],
  ] as const)('leaves to a person: %s', (_, given, rules, unmapped) => {
    expect(made(given, rules)).toEqual({ unmapped });
  });

  it.each([
    ['inprogress', { status: 'inprogress' }],
    ['revoked', { status: 'revoked' }],
    ['a completion without a time', { timecompleted: null }],
  ])('cannot tell %s', (_, told) => {
    expect(made({ told })).toEqual({ untellable: expect.any(String) });
  });
});

describe('statementId', () => {
  const record = { recordId: '01980000-0000-7000-8000-000000000001', revision: 1 };

  it('stays for all revisions of a completion, so that none enrols again', () => {
    expect(statementId({ ...record, revision: 2 }, 'completion')).toBe(statementId(record, 'completion'));
  });

  it('is another for each revision when a manager wants that', () => {
    expect(statementId({ ...record, revision: 2 }, 'revision')).not.toBe(statementId(record, 'revision'));
  });
});
