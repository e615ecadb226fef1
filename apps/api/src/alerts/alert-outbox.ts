import { Injectable, Logger } from '@nestjs/common';
import type { AlertChannelView, AlertTestView } from '@oracle-integration/contracts';
import { Clock, PublicAddress, type SqlExecutor } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { channelsOf } from './alert-channels';
import { AlertsNotConfiguredError } from './alert.errors';
import { alertChannelView } from './alert.mapper';
import type { AlertMessage } from './alert-message';
import { AlertMessageRepository } from './alert-message.repository';
import { AlertSender } from './alert-sender';
import { type MessagePlace, testMessage } from './alert-words';

/** Waits between attempts: a mail server that restarts, one that is down for the night. */
const RETRY_SECONDS = [60, 300, 900, 3_600, 14_400, 28_800, 28_800];

/** Messages on their way to people, over each channel that is set up. */
@Injectable()
export class AlertOutbox {
  private readonly logger = new Logger('Alerts');

  constructor(
    private readonly settings: SettingsService,
    private readonly messages: AlertMessageRepository,
    private readonly sender: AlertSender,
    private readonly address: PublicAddress,
    private readonly clock: Clock,
  ) {}

  /** What messages say of where we are. */
  place(): MessagePlace {
    return { url: this.address.url, zone: this.settings.current().alertDigestZone };
  }

  /** Writes a message down, to be sent once the transaction is committed. */
  async put(executor: SqlExecutor, message: AlertMessage): Promise<void> {
    await this.messages.add(executor, channelsOf(this.settings.current()), message);
  }

  async sendDue(): Promise<void> {
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

  async channels(): Promise<AlertChannelView[]> {
    const configured = channelsOf(this.settings.current());
    const standings = await this.messages.standings();
    return standings.map((standing) => alertChannelView(standing, configured.includes(standing.channel)));
  }
}
