import { statement as troublesOf } from '@learninglocker/xapi-validation/dist/factory.js';
import { aMappedCompletion } from '../../testing/an-item';
import { statementOf, type StatementRules } from './statement';

const RULES: StatementRules = {
  actor: 'mbox',
  accountHomePage: 'https://pod.example',
  objectId: 'urn:totara:course:{courseKey}',
  verbId: 'http://adlnet.gov/expapi/verbs/completed',
  language: 'en-US',
  withDuration: true,
  oneStatementPer: 'completion',
};

/** The rules are those of Learning Locker, a conformance-tested LRS that has nothing to do with us. */
describe('the statements we make', () => {
  it.each([
    ['a whole completion', {}],
    ['one without a grade', { grade: null }],
    ['one by recognition of prior learning', { status: 'completeviarpl', timestarted: null }],
    ['extra points', { grade: { value: 22, max: 20, percent: 110 } }],
    ['points below nothing', { grade: { value: -3, max: 20, percent: null } }],
    ['points without a highest grade', { grade: { value: 7, max: null, percent: null } }],
    ['a highest grade of nothing', { grade: { value: 0, max: 0, percent: null } }],
    ['a third', { grade: { value: 1, max: 3, percent: 33.33333 } }],
    ['a start and an end at once', { timestarted: '2026-02-01T14:03:11Z' }],
    ['milliseconds', { timecompleted: '2026-02-01T14:03:11.120Z' }],
    ['a course and a person without names', { course: {}, user: { email: 'a@b.example' } }],
  ])('are valid by the rules of an independent package: %s', (_, told) => {
    for (const actor of ['mbox', 'account'] as const) {
      const made = statementOf(aMappedCompletion({ told }), { ...RULES, actor });

      expect('statement' in made && troublesOf(made.statement, ['statement'])).toEqual([]);
    }
  });

  it('and the package does find what is wrong', () => {
    const made = statementOf(aMappedCompletion(), RULES);

    const wrong = 'statement' in made && { ...made.statement, timestamp: 'yesterday' };

    expect(troublesOf(wrong, ['statement'])).not.toEqual([]);
  });
});
