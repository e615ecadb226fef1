import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ConnectionTestView, SettingChanges } from '@oracle-integration/contracts';
import { AuditService, type Caller } from '@oracle-integration/platform';
import { type Settings, SettingsAdminService } from '@oracle-integration/settings';
import { TokenClient } from '../oauth/token.client';
import { type DeliveryTarget, deliveryTargetOf } from '../target/delivery-target';
import type { RemoteAnswer } from '../target/remote-answer';
import { secretsOf, withoutSecrets } from '../target/without-secrets';
import { TargetHttpClient } from '../target/target-http.client';
import { connectionTestView } from './connection-steps';

/** A person waits for it. */
const API_TIMEOUT_MS = 15_000;

/** Tries the connection to Oracle as a delivery would use it, without touching any item, attempt or hold. */
@Injectable()
export class ConnectionTestService {
  constructor(
    private readonly settings: SettingsAdminService,
    private readonly audit: AuditService,
    private readonly tokens: TokenClient,
    private readonly http: TargetHttpClient,
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
    const configured = deliveryTargetOf(settings);
    if ('missing' in configured) return connectionTestView(configured);
    const { target } = configured;
    // New connections: one that is kept alive would hide that its certificate has ended since.
    const token = await this.tokens.ask(target, { isNewConnection: true });
    const api = 'token' in token.outcome ? await this.postEmptyBatch(target, token.outcome.token) : undefined;
    return connectionTestView({ target, token, api });
  }

  private async postEmptyBatch(target: DeliveryTarget, token: string): Promise<RemoteAnswer> {
    const { completionsUrl: url, allowPrivate, caCertificate } = target;
    const batchId = randomUUID();
    const answer = await this.http.post({
      url,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': batchId,
      },
      body: JSON.stringify({ batchId, items: [] }),
      allowPrivate,
      caCertificate,
      isNewConnection: true,
      timeoutMs: API_TIMEOUT_MS,
    });
    return withoutSecrets(answer, [token, ...secretsOf(target)]);
  }
}
