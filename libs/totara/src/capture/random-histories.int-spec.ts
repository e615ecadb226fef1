import { createTestDatabase, type ScratchSite } from '@oracle-integration/testing';
import fc from 'fast-check';
import { openCaptureDatabase } from '../testing/capture-database';
import { startCaptureProcess } from '../testing/capture-process';
import { createSite } from '../testing/capture-rig';
import { anyHappening, type Cast, happen, type Happening } from '../testing/site-life';
import { ledgerTruth, siteTruth, wrongDeliveries } from '../testing/site-truth';
import {
  type CountedConnection,
  countStatements,
  type Death,
  StatementCounter,
} from '../testing/statement-counter';

/** No history begins later. One that was abandoned in the middle would go on behind the back of what runs next. */
const NO_HISTORY_AFTER_MS = 90_000;

const CAST = { learners: 3, courses: 2 };

/** What the reader does between two things that happen; `dieAt` ends its process at that statement. */
interface Look {
  readonly look: 'capture' | 'reconcile';
  readonly dieAt: number | null;
  readonly death: Death;
}

const anyLook: fc.Arbitrary<Look> = fc.record({
  look: fc.constantFrom('capture', 'capture', 'reconcile'),
  dieAt: fc.option(fc.integer({ min: 1, max: 40 })),
  death: fc.constantFrom('before', 'after'),
});

const anyHistory = fc.array(
  fc.oneof({ weight: 3, arbitrary: anyHappening(CAST) }, { weight: 2, arbitrary: anyLook }),
  {
    minLength: 10,
    maxLength: 30,
  },
);

/** A site, a ledger, and a reader between them that may die at any statement and is started again. */
class Stage {
  private readonly counter = new StatementCounter();

  private constructor(
    readonly scratch: ScratchSite,
    readonly cast: Cast,
    readonly ledgerUrl: string,
    private readonly ways: readonly CountedConnection[],
    private readonly end: () => Promise<void>,
  ) {}

  static async set(): Promise<Stage> {
    const scratch = await createSite();
    const database = await createTestDatabase();
    const cast = { learners: [] as number[], courses: [] as number[] };
    const category = await scratch.site.addCategory('Compliance');
    for (let n = 0; n < CAST.courses; n += 1) {
      cast.courses.push(await scratch.site.addCourse({ category, gradeMax: 100, completedBy: 'activity' }));
    }
    for (let n = 0; n < CAST.learners; n += 1) cast.learners.push(await scratch.site.addUser());
    const ways: CountedConnection[] = [];
    const stage = new Stage(scratch, cast, database.url, ways, async () => {
      await Promise.all(ways.map((way) => way.close()));
      await scratch.drop();
      await database.drop();
    });
    for (const url of [scratch.url, database.url]) ways.push(await countStatements(url, stage.counter));
    return stage;
  }

  async close(): Promise<void> {
    await this.end();
  }

  /** One look by a process of its own. A dead one's lease has run out when the next one comes. */
  async look({ look, dieAt, death }: Look): Promise<void> {
    this.counter.revive();
    const [site, ledger] = this.ways;
    const database = await openCaptureDatabase(ledger!.url);
    const process = startCaptureProcess(database, {
      TOTARA_DATABASE_URL: site!.url,
      PUSH_HISTORY: 'all',
      TOTARA_RECONCILE_ROWS_PER_SECOND: '1000000',
    });
    if (dieAt !== null) this.counter.dieAt(dieAt, death);
    try {
      if (look === 'reconcile') await process.reconciliation.request({});
      await (look === 'capture' ? process.service.capture() : process.reconciliation.reconcileWhenDue());
    } catch (error) {
      if (!this.counter.isDead) throw error;
    }
    await Promise.allSettled([process.stop()]);
    await Promise.allSettled([database.drop()]);
    this.counter.revive();
    await this.freeLeases();
  }

  private async freeLeases(): Promise<void> {
    const database = await openCaptureDatabase(this.ledgerUrl);
    await database.dataSource.query('DELETE FROM leases');
    await database.drop();
  }
}

async function play(stage: Stage, history: readonly (Happening | Look)[]): Promise<void> {
  for (const step of history) {
    if ('what' in step) await happen(stage.scratch, stage.cast, step);
    else await stage.look(step);
  }
}

describe('any history of a site, with a reader that dies at any statement', () => {
  it('ends with a ledger that agrees with Totara, and with every completion queued once', async () => {
    const until = Date.now() + NO_HISTORY_AFTER_MS;
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        if (Date.now() > until) return;
        const stage = await Stage.set();
        try {
          await play(stage, history);

          // A comparison that a dead process left goes on where it was, and does not see what happened behind it since.
          for (const look of ['capture', 'reconcile', 'reconcile', 'capture'] as const) {
            await stage.look({ look, dieAt: null, death: 'before' });
          }

          const database = await openCaptureDatabase(stage.ledgerUrl);
          expect(await ledgerTruth(database.dataSource)).toEqual(await siteTruth(stage.scratch));
          expect(await wrongDeliveries(database.dataSource)).toEqual([]);
          await database.drop();
        } finally {
          await stage.close();
        }
      }),
      { numRuns: 12 },
    );
    // The last one that begins comes to its end on any machine.
  }, 900_000);
});
