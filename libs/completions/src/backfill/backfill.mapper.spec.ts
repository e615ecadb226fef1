import type { Backfill } from './backfill';
import { backfillView } from './backfill.mapper';
import { NOTHING_FOUND } from './backfill-share';
import type { BackfillSurroundings } from './backfill-words';
import { aBackfill } from './testing/a-backfill';

const afterSeconds = (seconds: number) => new Date(Date.parse('2026-03-01T12:00:00Z') + seconds * 1000);

function viewOf(values: Partial<Backfill>, around: Partial<BackfillSurroundings & { now: Date }> = {}) {
  return backfillView(aBackfill(values), {
    now: afterSeconds(10),
    isPushOn: true,
    isQueueFull: false,
    ...around,
  });
}

describe('backfillView', () => {
  it('shows what was asked for, and by whom', () => {
    const view = viewOf({
      from: new Date('2026-01-01T00:00:00Z'),
      courseIds: [88],
      isForced: true,
      ratePerSecond: 50,
    });

    expect(view).toMatchObject({
      site: 'totara',
      state: 'running',
      criteria: {
        from: '2026-01-01T00:00:00.000Z',
        to: null,
        courseIds: [88],
        userIds: [],
        everything: false,
      },
      dryRun: false,
      force: true,
      ratePerSecond: 50,
      requestedBy: 'manager@example.com',
    });
  });

  it('calls it everything when nothing is chosen', () => {
    expect(viewOf({}).criteria.everything).toBe(true);
    expect(viewOf({ userIds: [7] }).criteria.everything).toBe(false);
  });

  it('shows what is stopped, the largest group first, and how many that are', () => {
    const stopped = [
      { code: 'A', count: 1, detail: null },
      { code: 'B', count: 4, detail: 'No employee' },
    ];

    const view = viewOf({ findings: { new: 2, alreadySent: 3, alreadyWaiting: 4, stopped } });

    expect(view.counts).toEqual({ new: 2, alreadySent: 3, alreadyWaiting: 4, stopped: 5 });
    expect(view.stopped.map(({ code }) => code)).toEqual(['B', 'A']);
  });

  describe('estimates', () => {
    it.each([
      ['at the speed so far', { lookedAt: 2500 }, afterSeconds(40)],
      [
        'at the speed since it went on, not counting the rest before',
        { lookedAt: 6000, resumedFrom: 5000, resumedAt: afterSeconds(5) },
        afterSeconds(30),
      ],
      ['now, when more was looked at than was expected', { lookedAt: 12_000 }, afterSeconds(10)],
    ])('the end %s', (_how, values, end) => {
      expect(viewOf(values).estimatedFinishAt).toBe(end.toISOString());
    });

    it.each([
      ['nothing was looked at', { lookedAt: 0 }],
      ['it has not begun', { startedAt: null, resumedAt: null }],
      ['nobody knows how much there is', { lookedAt: 10, estimatedTotal: null }],
      ['it rests', { lookedAt: 10, state: 'paused' as const }],
    ])('no end while %s', (_why, values) => {
      expect(viewOf(values).estimatedFinishAt).toBeNull();
    });

    it('never fewer than were looked at, and exactly those at the end', () => {
      expect(viewOf({ lookedAt: 12_000 }).estimatedTotal).toBe(12_000);
      expect(viewOf({ lookedAt: 9_000 }).estimatedTotal).toBe(10_000);
      expect(viewOf({ lookedAt: 9_000, state: 'finished' }).estimatedTotal).toBe(9_000);
      expect(viewOf({ lookedAt: 9_000, estimatedTotal: null }).estimatedTotal).toBeNull();
    });
  });

  it.each([
    [{ state: 'running', queued: 1200 }, 'Under way: so far 1,200 completions were queued.'],
    [{ state: 'running', queued: 1 }, 'Under way: so far 1 completion was queued.'],
    [{ state: 'paused', queued: 2 }, 'Paused: so far 2 completions were queued.'],
    [{ state: 'finished', queued: 0 }, 'Finished: 0 completions were queued.'],
    [
      { state: 'counting', isDryRun: true, queued: 9 },
      'Counting: so far 9 completions would be queued. Nothing is queued by a dry run.',
    ],
    [
      { state: 'finished', isDryRun: true, queued: 1 },
      'Finished: 1 completion would be queued. Nothing was queued by this dry run.',
    ],
    [
      { state: 'cancelled', queued: 5 },
      'Cancelled: by then 5 completions were queued, and what was queued stays queued.',
    ],
    [{ state: 'cancelled', isDryRun: true, queued: 5 }, 'Cancelled: by then 5 completions would be queued.'],
    [
      { state: 'failed', queued: 5, failure: 'disk full' },
      'Stopped by a failure after 5 completions were queued: disk full. Resume it when the cause is gone.',
    ],
  ] as const)('says in one sentence how it stands: %j', (values, sentence) => {
    expect(viewOf(values).summary).toBe(sentence);
  });

  describe('notices', () => {
    it('are none when all goes well', () => {
      expect(viewOf({ lookedAt: 5, queued: 5 }).notices).toEqual([]);
    });

    it.each([
      ['waits for its turn', { startedAt: null }, {}, 'It begins within seconds'],
      ['waits for the queue', {}, { isQueueFull: true }, 'More than 50,000 completions wait'],
      ['is tried again', { failure: 'deadlock detected' }, {}, 'tried again: deadlock detected.'],
      ['queues although Push is off', {}, { isPushOn: false }, 'Push is switched off: what is queued waits'],
      [
        'has queued although Push is off',
        { state: 'finished', queued: 1 },
        { isPushOn: false },
        'Push is switched off: what is queued waits',
      ],
      [
        'counts although Push is off',
        { isDryRun: true },
        { isPushOn: false },
        'what a real run queues would wait',
      ],
      [
        'found what Oracle has',
        { findings: { ...NOTHING_FOUND, alreadySent: 1200 } },
        {},
        'Oracle has 1,200 completions already; force sends them once more.',
      ],
      [
        'found what waits',
        { findings: { ...NOTHING_FOUND, alreadyWaiting: 1 } },
        {},
        '1 completion is on the way to Oracle already.',
      ],
      [
        'found what is stopped',
        { findings: { ...NOTHING_FOUND, stopped: [{ code: 'A', count: 2, detail: null }] } },
        {},
        '2 completions could not be delivered before and stay stopped',
      ],
    ] as const)('say so when it %s', (_what, values, around, words) => {
      expect(viewOf(values, around).notices).toEqual([expect.stringContaining(words)]);
    });

    it('do not speak of waiting once it has ended', () => {
      expect(
        viewOf({ state: 'cancelled', queued: 3 }, { isPushOn: false, isQueueFull: true }).notices,
      ).toEqual([]);
    });

    it('do not offer force to one that is forced', () => {
      expect(viewOf({ isForced: true, findings: { ...NOTHING_FOUND, alreadySent: 3 } }).notices).toEqual([]);
    });
  });
});
