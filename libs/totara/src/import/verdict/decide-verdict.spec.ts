import { decideVerdict, type VerdictFacts } from './decide-verdict';
import type { KnownCompletion } from './known-completions.repository';

const at = (text: string) => new Date(`2026-02-${text}Z`);

/** What the ledger has, told by the site unless said otherwise. */
function known(time: string, values: Partial<KnownCompletion> = {}): KnownCompletion {
  return {
    userId: 1,
    courseId: 2,
    completedAt: at(time),
    isFromSite: true,
    isRevoked: false,
    user: null,
    course: null,
    ...values,
  };
}
const imported = (time: string) => known(time, { isFromSite: false });

const SECOND = { at: at('01T14:03:11'), until: at('01T14:03:12') };
const MINUTE = { at: at('01T14:03:00'), until: at('01T14:04:00') };
const DAY = { at: at('01T00:00:00'), until: at('02T00:00:00') };

const judge = (facts: Partial<VerdictFacts>) =>
  decideVerdict({ firstLine: null, completed: SECOND, known: [], isDifferent: false, ...facts });

describe('the verdict on a completion of a file', () => {
  it.each([
    ['new', 'nothing is known', {}],
    ['new', 'another time is known', { known: [known('01T14:03:12'), imported('01T14:03:10')] }],
    ['unchanged', 'an earlier import told it exactly so', { known: [imported('01T14:03:11')] }],
    [
      'changed',
      'an earlier import told it otherwise',
      { known: [imported('01T14:03:11')], isDifferent: true },
    ],
    ['known_from_site', 'the site told it', { known: [known('01T14:03:11')], isDifferent: true }],
    [
      'known_from_site',
      'the site told it in that minute',
      { completed: MINUTE, known: [known('01T14:03:59')] },
    ],
    ['new', 'the site told one in the next minute', { completed: MINUTE, known: [known('01T14:04:00')] }],
    ['known_from_site', 'the site told it on that day', { completed: DAY, known: [known('01T23:59:59')] }],
    [
      'known_from_site',
      'the site told it when the day began',
      { completed: DAY, known: [known('01T00:00:00')] },
    ],
    ['new', 'the site told one when the next day began', { completed: DAY, known: [known('02T00:00:00')] }],
    [
      'known_from_site',
      'the site and a file told it',
      { completed: DAY, known: [imported('01T00:00:00'), known('01T09:00:00')] },
    ],
    ['unchanged', 'a file told it more exactly', { completed: DAY, known: [imported('01T09:00:00')] }],
    [
      'changed',
      'a file told that very day, and one more exactly',
      {
        completed: DAY,
        known: [imported('01T09:00:00'), imported('01T00:00:00')],
        isDifferent: true,
      },
    ],
    ['duplicate_in_file', 'an earlier line tells it', { firstLine: 7, known: [known('01T14:03:11')] }],
  ] as const)('is "%s" where %s', (verdict, _, facts) => {
    expect(judge(facts)).toMatchObject({ verdict });
  });

  it('names the line that tells it first', () => {
    expect(judge({ firstLine: 7 })).toMatchObject({ firstLine: 7, reason: 'Line 7 tells this completion.' });
  });

  it('says when the site told it, and whether it took it back', () => {
    expect(judge({ completed: DAY, known: [known('01T09:00:00')] }).reason).toBe(
      'The site told this completion itself (2026-02-01T09:00:00Z).',
    );
    expect(judge({ known: [known('01T14:03:11', { isRevoked: true })] }).reason).toBe(
      'The site told this completion (2026-02-01T14:03:11Z) and took it back.',
    );
  });
});
