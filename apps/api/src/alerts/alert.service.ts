import { Injectable, Logger } from '@nestjs/common';
import type { AlertsView, AlertTestView } from '@oracle-integration/contracts';
import { LeaseService } from '@oracle-integration/platform';
import { DeliveryFiguresService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { alertChanges } from './alert-changes';
import { alertConditions, alertKindsOn, isCopy } from './alert-conditions';
import { AlertFactsService, type GatheredFacts } from './alert-facts.service';
import { alertView } from './alert.mapper';
import { AlertOutbox } from './alert-outbox';
import { AlertRepository } from './alert.repository';
import { digestDay, digestMessage, openedMessage, recoveredMessage } from './alert-words';

const LEASE_NAME = 'alerts';
/** Longer than a round takes; of several processes one looks, and if it dies another does so two minutes later. */
const LEASE_SECONDS = 120;

/** Tells people what they must know, once; and that it is over. */
@Injectable()
export class AlertService {
  private readonly logger = new Logger('Alerts');

  constructor(
    private readonly settings: SettingsService,
    private readonly facts: AlertFactsService,
    private readonly figures: DeliveryFiguresService,
    private readonly alerts: AlertRepository,
    private readonly outbox: AlertOutbox,
    private readonly leases: LeaseService,
  ) {}

  /** Looks whether there is news, writes messages down with it, and sends what is due. */
  async round(): Promise<void> {
    if (!(await this.leases.acquire(LEASE_NAME, LEASE_SECONDS))) return;
    const facts = await this.facts.gather();
    await this.note(facts);
    await this.noteDigest(facts);
    await this.outbox.sendDue();
  }

  async view(): Promise<AlertsView> {
    const [open, recent, channels] = await Promise.all([
      this.alerts.open(),
      this.alerts.recent(),
      this.outbox.channels(),
    ]);
    return { open: open.map(alertView), recent: recent.map(alertView), channels };
  }

  /** Sends a message over each channel that is set up, while one waits. @throws AlertsNotConfiguredError */
  test(): Promise<AlertTestView> {
    return this.outbox.test();
  }

  /** Written in one transaction with the alerts they tell of: none is told of twice, none is forgotten. */
  private async note(facts: GatheredFacts): Promise<void> {
    const settings = this.settings.current();
    const [kinds, place] = [alertKindsOn(settings), this.outbox.place()];
    const changes = alertChanges(await this.alerts.open(), alertConditions(facts, settings), {
      now: facts.now,
      isWanted: ({ kind }) => facts.isEnabled && kinds.has(kind),
    });
    await this.alerts.transaction(async (manager) => {
      for (const condition of changes.opened) {
        if (!(await this.alerts.add(manager, condition))) continue;
        this.logger.warn(`${condition.reason} ${condition.action}`);
        await this.outbox.put(manager, openedMessage(condition, place));
      }
      for (const alert of changes.kept) await this.alerts.keep(manager, alert.id, alert.now);
      await this.alerts.noteAbsent(manager, changes.leaving, facts.now);
      for (const alert of changes.dropped) await this.alerts.close(manager, alert);
      for (const alert of changes.recovered) {
        if (!(await this.alerts.close(manager, alert))) continue;
        this.logger.log(`Over: ${alert.reason}`);
        await this.outbox.put(manager, recoveredMessage(alert, place));
      }
    });
  }

  private async noteDigest(facts: GatheredFacts): Promise<void> {
    const settings = this.settings.current();
    const { alertDigestEnabled, alertDigestTime: time, alertDigestZone: zone } = settings;
    if (!alertDigestEnabled || !facts.isEnabled || isCopy(facts.holds)) return;
    const [open, freshness] = [await this.alerts.open(), await this.figures.freshness()];
    const isNewDay = await this.alerts.transaction(async (manager) => {
      if (!(await this.alerts.takeDigest(manager, digestDay(facts.now, { zone, time })))) return false;
      const { queue } = facts;
      const figures = {
        delivered: freshness.deliveries,
        typicalSeconds: freshness.medianSeconds,
        waiting: queue.queued + queue.sending + queue.failed,
        stopped: queue.dead + queue.parked,
        alerts: open,
      };
      await this.outbox.put(manager, digestMessage(figures, facts, this.outbox.place()));
      return true;
    });
    if (isNewDay) await this.alerts.removeOld();
  }
}
