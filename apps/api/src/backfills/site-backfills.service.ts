import { Injectable } from '@nestjs/common';
import { type Backfill, BackfillService } from '@oracle-integration/completions';
import {
  BACKFILL_RATE_DEFAULT,
  type BackfillView,
  type RequestBackfill,
} from '@oracle-integration/contracts';
import { SettingsService } from '@oracle-integration/settings';
import { backfillCriteriaOf } from './backfill-criteria';

/** The backfills of the configured site: adds what only the settings and the session know. */
@Injectable()
export class SiteBackfillsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly backfills: BackfillService,
  ) {}

  /** @throws RequestInvalidError */
  async request(request: RequestBackfill, requestedBy: string): Promise<BackfillView> {
    const backfill = await this.backfills.request({
      ...backfillCriteriaOf(request),
      siteId: this.settings.current().totaraSiteId,
      isDryRun: request.dryRun ?? false,
      isForced: request.force ?? false,
      ratePerSecond: request.ratePerSecond ?? BACKFILL_RATE_DEFAULT,
      requestedBy,
    });
    return this.view(backfill);
  }

  async latest(): Promise<BackfillView[]> {
    return this.views(await this.backfills.latest());
  }

  /** @throws BackfillUnknownError */
  async find(id: string): Promise<BackfillView> {
    return this.view(await this.backfills.find(id));
  }

  /** @throws BackfillUnknownError, BackfillStateError */
  async pause(id: string): Promise<BackfillView> {
    return this.view(await this.backfills.pause(id));
  }

  /** @throws BackfillUnknownError, BackfillStateError */
  async resume(id: string): Promise<BackfillView> {
    return this.view(await this.backfills.resume(id));
  }

  /** @throws BackfillUnknownError, BackfillStateError */
  async cancel(id: string): Promise<BackfillView> {
    return this.view(await this.backfills.cancel(id));
  }

  private async view(backfill: Backfill): Promise<BackfillView> {
    return (await this.views([backfill]))[0]!;
  }

  private views(backfills: readonly Backfill[]): Promise<BackfillView[]> {
    const { integrationEnabled, pushEnabled } = this.settings.current();
    return this.backfills.describe(backfills, { isPushOn: integrationEnabled && pushEnabled });
  }
}
