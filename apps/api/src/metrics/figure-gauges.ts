import { QUEUE_ITEM_STATUSES } from '@oracle-integration/contracts';
import { databaseGauge } from '@oracle-integration/platform';
import type { ServiceFigures } from './service-figures.service';

const databaseUp = databaseGauge(
  'database_up',
  '1 when the database answered for these metrics, 0 when not.',
);

const queueItems = databaseGauge('queue_items', 'Items of the export queue, by status.', ['status']);
const holdsByCode = databaseGauge(
  'holds',
  '1 for each hold that is open, by its code; no series while none is.',
  ['code'],
);

const gauges = {
  oldestWaiting: databaseGauge(
    'oldest_waiting_age_seconds',
    'How long the delivery that waits longest has waited.',
  ),
  holdsOpen: databaseGauge('holds_open', 'Holds that are open.'),
  lastDelivery: databaseGauge('last_delivery_timestamp_seconds', 'When Oracle last took a completion.'),
  lastPull: databaseGauge('last_pull_timestamp_seconds', 'When an outside system last pulled.'),
  ledgerLag: databaseGauge('ledger_lag_seconds', 'Time since Totara was last read to its end.'),
  captureTrouble: databaseGauge('capture_trouble', '1 while Totara cannot be read.'),
  lastCompletion: databaseGauge('last_completion_timestamp_seconds', 'When a completion was last seen.'),
  ledgerCompletions: databaseGauge('ledger_completions', 'Completions in the ledger.'),
  difference: databaseGauge(
    'reconciliation_difference',
    'Completions of Totara that the last whole comparison could not account for.',
  ),
  repaired: databaseGauge('reconciliation_repaired_rows', 'Rows that the last whole comparison put right.'),
  reconciled: databaseGauge(
    'reconciliation_timestamp_seconds',
    'When the last whole comparison was finished.',
  ),
  leases: databaseGauge('leases_held', 'Leases for what only one process does at a time.'),
};

/** Sets the gauges; figures that there are none of have no series, rather than a wrong one. */
export function showFigures(figures: ServiceFigures | undefined): void {
  for (const gauge of Object.values(gauges)) gauge.remove();
  for (const gauge of [queueItems, holdsByCode]) gauge.reset();
  databaseUp.set(figures ? 1 : 0);
  if (!figures) return;
  const { at, queue, holds, difference } = figures;
  const age = (since: Date) => Math.max(0, (at.getTime() - since.getTime()) / 1000);
  const seconds = (moment: Date) => moment.getTime() / 1000;
  gauges.oldestWaiting.set(figures.oldestWaitingAt ? age(figures.oldestWaitingAt) : 0);
  for (const status of QUEUE_ITEM_STATUSES) queueItems.set({ status }, queue[status]);
  for (const { code } of holds) holdsByCode.set({ code }, 1);
  gauges.holdsOpen.set(holds.length);
  gauges.captureTrouble.set(figures.isCaptureInTrouble ? 1 : 0);
  gauges.ledgerCompletions.set(figures.completed);
  gauges.leases.set(figures.leasesHeld);
  if (figures.lastReadAt) gauges.ledgerLag.set(age(figures.lastReadAt));
  if (figures.lastDeliveryAt) gauges.lastDelivery.set(seconds(figures.lastDeliveryAt));
  if (figures.lastPulledAt) gauges.lastPull.set(seconds(figures.lastPulledAt));
  if (figures.lastCompletionAt) gauges.lastCompletion.set(seconds(figures.lastCompletionAt));
  if (!difference) return;
  gauges.difference.set(difference.unexplained);
  gauges.repaired.set(difference.repaired);
  gauges.reconciled.set(seconds(difference.finishedAt));
}
