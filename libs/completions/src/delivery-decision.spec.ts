import type { CompletionStatus } from '@oracle-integration/contracts';
import { decideDelivery, type Noticed } from './delivery-decision';
import { DELIVER_EVERYTHING, type DeliveryPolicy } from './delivery-policy';
import type { CompletionObservation, WholePicture } from './observation';
import { aPicture, currentRow, day, FIRE_SAFETY, historyRow, MARIA } from './testing/a-picture';
import { MemoryLedger } from './testing/memory-ledger';

const later: Noticed = { kind: 'later', by: 'change_log' };
const whileLoading: Noticed = { kind: 'while_loading' };
const firstLoad = (history: 'none' | 'all' | Date): Noticed => ({
  kind: 'first_load',
  history,
  startedAt: day(10),
  now: day(12),
});

const unfinished = currentRow();
const completed = currentRow({ completedAt: day(5) });
const priorLearning = currentRow({ status: 'completeviarpl', completedAt: day(5), rpl: 'Certificate' });

/** What is decided of the last picture's change of the first record. */
function decisionAfter(noticed: Noticed, ...pictures: WholePicture[]) {
  return decisionBy(DELIVER_EVERYTHING, noticed, ...pictures);
}

function decisionBy(policy: DeliveryPolicy, noticed: Noticed, ...pictures: WholePicture[]) {
  const ledger = new MemoryLedger();
  const changes = pictures.map((picture) => ledger.fold(picture)).at(-1)!;
  return decideDelivery(
    changes.find(({ id }) => id === 'record-1')!,
    noticed,
    policy,
  );
}

const of = (current: CompletionObservation | null, rest: Partial<WholePicture> = {}) =>
  aPicture({ current, ...rest });

describe('decideDelivery', () => {
  const graded = { ...completed, grade: { value: 80, max: 100, percent: 80 } };
  const renamed = { user: { ...MARIA, lastname: 'Ruiz' } };

  it.each([
    ['a completion', 'deliver', [of(completed)]],
    ['prior learning', 'deliver', [of(priorLearning)]],
    ['a completion of long ago', 'deliver', [of(currentRow({ completedAt: new Date('1999-01-01') }))]],
    ['a completion that is archived already', 'deliver', [of(null, { history: [historyRow(day(5))] })]],
    ['an enrolment', 'keep', [of(unfinished)]],
    ['the completion of an enrolment', 'deliver', [of(unfinished), of(completed)]],
    ['a corrected time', 'deliver', [of(completed), of(currentRow({ completedAt: day(4) }))]],
    ['a corrected grade', 'deliver', [of(completed), of(graded)]],
    ['a completion that turns into prior learning', 'deliver', [of(completed), of(priorLearning)]],
    [
      'another reason for prior learning',
      'deliver',
      [of(priorLearning), of({ ...priorLearning, rpl: 'Degree' })],
    ],
    ['a new name', 'keep', [of(completed), of(completed, renamed)]],
    ['a new title', 'keep', [of(completed), of(completed, { course: { ...FIRE_SAFETY, fullname: 'Fire' } })]],
    ['the archiving of a row', 'keep', [of(completed), of(null, { history: [historyRow(day(5))] })]],
    ['a revocation', 'withdraw', [of(completed), of(null)]],
    ['an enrolment that vanished', 'withdraw', [of(unfinished), of(null)]],
    ['a completion that is there again', 'deliver_unless_sent', [of(completed), of(null), of(completed)]],
    ['a completion that is there again with another grade', 'deliver', [of(completed), of(null), of(graded)]],
    ['an enrolment that is there again', 'keep', [of(unfinished), of(null), of(unfinished)]],
  ] as const)('noticed later: %s -> %s', (_what, decision, pictures) => {
    expect(decisionAfter(later, ...pictures)).toBe(decision);
    expect(decisionAfter(whileLoading, ...pictures)).toBe(decision);
  });

  it.each([
    ['none', 5, 'keep'],
    ['none', 10, 'deliver'],
    ['none', 12, 'deliver'],
    ['none', 13, 'keep'],
    ['all', 5, 'deliver'],
    ['all', 13, 'deliver'],
    [day(5), 4, 'keep'],
    [day(5), 5, 'deliver'],
    [day(5), 6, 'deliver'],
    [day(11), 10, 'deliver'],
    [day(20), 13, 'keep'],
  ] as const)(
    'by the first load of day 10 to 12 with history %s: a completion of day %i -> %s',
    (history, completedOn, decision) => {
      const picture = of(currentRow({ completedAt: day(completedOn) }));

      expect(decisionAfter(firstLoad(history), picture)).toBe(decision);
    },
  );

  it.each(['none', 'all'] as const)('by the first load with history %s: an enrolment is kept', (history) => {
    expect(decisionAfter(firstLoad(history), of(unfinished))).toBe('keep');
  });

  it('by the first load with a date: a status of completion without a time is kept', () => {
    const status: CompletionStatus = 'complete';

    expect(decisionAfter(firstLoad(day(1)), of({ ...unfinished, status }))).toBe('keep');
  });
});

describe('decideDelivery by a policy', () => {
  const graded = { ...completed, grade: { value: 80, max: 100, percent: 80 } };

  it.each<[string, Partial<DeliveryPolicy>, string, WholePicture[]]>([
    ['prior learning, where only courses count', { statuses: ['complete'] }, 'keep', [of(priorLearning)]],
    ['a course that is not named', { coursesIncluded: [99] }, 'keep', [of(completed)]],
    ['a course that is named', { coursesIncluded: [88] }, 'deliver', [of(completed)]],
    ['a course that is left out', { coursesExcluded: [88] }, 'keep', [of(completed)]],
    ['another category', { categoriesIncluded: ['Sales'] }, 'keep', [of(completed)]],
    ['a category that is left out', { categoriesExcluded: [FIRE_SAFETY.category!] }, 'keep', [of(completed)]],
    ['what is archived', { isArchivedSent: false }, 'keep', [of(null, { history: [historyRow(day(5))] })]],
    ['what is too old', { earliest: day(6).toISOString() }, 'keep', [of(completed)]],
    ['what is of that day', { earliest: day(5).toISOString() }, 'deliver', [of(completed)]],
    ['another grade', { isGradeChangeSent: false }, 'deliver_unless_sent', [of(completed), of(graded)]],
    [
      'another time with another grade',
      { isGradeChangeSent: false },
      'deliver',
      [of(completed), of({ ...graded, completedAt: day(4) })],
    ],
    [
      'what was revoked, whatever is kept back',
      { statuses: [] },
      'withdraw',
      [of(completed), of(unfinished)],
    ],
    [
      'a revocation that Oracle is told',
      { isRevocationSent: true },
      'deliver_if_sent',
      [of(completed), of(null)],
    ],
    [
      'a revocation of what is kept back now',
      { isRevocationSent: true, coursesExcluded: [88] },
      'deliver_if_sent',
      [of(completed), of(null)],
    ],
  ])('decides about %s', (_, policy, decision, pictures) => {
    expect(decisionBy({ ...DELIVER_EVERYTHING, ...policy }, later, ...pictures)).toBe(decision);
  });
});
