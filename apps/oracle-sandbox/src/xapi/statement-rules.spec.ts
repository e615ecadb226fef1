import { aStatement } from '../testing/statements';
import { statementTrouble } from './statement-rules';

describe('statementTrouble', () => {
  it('finds nothing wrong with a whole completion', () => {
    expect(statementTrouble(aStatement())).toBeUndefined();
  });

  it.each([
    ['no id', { id: undefined }, 'statement.id is missing.'],
    ['an id that is no UUID', { id: '1' }, 'statement.id must be a UUID.'],
    ['a member of its own', { grade: 1 }, 'statement.grade is no member that xAPI knows.'],
    ['null', { result: null }, 'statement.result must not be null.'],
    ['an actor without an identifier', { actor: { name: 'x' } }, 'exactly one of mbox and account'],
    [
      'an actor with two',
      { actor: { mbox: 'mailto:a@b.c', account: { homePage: 'https://a.b', name: 'x' } } },
      'exactly one of mbox and account',
    ],
    ['an address without mailto', { actor: { mbox: 'a@b.c' } }, 'statement.actor.mbox must be mailto:'],
    ['a verb that is no IRI', { verb: { id: 'completed' } }, 'statement.verb.id must be an IRI.'],
    ['an object that is no IRI', { object: { id: 'OLC 1' } }, 'statement.object.id must be an IRI.'],
    ['a raw score above max', { result: { score: { raw: 11, max: 10 } } }, 'raw must be from min to max.'],
    ['a scaled score above 1', { result: { score: { scaled: 1.1 } } }, 'scaled must be from -1 to 1.'],
    ['min that is max', { result: { score: { min: 0, max: 0 } } }, 'min must be less than max.'],
    ['a duration in words', { result: { duration: '1 hour' } }, 'must be an ISO 8601 duration.'],
    ['an empty duration', { result: { duration: 'PT' } }, 'must be an ISO 8601 duration.'],
    ['a time without a zone', { timestamp: '2026-01-31T10:15:00' }, 'must be a moment of RFC 3339.'],
    ['the zone -00:00', { timestamp: '2026-01-31T10:15:00-00:00' }, 'must be a moment of RFC 3339.'],
  ])('refuses %s', (_, change, trouble) => {
    const statement = JSON.parse(JSON.stringify({ ...aStatement(), ...change })) as unknown;

    expect(statementTrouble(statement)).toContain(trouble);
  });
});
