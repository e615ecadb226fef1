import { useViewer } from '../../../lib/viewer';
import { ActionsCard } from '../actions/actions-card';
import type { Overview } from '../api/overview';
import { BackfillCard } from '../backfill/backfill-card';
import { describeHealth } from '../health';
import { QuickSetupCard } from '../quick-setup/quick-setup-card';
import { CaptureCard } from './capture-card';
import { ChartCard } from './chart-card';
import { EventsCard } from './events-card';
import { HealthBanner } from './health-banner';
import { LedgerCard } from './ledger-card';
import { QueueCard } from './queue-card';
import { StatusCard } from './status-card';
import '../overview.css';

/** The overview with its figures. */
export function OverviewPicture({ overview }: { overview: Overview }) {
  const { mayManage } = useViewer();
  return (
    <div className="overview">
      <HealthBanner findings={describeHealth(overview)} now={overview.at} />
      <div className="overview-columns">
        <div className="overview-column">
          <QueueCard queue={overview.queue} />
          <ChartCard overview={overview} />
          <EventsCard events={overview.events} now={overview.at} />
          <LedgerCard ledger={overview.ledger} />
          <CaptureCard capture={overview.capture} now={overview.at} />
        </div>
        <div className="overview-column">
          <StatusCard overview={overview} />
          {mayManage && <ActionsCard overview={overview} />}
          {mayManage && <QuickSetupCard pull={overview.pull} />}
          <BackfillCard />
        </div>
      </div>
    </div>
  );
}
