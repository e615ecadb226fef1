import { randomUUID } from 'node:crypto';
import type { Noticed } from '../delivery-decision';
import { DeliveryPolicies } from '../delivery-policies';
import { DELIVER_EVERYTHING } from '../delivery-policy';
import { aCompletion, aPicture, currentRow, day, historyRow, MARIA } from '../testing/a-picture';
import { type LedgerStand, openLedger, SITE } from '../testing/ledger-stand';
import { RevokedDeliveriesService } from './revoked-deliveries.service';
import { StoryService } from './story.service';
import { settleClaim } from '../testing/settle-claim';

const by = (by: 'change_log' | 'reconciliation' | 'webhook'): Noticed => ({ kind: 'later', by });

describe('the story of a completion', () => {
  let stand: LedgerStand;
  let stories: StoryService;

  beforeEach(async () => {
    stand = await openLedger();
    stories = stand.service(StoryService);
  });
  afterEach(() => stand.close());

  const record = (picture: ReturnType<typeof aPicture>, noticed = by('change_log')) =>
    stand.ledger.record(SITE, [picture], noticed);
  const graded = (value: number) =>
    currentRow({ completedAt: day(5), grade: { value, max: 100, percent: value } });

  async function deliverAll(): Promise<void> {
    await settleClaim(stand.queue, await stand.queue.claimDue(100), { externalId: 'OLC-77' });
  }

  it('tells which policy keeps a finished completion back now', async () => {
    const policies = stand.service(DeliveryPolicies);
    policies.readFrom(() => ({ ...DELIVER_EVERYTHING, coursesExcluded: [88] }));
    await record(aPicture({ current: currentRow({ completedAt: day(5) }) }));
    const [view] = await stand.views();

    const before = await stories.story(view!.id);
    policies.readFrom(() => DELIVER_EVERYTHING);
    const after = await stories.story(view!.id);

    expect(before).toMatchObject({ deliveries: [], keptBackBy: 'courses' });
    expect(after).toMatchObject({ deliveries: [], keptBackBy: null });
  });

  it('tells every revision, the oldest first, and what became of each delivery', async () => {
    await record(aPicture({ current: currentRow() }));
    await record(aPicture({ current: graded(80) }), by('webhook'));
    await deliverAll();
    await record(aPicture({ current: graded(85) }), by('reconciliation'));
    const user = { ...MARIA, lastname: 'Ruiz' };
    await record(aPicture({ current: graded(85), user }));
    await record(aPicture({ history: [historyRow(day(5))], user }));
    const [view] = await stand.views();

    const story = await stories.story(view!.id);

    expect(story).toMatchObject({
      completion: view,
      site: SITE,
      source: { kind: 'history', rowId: 12_070_880 },
      status: 'complete',
    });
    expect(story.revisions.map(({ revision, kind, noticedBy }) => [revision, kind, noticedBy])).toEqual([
      [1, 'enrolled', 'change_log'],
      [2, 'completed', 'webhook'],
      [3, 'corrected', 'reconciliation'],
      [4, 'described', 'change_log'],
      [5, 'archived', 'change_log'],
    ]);
    expect(story.revisions.map(({ summary }) => summary)).toEqual([
      "Enrolled, not yet started. Noticed in the site's change log.",
      'Completed on 2026-01-05 12:00 UTC with a grade of 80 of 100. Told by Totara at once, by webhook.',
      'Grade corrected from 80 to 85. Noticed by the nightly comparison.',
      "Last name changed from López to Ruiz. Noticed in the site's change log.",
      "Moved to Totara's history: the completion stands, and the course can be taken anew. Noticed in the site's change log.",
    ]);
    expect(story.revisions.map(({ changes }) => changes.map(({ field }) => field))).toEqual([
      [],
      ['status', 'progress', 'timecompleted', 'grade.value', 'grade.max', 'grade.percent'],
      ['grade.value', 'grade.percent'],
      ['user.lastname'],
      ['archived'],
    ]);
    expect(story.deliveries).toMatchObject([
      {
        revision: 2,
        status: 'sent',
        externalId: 'OLC-77',
        nextAttemptAt: null,
        history: [{ attempt: 1, outcome: 'delivered', summary: 'Delivered.', cause: null, request: null }],
      },
      { revision: 3, status: 'queued', sentAt: null, history: [] },
    ]);
  });

  it('gives each revision the time at which it came to be', async () => {
    await record(aPicture({ current: graded(80) }));
    const [first] = await stand.views();
    await record(aPicture({ current: graded(85) }));
    const [second] = await stand.views();

    const { revisions } = await stories.story(first!.id);

    expect(revisions.map(({ at }) => at)).toEqual([first!.changedAt, second!.changedAt]);
  });

  it('tells a completion that was taken back although Oracle has it', async () => {
    await record(aCompletion(day(5)));
    await deliverAll();
    await record(aPicture());
    const [view] = await stand.views();

    const story = await stories.story(view!.id);

    expect(story.status).toBe('revoked');
    expect(story.revisions.at(-1)).toMatchObject({
      kind: 'revoked',
      summary: "Taken back in Totara: the completion is no longer there. Noticed in the site's change log.",
      changes: [{ field: 'status', from: 'complete', to: 'revoked' }],
    });
    expect(story.deliveries).toMatchObject([{ status: 'sent', revokedAt: expect.any(String) as string }]);
  });

  it('names no row where the source has none', async () => {
    const current = { ...currentRow({ completedAt: day(5) }), sourceRowId: 0 };
    await stand.ledger.record(
      SITE,
      [
        {
          ...aPicture(),
          extent: 'part',
          presentBecame: null,
          current: null,
          history: [{ ...current, source: 'import', fingerprint: null }],
        },
      ],
      { kind: 'import', history: 'none' },
    );
    const [view] = await stand.views();

    expect((await stories.story(view!.id)).source).toEqual({ kind: 'import', rowId: null });
  });

  it('is refused for a completion that nobody knows', async () => {
    await expect(stories.story(randomUUID())).rejects.toMatchObject({ code: 'COMPLETIONS.RECORD_UNKNOWN' });
  });

  describe('the list of what Oracle has though it was taken back', () => {
    const list = () => new RevokedDeliveriesService(stand.queue, stand.ledger);

    beforeEach(async () => {
      const learners = [1, 2, 3];
      await stand.ledger.record(
        SITE,
        learners.map((userId) => aCompletion(day(5), { userId })),
        by('change_log'),
      );
      await deliverAll();
      for (const userId of learners) await record(aPicture({ userId, user: null }));
    });

    it('names person, course, number at Oracle and when each was taken back, page by page', async () => {
      const first = await list().page({ limit: 2 });
      const second = await list().page({ limit: 2, cursor: first.nextCursor! });

      expect(first.items.map(({ userId }) => userId)).toEqual([1, 2]);
      expect(first.items[0]).toEqual({
        queueItemId: expect.any(String) as string,
        recordId: (await stand.views())[0]!.id,
        revision: 1,
        userId: 1,
        user: 'María López',
        courseId: 88,
        course: 'Fire Safety',
        sentAt: expect.stringMatching(/Z$/) as string,
        externalId: 'OLC-77',
        revokedAt: expect.stringMatching(/Z$/) as string,
      });
      expect(second.items.map(({ userId }) => userId)).toEqual([3]);
      expect(second.nextCursor).toBeNull();
    });

    it('agrees with the count', async () => {
      expect((await list().page({})).items).toHaveLength(await stand.queue.revokedAfterSent());
    });

    it('ends where the last page is full', async () => {
      expect(await list().page({ limit: 3 })).toMatchObject({ nextCursor: null });
    });
  });
});
