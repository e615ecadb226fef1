import { LeaseService, TallyService } from '@oracle-integration/platform';
import { SetClock } from '@oracle-integration/testing';
import { aCompletion, day } from '../../testing/a-picture';
import { type LedgerProcess, type LedgerStand, openLedger, SITE } from '../../testing/ledger-stand';
import type { Backfill, BackfillOrder } from '../backfill';
import { DeliveryPolicies } from '../../delivery-policies';
import { BackfillLedgerRepository } from '../backfill-ledger.repository';
import { BackfillRunner } from '../backfill-runner';
import { BackfillStep } from '../backfill-step';
import { BackfillRepository } from '../backfill.repository';
import { BackfillService } from '../backfill.service';

/** Backfills as one process has them. */
export interface BackfillProcess extends Pick<LedgerProcess, 'dataSource' | 'ledger' | 'queue'> {
  readonly backfills: BackfillService;
  readonly runner: BackfillRunner;
  readonly steps: BackfillStep;
}

/** The ledger and its backfills on a database of their own, with a clock that the test moves. */
export interface BackfillStand extends BackfillProcess {
  readonly clock: SetClock;
  readonly stand: LedgerStand;
  anotherProcess(): Promise<BackfillProcess>;
  /** Records completions of that many learners that no delivery was asked for, as the first load of a site does. */
  load(count: number, completedAt?: Date): Promise<void>;
  /** Works on until it is over, a second of its pace after the other. */
  workOff(backfill: Backfill, process?: BackfillProcess): Promise<Backfill>;
  /** What a killed process held is free again. */
  letLeaseRunOut(): Promise<void>;
  close(): Promise<void>;
}

/** All completions of the site, at once. */
export function anOrder(values: Partial<BackfillOrder> = {}): BackfillOrder {
  return {
    siteId: SITE,
    from: null,
    to: null,
    courseIds: [],
    userIds: [],
    isDryRun: false,
    isForced: false,
    ratePerSecond: 1000,
    requestedBy: 'manager@example.com',
    ...values,
  };
}

export async function openBackfills(): Promise<BackfillStand> {
  const stand = await openLedger();
  const clock = new SetClock();
  const first = processOf(stand, clock);
  let learners = 0;
  return {
    ...first,
    clock,
    stand,
    anotherProcess: async () => processOf(await stand.anotherProcess(), clock),
    load: async (count, completedAt = day(5)) => {
      const pictures = Array.from({ length: count }, () =>
        aCompletion(completedAt, { userId: (learners += 1) }),
      );
      await stand.ledger.record(SITE, pictures, { kind: 'import', history: 'none' });
    },
    workOff: async ({ id }, { runner } = first) => {
      for (let seconds = 0; seconds < 100; seconds += 1) {
        await runner.work();
        const backfill = await first.backfills.find(id);
        if (backfill.state !== 'running' && backfill.state !== 'counting') return backfill;
        clock.passMs(1000);
      }
      throw new Error(`Backfill ${id} did not come to its end`);
    },
    letLeaseRunOut: async () => {
      await first.dataSource.query(`UPDATE leases SET expires_at = now() - interval '1 second'`);
    },
    close: () => stand.close(),
  };
}

function processOf({ dataSource, ledger, queue }: LedgerProcess, clock: SetClock): BackfillProcess {
  const backfills = new BackfillRepository(dataSource);
  const tallies = new TallyService(dataSource);
  const steps = new BackfillStep(
    backfills,
    new BackfillLedgerRepository(new DeliveryPolicies()),
    queue,
    tallies,
    dataSource,
  );
  const leases = new LeaseService(dataSource);
  return {
    dataSource,
    ledger,
    queue,
    steps,
    backfills: new BackfillService(backfills, queue, clock, dataSource),
    runner: new BackfillRunner(backfills, steps, queue, leases, clock, dataSource),
  };
}
