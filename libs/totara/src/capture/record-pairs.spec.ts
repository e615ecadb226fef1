import type { LearnerCourse, WholePicture } from '@oracle-integration/completions';
import { recordPairs } from './record-pairs';
import { CAPTURE_BATCH } from './capture-step';

const BY = { kind: 'later', by: 'change_log' } as const;
const BATCHES = 6;
const PAIRS: LearnerCourse[] = Array.from({ length: (BATCHES - 1) * CAPTURE_BATCH + 1 }, (_, index) => ({
  userId: index + 1,
  courseId: 2,
}));

/** A site and a ledger that note what is asked of them, and fail where they are told to. */
function surroundings(fails: { read?: number; write?: number } = {}) {
  const steps: string[] = [];
  const turns = { read: 0, write: 0 };
  const underWay = { read: 0, write: 0, all: 0 };
  const most = { ...underWay };
  const count = (kind: 'read' | 'write', change: 1 | -1) => {
    for (const name of [kind, 'all'] as const) {
      underWay[name] += change;
      most[name] = Math.max(most[name], underWay[name]);
    }
  };
  const turn = async (kind: 'read' | 'write') => {
    const number = (turns[kind] += 1);
    steps.push(`${kind} ${number} begins`);
    count(kind, 1);
    // A read is always there before it is wanted.
    for (let ticks = kind === 'read' ? 1 : 3; ticks > 0; ticks -= 1)
      await new Promise((resolve) => setImmediate(resolve));
    count(kind, -1);
    if (fails[kind] === number) throw new Error(`The ${kind} of batch ${number} failed.`);
    steps.push(`${kind} ${number} ends`);
  };
  const reader = {
    observe: async (pairs: readonly LearnerCourse[]): Promise<WholePicture[]> => {
      if (pairs.length === 0) return [];
      await turn('read');
      return pairs.map((pair) => ({ ...pair, ...EMPTY }));
    },
  };
  const ledger = {
    record: async (_siteId: string, pictures: readonly object[]) => {
      await turn('write');
      return { added: pictures.length, revised: 1, queued: 2 };
    },
  };
  return { steps, most, parts: { ledger, reader, siteId: 'main' } };
}

const EMPTY = {
  extent: 'whole',
  current: null,
  history: [],
  user: null,
  course: null,
  exclusion: null,
} as const;

describe('recordPairs', () => {
  it('records all, batch by batch, and answers what came of it', async () => {
    const { parts } = surroundings();
    const recorded: number[] = [];

    const total = await recordPairs(parts, PAIRS, BY, (pictures) => recorded.push(pictures.length));

    expect(total).toEqual({ added: PAIRS.length, revised: BATCHES, queued: 2 * BATCHES });
    expect(recorded).toEqual([...Array.from({ length: BATCHES - 1 }, () => CAPTURE_BATCH), 1]);
  });

  it('reads a batch, compares one and writes one at the same time, and no more', async () => {
    const { parts, most } = surroundings();

    await recordPairs(parts, PAIRS, BY);

    expect(most).toEqual({ read: 1, write: 2, all: 3 });
  });

  it('what was read before a failing read is recorded all the same', async () => {
    const { parts, steps } = surroundings({ read: 2 });

    await expect(recordPairs(parts, PAIRS, BY)).rejects.toThrow('The read of batch 2 failed.');

    expect(steps).toContain('write 1 ends');
    expect(steps).not.toContain('write 2 begins');
  });

  it('after a failing write nothing is under way any more', async () => {
    const { parts, steps } = surroundings({ write: 1 });

    await expect(recordPairs(parts, PAIRS, BY)).rejects.toThrow('The write of batch 1 failed.');

    const ended = steps.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toHaveLength(ended);
    expect(steps).not.toContain('write 3 begins');
  });

  it('asks nothing where there is nothing to record', async () => {
    const { parts, steps } = surroundings();

    expect(await recordPairs(parts, [], BY)).toEqual({ added: 0, revised: 0, queued: 0 });
    expect(steps).toEqual([]);
  });
});
