import { Injectable } from '@nestjs/common';
import type { ConnectionTestView, SettingChanges } from '@oracle-integration/contracts';
import { AuditService, type Caller, Clock } from '@oracle-integration/platform';
import { type Settings, SettingsAdminService } from '@oracle-integration/settings';
import { TokenClient } from '../oauth/token.client';
import { profileOf } from '../profile/profiles';
import { deliveryTargetOf } from '../target/delivery-target';
import { TargetHttpClient } from '../target/target-http.client';
import { connectionTestView } from './connection-steps';
import { ProbeConversation } from './probe-conversation';

/** Tries the connection to Oracle as a delivery would use it, without touching any item, attempt or hold. */
@Injectable()
export class ConnectionTestService {
  constructor(
    private readonly settings: SettingsAdminService,
    private readonly audit: AuditService,
    private readonly tokens: TokenClient,
    readonly http: TargetHttpClient,
    readonly clock: Clock,
  ) {}

  /**
   * Takes up to 25 s when nobody answers.
   *
   * @throws RequestInvalidError, SettingsPinnedError
   */
  async test(values: SettingChanges, caller: Caller): Promise<ConnectionTestView> {
    const view = await this.tryWith(await this.settings.preview(values));
    const failedAt = view.steps.find(({ result }) => result === 'failed')?.step ?? null;
    const details = { ok: view.ok, failedAt };
    await this.audit.record({ ...caller, action: 'connection.tested', target: 'oracle', details });
    return view;
  }

  private async tryWith(settings: Settings): Promise<ConnectionTestView> {
    const profile = profileOf(settings);
    const configured = deliveryTargetOf(settings, profile.missing(settings));
    if ('missing' in configured) return connectionTestView(configured);
    const { target } = configured;
    // New connections: one that is kept alive would hide that its certificate has ended since.
    const token = await this.tokens.ask(target, { isNewConnection: true });
    const probe =
      'token' in token.outcome
        ? await profile.probe(new ProbeConversation(this, target, token.outcome.token), settings)
        : undefined;
    return connectionTestView({ target, token, probe });
  }
}
