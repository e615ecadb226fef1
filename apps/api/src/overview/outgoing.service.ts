import { Injectable } from '@nestjs/common';
import type { OverviewView } from '@oracle-integration/contracts';
import { PullStatusService } from '@oracle-integration/pull';
import { PushStatusService } from '@oracle-integration/push';
import { QueueService } from '@oracle-integration/queue';
import { SETTING_DEFINITIONS, SettingsService } from '@oracle-integration/settings';
import { overviewFlags } from './overview-flags';

/** What leaves the house: to Oracle, and to those who pull. */
@Injectable()
export class OutgoingService {
  constructor(
    private readonly push: PushStatusService,
    private readonly pull: PullStatusService,
    private readonly queue: QueueService,
    private readonly settings: SettingsService,
  ) {}

  async overview(): Promise<Pick<OverviewView, 'push' | 'queue' | 'holds' | 'flags' | 'pull'>> {
    const [push, pull, revokedAfterSent] = await Promise.all([
      this.push.status(),
      this.pull.status(),
      this.queue.revokedAfterSent(),
    ]);
    const unreadableSecrets = this.settings
      .current()
      .unreadableSecrets.map((key) => SETTING_DEFINITIONS[key].label);
    return { ...push, pull, flags: overviewFlags({ revokedAfterSent, unreadableSecrets }) };
  }
}
