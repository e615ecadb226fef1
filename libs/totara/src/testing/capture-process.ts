import { SetClock } from '@oracle-integration/testing';
import { LeaseService, type RawEnvironment } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { CapturePositionRepository } from '../capture/capture-position.repository';
import type { CaptureStep } from '../capture/capture-step';
import { CaptureService } from '../capture/capture.service';
import { ChangeFollower } from '../capture/change-follower';
import { CourseComparison } from '../capture/course-comparison';
import { FirstLoad } from '../capture/first-load';
import { SiteComparison } from '../comparison/site-comparison';
import { TotaraReaderProvider } from '../reader/totara-reader.provider';
import { Reconciler } from '../reconciliation/reconciler';
import { ReconciliationRepository } from '../reconciliation/reconciliation.repository';
import { ReconciliationService } from '../reconciliation/reconciliation.service';
import type { CaptureDatabase } from './capture-database';

/** The parts of one process that reads a site, put together as its module does. */
export interface CaptureProcess {
  readonly service: CaptureService;
  readonly reconciliation: ReconciliationService;
  readonly firstLoad: FirstLoad;
  readonly follower: ChangeFollower;
  readonly positions: CapturePositionRepository;
  readonly clock: SetClock;
  /** What a part of the capture works with, for tests that drive one part alone. */
  step(mayGoOn?: () => Promise<boolean>): Promise<CaptureStep>;
  /** Ends it as the end of its process would. */
  stop(): Promise<void>;
}

export function startCaptureProcess(
  { dataSource, ledger, feed, sourceRows, standings }: Omit<CaptureDatabase, 'drop'>,
  raw: RawEnvironment,
): CaptureProcess {
  const clock = new SetClock(new Date());
  const settings = new SettingsService(raw);
  const readers = new TotaraReaderProvider();
  const positions = new CapturePositionRepository(dataSource);
  const firstLoad = new FirstLoad(ledger, positions, clock);
  const comparison = new SiteComparison(ledger, sourceRows);
  const follower = new ChangeFollower(ledger, positions, new CourseComparison(ledger, feed), comparison);
  const runs = new ReconciliationRepository(dataSource);
  const leases = new LeaseService(dataSource);
  const service = new CaptureService(settings, readers, positions, firstLoad, follower, runs, leases, clock);
  const reconciler = new Reconciler(comparison, standings, runs);
  const reconciliation = new ReconciliationService(
    settings,
    readers,
    positions,
    runs,
    reconciler,
    standings,
    leases,
  );
  return {
    service,
    reconciliation,
    firstLoad,
    follower,
    positions,
    clock,
    stop: async () => {
      await reconciliation.stop();
      await service.stop();
    },
    step: async (mayGoOn = () => Promise.resolve(true)) => {
      const { totaraSiteId: siteId, pushHistory: history } = settings.current();
      const reader = readers.readerFor(settings.current());
      return { siteId, reader: reader!, history, mayGoOn };
    },
  };
}
