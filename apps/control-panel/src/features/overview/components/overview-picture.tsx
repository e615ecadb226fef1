import type { Overview } from '../api/overview';
import { describeHealth } from '../health';
import { CaptureCard } from './capture-card';
import { HealthBanner } from './health-banner';
import { LatestCard } from './latest-card';
import { LedgerCard } from './ledger-card';
import { QueueCard } from './queue-card';
import { StatusCard } from './status-card';
import '../overview.css';

/** The overview with its figures. */
export function OverviewPicture({ overview }: { overview: Overview }) {
  return (
    <div className="overview">
      <HealthBanner findings={describeHealth(overview)} now={overview.at} />
      <div className="overview-columns">
        <div className="overview-column">
          <QueueCard queue={overview.queue} />
          <LedgerCard ledger={overview.ledger} />
          <CaptureCard capture={overview.capture} now={overview.at} />
        </div>
        <div className="overview-column">
          <LatestCard overview={overview} />
          <StatusCard overview={overview} />
        </div>
      </div>
    </div>
  );
}
