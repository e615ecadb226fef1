import type { Claim } from '@oracle-integration/queue';
import type { Noticed } from './delivery-decision';
import { DeliveryPolicies } from './delivery-policies';
import { DELIVER_EVERYTHING, type DeliveryPolicy } from './delivery-policy';
import { aCompletion, aPicture, currentRow, day, FIRE_SAFETY, historyRow, MARIA } from './testing/a-picture';
import { type LedgerStand, openLedger, SITE } from './testing/ledger-stand';
import { settleClaim } from './testing/settle-claim';

const later: Noticed = { kind: 'later', by: 'change_log' };
const firstLoad = (history: 'none' | 'all' | Date): Noticed => ({
  kind: 'first_load',
  history,
  startedAt: day(10),
  now: day(12),
});

/** The pictures of so many learners who completed the course, the last first. */
const completions = (count: number, completedAt = day(5)) =>
  Array.from({ length: count }, (_, index) => aCompletion(completedAt, { userId: count - index }));

describe('LedgerService', () => {
  let stand: LedgerStand;

  beforeEach(async () => (stand = await openLedger()));
  afterEach(() => stand.close());

  const record = (picture: ReturnType<typeof aPicture>, noticed: Noticed = later) =>
    stand.ledger.record(SITE, [picture], noticed);

  async function rows(sql: string): Promise<unknown> {
    return stand.dataSource.query(sql);
  }

  /** Sends whatever waits, as the sender would. */
  async function deliverAll(): Promise<void> {
    await deliver(await stand.queue.claimDue(100));
  }

  /** What the sender does when Oracle took what was claimed. */
  async function deliver(claim: Claim): Promise<void> {
    await settleClaim(stand.queue, claim);
  }

  describe('recording', () => {
    it('writes a record with its public JSON, its place in the change feed and one delivery', async () => {
      const result = await record(aCompletion(day(5)));

      expect(result).toEqual({ added: 1, revised: 0, queued: 1 });
      expect(await stand.views()).toMatchObject([{ revision: 1, userId: 1207, status: 'complete' }]);
      expect(await stand.queued()).toEqual(['1207 1 queued']);
    });

    it('changes nothing the second time', async () => {
      const pictures = [...completions(20), aPicture({ userId: 99, current: currentRow() })];
      await stand.ledger.record(SITE, pictures, later);
      const before = await rows(
        'SELECT id, change_seq, revision, changed_at FROM completion_records ORDER BY id',
      );

      const results = [
        await stand.ledger.record(SITE, pictures, later),
        await stand.ledger.record(SITE, pictures, firstLoad('all')),
        await stand.ledger.record(SITE, pictures, { kind: 'while_loading' }),
      ];

      expect(results).toEqual(Array(3).fill({ added: 0, revised: 0, queued: 0 }));
      expect(
        await rows('SELECT id, change_seq, revision, changed_at FROM completion_records ORDER BY id'),
      ).toEqual(before);
      expect(await stand.queued()).toHaveLength(20);
    });

    it('takes the last of several pictures of the same learner and course', async () => {
      const pictures = [aCompletion(day(5)), aCompletion(day(6))];

      await stand.ledger.record(SITE, pictures, later);

      expect(await stand.views()).toMatchObject([{ revision: 1, timecompleted: '2026-01-06T12:00:00Z' }]);
    });

    it('keeps the same learner and course of two sites apart', async () => {
      await stand.ledger.record('site-a', [aCompletion(day(5))], later);
      await stand.ledger.record('site-b', [aCompletion(day(5))], later);

      expect(await stand.views()).toHaveLength(2);
    });

    it('keeps the revision that goes, byte for byte, beside the one that comes', async () => {
      await record(aCompletion(day(5)));
      const { id } = (await stand.views())[0]!;
      const revisions = [1, 2, 3].map((revision) => ({ recordId: id, revision }));
      const [first] = await stand.ledger.publicJsonOf(revisions);

      await record(aCompletion(day(6)));

      expect(await stand.ledger.publicJsonOf(revisions)).toEqual([
        first,
        expect.stringContaining('"timecompleted":"2026-01-06T12:00:00Z"'),
        undefined,
      ]);
    });

    it('swaps the identities of a corrected time and a new completion in one go', async () => {
      await record(aCompletion(day(5)));

      await record(
        aPicture({
          current: currentRow({ completedAt: day(6) }),
          history: [historyRow(day(5)), historyRow(day(4))],
        }),
      );

      expect((await stand.views()).map(({ timecompleted }) => timecompleted?.slice(8, 10)).sort()).toEqual([
        '04',
        '05',
        '06',
      ]);
    });

    it('stores and hands on whatever a name holds', async () => {
      const hostile = 'a"b\\c\u0000d\ud800e\n\u2028🧯';
      await record(
        aCompletion(day(5), {
          user: { ...MARIA, lastname: hostile },
          course: { ...FIRE_SAFETY, fullname: hostile },
        }),
      );

      const { items } = await stand.feed.page('0', 10, { courseIds: [], userIds: [], statuses: [] });

      expect(JSON.parse(items.toString())).toMatchObject({
        user: { lastname: hostile },
        course: { fullname: hostile },
      });
    });

    it('never lets the time of change go back, though the clock of the database does', async () => {
      await record(aCompletion(day(5)));
      await rows(`UPDATE completion_records SET changed_at = '2099-01-01'`);

      await record(aCompletion(day(5), { userId: 2 }));

      expect(
        await rows('SELECT changed_at FROM completion_records ORDER BY change_seq DESC LIMIT 1'),
      ).toEqual([{ changed_at: new Date('2099-01-01T00:00:00Z') }]);
    });
  });

  describe('in one transaction with the queue', () => {
    const failing = () => stand.ledgerThat(() => Promise.reject(new Error('the process was killed')));

    it('leaves neither record nor delivery when it fails after both were written', async () => {
      await expect(failing().record(SITE, completions(5), later)).rejects.toThrow('the process was killed');

      expect(await stand.views()).toEqual([]);
      expect(await rows('SELECT 1 FROM queue_items')).toEqual([]);
      expect(await stand.ledger.counts()).toMatchObject({ completed: 0 });
    });

    it('leaves the earlier revision and its delivery when a revision fails', async () => {
      await record(aCompletion(day(5)));

      await expect(failing().record(SITE, [aCompletion(day(6))], later)).rejects.toThrow();

      expect(await stand.views()).toMatchObject([{ revision: 1 }]);
      expect(await stand.queued()).toEqual(['1207 1 queued']);
      expect(await rows('SELECT 1 FROM completion_revisions')).toEqual([]);
    });
  });

  describe('in two processes at once', () => {
    it('writes each of 500 pictures once, with one delivery each', async () => {
      const other = await stand.anotherProcess();

      const results = await Promise.all([
        stand.ledger.record(SITE, completions(500), later),
        other.ledger.record(SITE, completions(500), later),
      ]);

      expect(results.map(({ added }) => added).sort()).toEqual([0, 500]);
      expect(results.map(({ queued }) => queued).sort()).toEqual([0, 500]);
      expect(await rows('SELECT count(*)::int, max(revision) FROM completion_records')).toEqual([
        { count: 500, max: 1 },
      ]);
      expect(
        await rows('SELECT count(*)::int, count(DISTINCT record_id)::int AS records FROM queue_items'),
      ).toEqual([{ count: 500, records: 500 }]);
    });

    it('revises each record once, however the pictures are cut and ordered', async () => {
      const other = await stand.anotherProcess();
      await stand.ledger.record(SITE, completions(200), later);
      const corrected = completions(200, day(6));
      const parts = [corrected.slice(0, 120), corrected.slice(80), [...corrected].reverse(), corrected];

      await Promise.all(
        parts.map((pictures, index) => (index % 2 ? other : stand).ledger.record(SITE, pictures, later)),
      );

      expect(await rows('SELECT revision, count(*)::int FROM completion_records GROUP BY revision')).toEqual([
        { revision: 2, count: 200 },
      ]);
      expect(await rows('SELECT revision, status, count(*)::int FROM queue_items GROUP BY 1, 2')).toEqual([
        { revision: 2, status: 'queued', count: 200 },
      ]);
    });
  });

  describe('by the first load', () => {
    const old = aCompletion(day(5), { userId: 1 });
    const recent = aCompletion(day(8), { userId: 2 });
    const meanwhile = aCompletion(day(11), { userId: 3 });
    const enrolled = aPicture({ userId: 4, current: currentRow() });

    it.each([
      ['none', ['3 1 queued']],
      ['all', ['1 1 queued', '2 1 queued', '3 1 queued']],
      [day(7), ['2 1 queued', '3 1 queued']],
    ] as const)(
      'with history %s fills the ledger and queues only what is asked for',
      async (history, queued) => {
        await stand.ledger.record(SITE, [old, recent, meanwhile, enrolled], firstLoad(history));

        expect(await stand.views()).toHaveLength(4);
        expect(await stand.queued()).toEqual(queued);
      },
    );

    it('queues a completion that changes after it, whatever its date', async () => {
      await stand.ledger.record(SITE, [old], firstLoad('none'));

      await record(aCompletion(day(4), { userId: 1 }));

      expect(await stand.queued()).toEqual(['1 2 queued']);
    });

    it('leaves what the load had read to the change log, which queues it', async () => {
      await stand.ledger.record(SITE, [old, recent, enrolled], firstLoad('none'));

      const { added, revised, queued } = await stand.ledger.record(SITE, [old, enrolled], {
        kind: 'while_loading',
      });

      expect({ added, revised, queued }).toEqual({ added: 0, revised: 0, queued: 1 });
      expect(await stand.queued()).toEqual(['1 1 queued']);
    });

    it('does not queue again what was sent when the change log names it', async () => {
      await stand.ledger.record(SITE, [old], firstLoad('all'));
      await deliverAll();

      await stand.ledger.record(SITE, [old], { kind: 'while_loading' });

      expect(await stand.queued()).toEqual(['1 1 sent']);
    });

    it('does not queue archived completions because the change log names the learner', async () => {
      const archived = aPicture({ userId: 1, history: [historyRow(day(5))], current: currentRow() });
      await stand.ledger.record(SITE, [archived], firstLoad('none'));

      await stand.ledger.record(SITE, [archived], { kind: 'while_loading' });

      expect(await stand.queued()).toEqual([]);
    });
  });

  describe('on what happens later', () => {
    it('puts the newer revision in the place of the unsent one', async () => {
      await record(aCompletion(day(5)));

      await record(aCompletion(day(6)));

      expect(await stand.queued()).toEqual(['1207 2 queued']);
    });

    it('queues the newer revision beside the one that was sent', async () => {
      await record(aCompletion(day(5)));
      await deliverAll();

      await record(aCompletion(day(6)));

      expect(await stand.queued()).toEqual(['1207 1 sent', '1207 2 queued']);
    });

    it('leaves the delivery alone when only a name changes', async () => {
      await record(aCompletion(day(5)));

      await record(aCompletion(day(5), { user: { ...MARIA, lastname: 'Ruiz' } }));

      expect(await stand.views()).toMatchObject([{ revision: 2 }]);
      expect(await stand.queued()).toEqual(['1207 1 queued']);
    });

    it('takes the delivery back when the completion is revoked before it was sent', async () => {
      await record(aCompletion(day(5)));

      await record(aPicture());

      expect(await stand.views()).toMatchObject([{ status: 'revoked', revision: 2 }]);
      expect(await stand.queued()).toEqual(['1207 1 withdrawn']);
    });

    it('queues it again when it is there again and was never sent', async () => {
      await record(aCompletion(day(5)));
      await record(aPicture());

      await record(aCompletion(day(5)));

      expect(await stand.queued()).toEqual(['1207 3 queued']);
    });

    it('does not send it again when it is there again and was sent', async () => {
      await record(aCompletion(day(5)));
      await deliverAll();
      await record(aPicture());

      await record(aCompletion(day(5)));

      expect(await stand.queued()).toEqual(['1207 1 sent']);
    });
  });

  describe('what Oracle has though the site took it back', () => {
    it('is flagged, and counted', async () => {
      await record(aCompletion(day(5)));
      await deliverAll();

      await record(aPicture());

      expect(
        await rows('SELECT revision, status, revoked_at IS NOT NULL AS flagged FROM queue_items'),
      ).toEqual([{ revision: 1, status: 'sent', flagged: true }]);
      expect(await stand.queue.revokedAfterSent()).toBe(1);
      expect(await stand.queue.counts()).toMatchObject({ sent: 1 });
    });

    it('is flagged also when it was on its way at that moment', async () => {
      await record(aCompletion(day(5)));
      const claim = await stand.queue.claimDue(100);

      await record(aPicture());
      await deliver(claim);

      expect(await stand.queued()).toEqual(['1207 1 sent']);
      expect(await stand.queue.revokedAfterSent()).toBe(1);
    });

    it('is no longer flagged when the completion is there again', async () => {
      await record(aCompletion(day(5)));
      await deliverAll();
      await record(aPicture());

      await record(aCompletion(day(5)));

      expect(await stand.queue.revokedAfterSent()).toBe(0);
    });

    it('is not flagged for what never reached Oracle', async () => {
      await record(aCompletion(day(5)));

      await record(aPicture());

      expect(await stand.queue.revokedAfterSent()).toBe(0);
    });
  });

  describe('what the site took back, where Oracle is to be told', () => {
    const goBy = (policy: Partial<DeliveryPolicy>) =>
      stand.service(DeliveryPolicies).readFrom(() => ({ ...DELIVER_EVERYTHING, ...policy }));

    beforeEach(() => goBy({ isRevocationSent: true }));

    it('is told, and not flagged', async () => {
      await record(aCompletion(day(5)));
      await deliverAll();

      await record(aPicture());

      expect(await stand.queued()).toEqual(['1207 1 sent', '1207 2 queued']);
      expect(await stand.queue.revokedAfterSent()).toBe(0);
    });

    it('is told also when the completion was on its way at that moment', async () => {
      await record(aCompletion(day(5)));
      const claim = await stand.queue.claimDue(100);

      await record(aPicture());
      await deliver(claim);

      expect(await stand.queued()).toEqual(['1207 1 sent', '1207 2 queued']);
    });

    it('is only taken out of the line when Oracle never had it', async () => {
      await record(aCompletion(day(5)));

      await record(aPicture());

      expect(await stand.queued()).toEqual(['1207 1 withdrawn']);
    });

    it.each([
      ['was told', true, ['1207 1 sent', '1207 2 sent', '1207 3 queued']],
      ['is about to be told', false, ['1207 1 sent', '1207 3 queued']],
    ])('is sent again when it is there again and Oracle %s that it is gone', async (_, isTold, queued) => {
      await record(aCompletion(day(5)));
      await deliverAll();
      await record(aPicture());
      if (isTold) await deliverAll();

      await record(aCompletion(day(5)));

      expect(await stand.queued()).toEqual(queued);
    });

    it('is not sent again when it is there again after it was only shown', async () => {
      await record(aCompletion(day(5)));
      await deliverAll();
      goBy({ isRevocationSent: false });
      await record(aPicture());
      goBy({ isRevocationSent: true });

      await record(aCompletion(day(5)));

      expect(await stand.queued()).toEqual(['1207 1 sent']);
    });
  });

  describe('the history of a record', () => {
    it('keeps what happened at each revision, and how it was noticed', async () => {
      await stand.ledger.record(SITE, [aPicture({ current: currentRow() })], firstLoad('none'));
      await record(aCompletion(day(5)));
      await record(aCompletion(day(6)), { kind: 'later', by: 'reconciliation' });

      expect(
        await rows(`SELECT revision, change_kind, noticed_by, public_json->>'timecompleted' AS completed
                      FROM completion_revisions ORDER BY revision`),
      ).toEqual([
        { revision: 1, change_kind: 'enrolled', noticed_by: 'first_load', completed: null },
        {
          revision: 2,
          change_kind: 'completed',
          noticed_by: 'change_log',
          completed: '2026-01-05T12:00:00Z',
        },
      ]);
      expect(await rows('SELECT revision, change_kind, noticed_by FROM completion_records')).toEqual([
        { revision: 3, change_kind: 'corrected', noticed_by: 'reconciliation' },
      ]);
    });
  });

  describe('what became of the rows of the site', () => {
    const sourceRows = () =>
      rows(`SELECT source_table, row_id::int, fingerprint::int, skipped, record_id IS NOT NULL AS has_record
              FROM source_rows ORDER BY source_table, row_id`);
    const rewritten = (values: Parameters<typeof currentRow>[0]) =>
      aPicture({ current: currentRow({ completedAt: day(5), sourceRowId: 7, ...values }) });

    it('is noted for each row, also where it shows no completion of its own', async () => {
      await record(
        aPicture({
          current: currentRow({ completedAt: day(5), sourceRowId: 7 }),
          history: [
            { ...historyRow(day(5)), sourceRowId: 8 },
            { ...historyRow(day(3)), sourceRowId: 9 },
            { ...historyRow(day(3)), sourceRowId: 10, completedAt: null },
          ],
        }),
      );

      expect(await sourceRows()).toEqual([
        { source_table: 'current', row_id: 7, fingerprint: 1, skipped: null, has_record: true },
        { source_table: 'history', row_id: 8, fingerprint: 1, skipped: 'duplicate', has_record: true },
        { source_table: 'history', row_id: 9, fingerprint: 1, skipped: null, has_record: true },
        { source_table: 'history', row_id: 10, fingerprint: 1, skipped: 'no_time', has_record: false },
      ]);
    });

    it('follows a row whose digest changed though outsiders see no difference', async () => {
      await record(rewritten({}));

      const result = await record(rewritten({ fingerprint: '2' }));

      expect(result).toEqual({ added: 0, revised: 0, queued: 0 });
      expect(await sourceRows()).toMatchObject([{ row_id: 7, fingerprint: 2 }]);
      expect(await stand.views()).toMatchObject([{ revision: 1 }]);
    });

    it('follows a row that was deleted and made again under another id', async () => {
      await record(rewritten({}));

      await record(rewritten({ sourceRowId: 8 }));
      await record(rewritten({ sourceRowId: 8, completedAt: day(6) }));

      expect(await sourceRows()).toMatchObject([{ row_id: 8 }]);
      expect(await stand.views()).toMatchObject([{ revision: 2, timecompleted: '2026-01-06T12:00:00Z' }]);
    });

    it('is forgotten when the row is gone, and the record is not', async () => {
      await record(rewritten({}));

      await record(aPicture());

      expect(await sourceRows()).toEqual([]);
      expect(await stand.views()).toMatchObject([{ status: 'revoked' }]);
    });
  });

  describe('what the overview shows', () => {
    it('counts by what records are now', async () => {
      await stand.ledger.record(
        SITE,
        [
          ...completions(3),
          aPicture({ userId: 10, current: currentRow() }),
          aPicture({ userId: 11, current: currentRow({ sourceRowId: 2 }), history: [historyRow(day(2))] }),
          aCompletion(day(5), { userId: 12 }),
        ],
        later,
      );
      await record(aPicture({ userId: 12 }));

      expect(await stand.ledger.counts()).toEqual({ completed: 4, archived: 1, unfinished: 2, revoked: 1 });
    });

    it('names the completion that changed last, passing over enrolments, archived and revoked ones', async () => {
      await record(aCompletion(day(5), { userId: 1 }));
      await record(aCompletion(day(5), { userId: 2 }));
      await record(aPicture({ userId: 2 }));
      await record(aPicture({ userId: 3, current: currentRow() }));
      await record(aPicture({ userId: 4, history: [historyRow(day(2))] }));

      expect((await stand.ledger.latestCompletion())?.completion.userId).toBe(1);
    });

    it('names none in an empty ledger', async () => {
      expect(await stand.ledger.latestCompletion()).toBeUndefined();
    });
  });
});
