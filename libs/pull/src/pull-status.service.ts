import { Injectable } from '@nestjs/common';
import { ApiTokenService } from '@oracle-integration/auth';
import type { OverviewView } from '@oracle-integration/contracts';
import { PublicAddress } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';

/** What a manager sees of Pull: whether it is on, where it is, when somebody pulled last. */
@Injectable()
export class PullStatusService {
  constructor(
    private readonly settings: SettingsService,
    private readonly tokens: ApiTokenService,
    private readonly address: PublicAddress,
  ) {}

  async status(): Promise<OverviewView['pull']> {
    const { integrationEnabled, pullEnabled } = this.settings.current();
    const lastPulledAt = await this.tokens.lastUsedAt();
    return {
      enabled: integrationEnabled && pullEnabled,
      url: `${this.address.url}/api/v1/completions`,
      lastPulledAt: lastPulledAt?.toISOString() ?? null,
    };
  }
}
