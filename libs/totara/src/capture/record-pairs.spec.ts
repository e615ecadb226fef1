import type { LearnerCourse, WholePicture } from '@oracle-integration/completions';
import { recordPairs } from './record-pairs';
import { CAPTURE_BATCH } from './capture-step';

const BY = { kind: 'later', by: 'change_log' } as const;
const BATCHES = 3;
const PAIRS: LearnerCourse[] = Array.from({ length: (BATCHES - 1) * CAPTURE_BATCH + 1 }, (_, index) => ({
  userId: index + 1,
  courseId: 2,
}));

/** A site and a ledger that note what is asked of them, and fail where they are told to. */
function surroundings(fails: { read?: number; write?: number } = {}) {
  const steps: string[] = [];
  const turns = { read: 0, write: 0 };
  const turn = async (kind: 'read' | 'write') => {
    const number = (turns[kind] += 1);
    steps.push(`${kind} ${number} begins`);
    await new Promise((resolve) => setImmediate(resolve));
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
  return { steps, parts: { ledger, reader, siteId: 'main' } };
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
    expect(recorded).toEqual([CAPTURE_BATCH, CAPTURE_BATCH, 1]);
  });

  it('reads the next batch while one is recorded, and is never further ahead', async () => {
    const { parts, steps } = surroundings();

    await recordPairs(parts, PAIRS, BY);

    expect(steps.indexOf('read 2 begins')).toBeLessThan(steps.indexOf('write 1 ends'));
    expect(steps.indexOf('read 3 begins')).toBeGreaterThan(steps.indexOf('write 1 ends'));
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

    expect(steps.at(-1)).toBe('read 2 ends');
  });

  it('asks nothing where there is nothing to record', async () => {
    const { parts, steps } = surroundings();

    expect(await recordPairs(parts, [], BY)).toEqual({ added: 0, revised: 0, queued: 0 });
    expect(steps).toEqual([]);
  });
});
