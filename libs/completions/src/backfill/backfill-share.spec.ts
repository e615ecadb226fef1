import type { QueueItemStatus } from '@oracle-integration/contracts';
import type { LatestDelivery } from '@oracle-integration/queue';
import fc from 'fast-check';
import type { BackfillProgress } from './backfill';
import { afterShare, type MetRecord, NOTHING_FOUND, type ShareRules, shareOf } from './backfill-share';

const askedAt = new Date('2026-03-01T12:00:00Z');
const RULES: ShareRules = { isForced: false, askedAt, allowance: 1000 };

const met = (number: number, isMeant = true): MetRecord => ({
  id: `record-${number}`,
  revision: number,
  seq: String(number * 10),
  namedIndex: number % 3,
  isMeant,
});

function delivery(recordId: string, values: Partial<LatestDelivery>): LatestDelivery {
  const cause = { causeCode: null, causeDetail: null, sentAt: null };
  const item = { id: null, nextAttemptAt: null, externalId: null };
  return { ...item, recordId, revision: 7, status: 'sent', ...cause, ...values };
}

const latestOf = (...deliveries: LatestDelivery[]) =>
  new Map(deliveries.map((latest) => [latest.recordId, latest]));

/** The share of one record whose latest delivery stands so. */
function shareOfOne(values: Partial<LatestDelivery>, rules: Partial<ShareRules> = {}) {
  return shareOf([met(1)], latestOf(delivery('record-1', values)), { ...RULES, ...rules });
}

describe('shareOf', () => {
  it('queues the present revision of what was never queued', () => {
    expect(shareOf([met(7)], new Map(), RULES)).toEqual({
      lookedAt: 1,
      reached: met(7),
      findings: { ...NOTHING_FOUND, new: 1 },
      enqueuings: [{ recordId: 'record-7', revision: 7 }],
      resendings: [],
    });
  });

  it.each([
    ['withdrawn', 'new', 1],
    ['sent', 'alreadySent', 0],
    ['queued', 'alreadyWaiting', 0],
    ['sending', 'alreadyWaiting', 0],
    ['failed', 'alreadyWaiting', 0],
  ] as const)('takes what is %s for %s', (status, finding, queued) => {
    const share = shareOfOne({ status });

    expect(share.findings).toEqual({ ...NOTHING_FOUND, [finding]: 1 });
    expect(share.enqueuings).toHaveLength(queued);
    expect(share.resendings).toEqual([]);
  });

  it.each(['dead', 'parked'] as const)('leaves what is %s alone, and tells why it is stopped', (status) => {
    const share = shareOfOne({ status, causeCode: 'PUSH.NO_PERSON', causeDetail: 'No employee 4711' });

    expect(share).toMatchObject({
      enqueuings: [],
      findings: { stopped: [{ code: 'PUSH.NO_PERSON', count: 1, detail: 'No employee 4711' }] },
    });
  });

  it('groups what is stopped by its cause, with the words of the last', () => {
    const stopped = (number: number, code: string | null, detail: string | null) =>
      delivery(`record-${number}`, { status: 'dead', causeCode: code, causeDetail: detail });

    const { findings } = shareOf(
      [met(1), met(2), met(3), met(4)],
      latestOf(
        stopped(1, 'A', 'first'),
        stopped(2, null, null),
        stopped(3, 'A', 'last'),
        stopped(4, 'A', null),
      ),
      RULES,
    );

    expect(findings.stopped).toEqual([
      { code: 'A', count: 3, detail: 'last' },
      { code: null, count: 1, detail: null },
    ]);
  });

  it('passes over what is not meant', () => {
    const share = shareOf([met(1, false), met(2, false)], new Map(), RULES);

    expect(share).toEqual({
      lookedAt: 2,
      reached: met(2, false),
      findings: NOTHING_FOUND,
      enqueuings: [],
      resendings: [],
    });
  });

  it('does not move on an empty page', () => {
    expect(shareOf([], new Map(), RULES)).toMatchObject({ lookedAt: 0, reached: undefined });
  });

  describe('forced', () => {
    const before = new Date(askedAt.getTime() - 1);

    it.each([
      ['long before', before, [{ recordId: 'record-1', revision: 7 }]],
      ['at a time that nobody noted', null, [{ recordId: 'record-1', revision: 7 }]],
      ['since it was asked for', askedAt, []],
    ])('sends once more what was sent %s', (_when, sentAt, resendings) => {
      const share = shareOfOne({ status: 'sent', sentAt }, { isForced: true });

      expect(share.resendings).toEqual(resendings);
      expect(share.findings).toEqual({ ...NOTHING_FOUND, alreadySent: 1 });
    });

    it.each(['queued', 'sending', 'failed', 'dead', 'parked'] as const)(
      'leaves alone what is %s',
      (status) => {
        expect(shareOfOne({ status }, { isForced: true })).toMatchObject({ enqueuings: [], resendings: [] });
      },
    );
  });

  describe('with an allowance', () => {
    it('stops before the first that would be queued beyond it, and passes over what need not be queued', () => {
      const page = [met(1), met(2, false), met(3), met(4, false), met(5)];

      const share = shareOf(page, new Map(), { ...RULES, allowance: 2 });

      expect(share).toMatchObject({ lookedAt: 4, reached: met(4, false), findings: { new: 2 } });
      expect(share.enqueuings.map(({ recordId }) => recordId)).toEqual(['record-1', 'record-3']);
    });

    it('counts what is sent once more like what is new', () => {
      const latest = latestOf(delivery('record-1', {}));

      const share = shareOf([met(1), met(2)], latest, { ...RULES, isForced: true, allowance: 1 });

      expect(share).toMatchObject({
        lookedAt: 1,
        enqueuings: [],
        resendings: [{ recordId: 'record-1', revision: 7 }],
      });
    });
  });

  it('deals with every record exactly once, however the allowance cuts the pages', () => {
    const status = fc.option(
      fc.constantFrom<QueueItemStatus>('queued', 'sending', 'sent', 'failed', 'dead', 'parked', 'withdrawn'),
    );
    const record = fc.record({ isMeant: fc.boolean(), status });
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (records, allowance) => {
          const page = records.map(({ isMeant }, index) => met(index + 1, isMeant));
          const latest = latestOf(
            ...records.flatMap(({ status }, index) =>
              status === null ? [] : [delivery(`record-${index + 1}`, { status })],
            ),
          );
          const whole = shareOf(page, latest, RULES);
          let progress = EMPTY;
          const queued: string[] = [];

          while (progress.lookedAt < page.length) {
            const share = shareOf(page.slice(progress.lookedAt), latest, { ...RULES, allowance });
            expect(share.lookedAt).toBeGreaterThan(0);
            expect(share.enqueuings.length).toBeLessThanOrEqual(allowance);
            queued.push(...share.enqueuings.map(({ recordId }) => recordId));
            progress = afterShare(progress, share, share.enqueuings.length);
          }

          expect(queued).toEqual(whole.enqueuings.map(({ recordId }) => recordId));
          expect(progress).toEqual(afterShare(EMPTY, whole, whole.enqueuings.length));
        },
      ),
    );
  });
});

const EMPTY: BackfillProgress = {
  position: '0',
  namedIndex: 0,
  lookedAt: 0,
  findings: NOTHING_FOUND,
  queued: 0,
};

describe('afterShare', () => {
  it('adds up, and keeps the position where nothing was looked at', () => {
    const share = shareOf([], new Map(), RULES);

    const before = { ...EMPTY, position: '90', namedIndex: 4, queued: 3 };

    expect(afterShare(before, share, 0)).toEqual(before);
  });

  it('joins groups of the same cause', () => {
    const stopped = { ...NOTHING_FOUND, stopped: [{ code: 'A', count: 2, detail: 'old' }] };
    const share = shareOfOne({ status: 'dead', causeCode: 'A', causeDetail: 'new' });

    expect(afterShare({ ...EMPTY, findings: stopped }, share, 0).findings.stopped).toEqual([
      { code: 'A', count: 3, detail: 'new' },
    ]);
  });
});
