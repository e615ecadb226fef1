import { CompletionStanding } from '@oracle-integration/contracts';
import type { Noticed } from './delivery-decision';
import { DeliveryPolicies } from './delivery-policies';
import { DELIVER_EVERYTHING, type DeliveryPolicy } from './delivery-policy';
import { PeopleService } from './people/people.service';
import { StandingRowsService } from './standing-rows/standing-rows.service';
import { StandingService } from './standing.service';
import { StoryService } from './story/story.service';
import { aCompletion, aPicture, currentRow, day, FIRE_SAFETY, historyRow } from './testing/a-picture';
import { type LedgerStand, openLedger, SITE } from './testing/ledger-stand';

const unasked: Noticed = { kind: 'import', history: 'none' };
const OTHER_COURSE = 99;

/** Each policy alone, with the sentence that tells it, and the learners whom it keeps back. */
const POLICIES: readonly [string, Partial<DeliveryPolicy>, number[]][] = [
  ['“Which completions”', { statuses: ['completeviarpl'] }, [1, 2, 3, 5]],
  ['on courses', { coursesExcluded: [OTHER_COURSE] }, [2]],
  ['on courses', { coursesIncluded: [88] }, [2]],
  ['on categories', { categoriesExcluded: ['Health'] }, [3]],
  ['on categories', { categoriesIncluded: ['Health'] }, [1, 2, 4, 5]],
  ['“Send archived completions”', { isArchivedSent: false }, [5]],
  ['“Not completed before”', { earliest: day(3).toISOString() }, [1, 2]],
];

describe('where completions stand under a policy', () => {
  let stand: LedgerStand;

  /** Five learners with a completion each, none of them asked for. */
  beforeEach(async () => {
    stand = await openLedger();
    await stand.ledger.record(
      SITE,
      [
        aCompletion(day(2), { userId: 1 }),
        aCompletion(day(2), { userId: 2, courseId: OTHER_COURSE }),
        aCompletion(day(5), { userId: 3, course: { ...FIRE_SAFETY, category: 'Health' } }),
        aPicture({ userId: 4, current: currentRow({ status: 'completeviarpl', completedAt: day(5) }) }),
        aPicture({ userId: 5, history: [historyRow(day(5))] }),
      ],
      unasked,
    );
  });
  afterEach(() => stand.close());

  const go = (policy: Partial<DeliveryPolicy>) =>
    stand.service(DeliveryPolicies).readFrom(() => ({ ...DELIVER_EVERYTHING, ...policy }));
  const rowsOf = async (kind: 'notQueued' | 'keptBack') =>
    (
      await stand
        .service(StandingRowsService)
        .page({ siteId: SITE, kind, day: null, courseId: null }, undefined, 50)
    ).items;
  const usersOf = async (kind: 'notQueued' | 'keptBack') =>
    (await rowsOf(kind)).map(({ userId }) => userId).sort();
  const everyTable = () =>
    Promise.all(
      ['current', 'history'].map((table) =>
        stand.service(StandingService).ofRange(SITE, {
          table: table as 'current' | 'history',
          afterId: 0,
          untilId: 1_000_000_000,
        }),
      ),
    );

  it.each(POLICIES)('tells those that the policy %s keeps back: %j', async (words, policy, kept) => {
    go(policy);

    const keptBack = await rowsOf('keptBack');

    expect(keptBack.map(({ userId }) => userId).sort()).toEqual(kept);
    expect(new Set(keptBack.map(({ reason }) => reason))).toEqual(
      new Set([
        `The policy ${words} keeps it back. Nothing is sent until Settings → Policies lets it through.`,
      ]),
    );
    expect(await usersOf('notQueued')).toEqual([1, 2, 3, 4, 5].filter((userId) => !kept.includes(userId)));
    const standings = (await everyTable()).flat();
    const sum = (of: 'notQueued' | 'keptBack' | 'ledger') =>
      standings.reduce((total, standing) => total + standing[of], 0);
    expect(sum('notQueued') + sum('keptBack')).toBe(sum('ledger'));
  });

  it('says so of a person, in the counts and of the completion', async () => {
    go({ coursesExcluded: [OTHER_COURSE] });
    const people = stand.service(PeopleService);

    const kept = await people.person(SITE, 2, {});
    const other = await people.person(SITE, 1, {});

    expect(kept.counts).toMatchObject({ completed: 1, notQueued: 0, keptBack: 1 });
    expect(kept.completions).toMatchObject([
      { standing: CompletionStanding.KeptBack, keptBackBy: 'courses', delivery: null },
    ]);
    expect(other.counts).toMatchObject({ completed: 1, notQueued: 1, keptBack: 0 });
    expect(other.completions).toMatchObject([{ standing: CompletionStanding.NotQueued, keptBackBy: null }]);
  });

  it('tells of somebody who was erased that nothing more is sent of them', async () => {
    await stand.erasure.erase({ siteId: SITE, userId: 4, terms: [] }, () => Promise.resolve());
    const rows = await rowsOf('keptBack');

    expect(rows).toMatchObject([
      { userId: 4, reason: 'The person was erased, on request of a manager: nothing more is sent of them.' },
    ]);
    expect(await usersOf('notQueued')).toEqual([1, 2, 3, 5]);
    const standings = (await everyTable()).flat();
    expect(standings.reduce((sum, { keptBack }) => sum + keptBack, 0)).toBe(1);
    const person = await stand.service(PeopleService).person(SITE, 4, {});
    expect(person.counts).toMatchObject({ completed: 1, notQueued: 0, keptBack: 1 });
    expect(person.completions).toMatchObject([
      { standing: CompletionStanding.KeptBack, keptBackBy: 'erasure' },
    ]);
    expect(await stand.service(StoryService).story(rows[0]!.recordId!)).toMatchObject({
      keptBackBy: 'erasure',
    });
  });

  it('leaves what was queued before where it is', async () => {
    await stand.ledger.record(SITE, [aCompletion(day(6), { userId: 6 })], {
      kind: 'later',
      by: 'change_log',
    });
    go({ statuses: [] });

    expect(await usersOf('keptBack')).toEqual([1, 2, 3, 4, 5]);
    expect((await stand.service(PeopleService).person(SITE, 6, {})).counts).toMatchObject({
      waiting: 1,
      keptBack: 0,
    });
  });
});
