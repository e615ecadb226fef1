import { Injectable, Logger } from '@nestjs/common';
import type { AlertsView, AlertTestView } from '@oracle-integration/contracts';
import { Clock, LeaseService, PublicAddress } from '@oracle-integration/platform';
import { DeliveryFiguresService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { alertChanges } from './alert-changes';
import { channelsOf } from './alert-channels';
import { alertConditions, alertKindsOn, isCopy } from './alert-conditions';
import { AlertFactsService, type GatheredFacts } from './alert-facts.service';
import { AlertMessageRepository } from './alert-message.repository';
import { AlertSender } from './alert-sender';
import { alertChannelView, alertView } from './alert.mapper';
import { AlertsNotConfiguredError } from './alert.errors';
import { AlertRepository } from './alert.repository';
import {
  digestDay,
  digestMessage,
  type MessagePlace,
  openedMessage,
  recoveredMessage,
  testMessage,
} from './alert-words';

const LEASE_NAME = 'alerts';
/** Longer than a round takes; of several processes one looks, and if it dies another does so two minutes later. */
const LEASE_SECONDS = 120;
/** Waits between attempts: a mail server that restarts, one that is down for the night. */
const RETRY_SECONDS = [60, 300, 900, 3_600, 14_400, 28_800, 28_800];

/** Tells people what they must know, once; and that it is over. */
@Injectable()
export class AlertService {
  private readonly logger = new Logger('Alerts');

  constructor(
    private readonly settings: SettingsService,
    private readonly facts: AlertFactsService,
    private readonly figures: DeliveryFiguresService,
    private readonly alerts: AlertRepository,
    private readonly messages: AlertMessageRepository,
    private readonly sender: AlertSender,
    private readonly leases: LeaseService,
    private readonly address: PublicAddress,
    private readonly clock: Clock,
  ) {}

  /** Looks whether there is news, writes messages down with it, and sends what is due. */
  async round(): Promise<void> {
    if (!(await this.leases.acquire(LEASE_NAME, LEASE_SECONDS))) return;
    const facts = await this.facts.gather();
    await this.note(facts);
    await this.noteDigest(facts);
    await this.sendDue();
  }

  async view(): Promise<AlertsView> {
    const configured = channelsOf(this.settings.current());
    const [open, recent, standings] = await Promise.all([
      this.alerts.open(),
      this.alerts.recent(),
      this.messages.standings(),
    ]);
    return {
      open: open.map(alertView),
      recent: recent.map(alertView),
      channels: standings.map((standing) =>
        alertChannelView(standing, configured.includes(standing.channel)),
      ),
    };
  }

  /** Sends a message over each channel that is set up, while one waits. @throws AlertsNotConfiguredError */
  async test(): Promise<AlertTestView> {
    const channels = channelsOf(this.settings.current());
    if (channels.length === 0) throw new AlertsNotConfiguredError();
    const message = testMessage(this.place(), this.clock.now());
    const results = await Promise.all(
      channels.map(async (channel) => ({ channel, ...(await this.sender.send(channel, message)) })),
    );
    return { ok: results.every(({ ok }) => ok), results };
  }

  /** Written in one transaction with the alerts they tell of: none is told of twice, none is forgotten. */
  private async note(facts: GatheredFacts): Promise<void> {
    const settings = this.settings.current();
    const [channels, kinds, place] = [channelsOf(settings), alertKindsOn(settings), this.place()];
    const changes = alertChanges(await this.alerts.open(), alertConditions(facts, settings), {
      now: facts.now,
      isWanted: ({ kind }) => facts.isEnabled && kinds.has(kind),
    });
    await this.alerts.transaction(async (manager) => {
      for (const condition of changes.opened) {
        if (!(await this.alerts.add(manager, condition))) continue;
        this.logger.warn(`${condition.reason} ${condition.action}`);
        await this.messages.add(manager, channels, openedMessage(condition, place));
      }
      for (const alert of changes.kept) await this.alerts.keep(manager, alert.id, alert.now);
      await this.alerts.noteAbsent(manager, changes.leaving, facts.now);
      for (const alert of changes.dropped) await this.alerts.close(manager, alert);
      for (const alert of changes.recovered) {
        if (!(await this.alerts.close(manager, alert))) continue;
        this.logger.log(`Over: ${alert.reason}`);
        await this.messages.add(manager, channels, recoveredMessage(alert, place));
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
      await this.messages.add(manager, channelsOf(settings), digestMessage(figures, facts, this.place()));
      return true;
    });
    if (isNewDay) await this.alerts.removeOld();
  }

  private async sendDue(): Promise<void> {
    for (const { id, channel, body, attempts } of await this.messages.claimDue()) {
      const { ok, detail } = await this.sender.send(channel, body);
      if (ok) {
        await this.messages.noteSent(id);
        continue;
      }
      const retrySeconds = RETRY_SECONDS[attempts - 1];
      this.logger.warn(
        `A message by ${channel} did not get through (${detail}); ${retrySeconds === undefined ? 'it is given up' : `tried again in ${retrySeconds} s`}.`,
      );
      await this.messages.noteFailure(id, detail, retrySeconds);
    }
  }

  private place(): MessagePlace {
    return { url: this.address.url, zone: this.settings.current().alertDigestZone };
  }
}
