import { Injectable } from '@nestjs/common';
import {
  TOTARA_CONNECTION_STEPS,
  type SettingChanges,
  type TotaraConnectionStep,
  type TotaraConnectionTestView,
} from '@oracle-integration/contracts';
import { AuditService, type Caller } from '@oracle-integration/platform';
import { numberSourcesOf, type Settings, SettingsAdminService } from '@oracle-integration/settings';
import { SiteConnectionTest, type StepFinding } from './site-connection-test';

/** Each says what is so when its step is ok. */
const TITLES: Readonly<Record<TotaraConnectionStep, string>> = {
  address: 'Address found',
  connection: 'Database server takes connections',
  tls: 'Secure connection',
  sign_in: 'Signed in',
  tables: 'Tables found',
  columns: 'All that is needed can be read',
  read_only: 'Account can only read',
  rows: 'Completions found',
};

/** Tries the connection to Totara's database as the capture would use it, and changes nothing. */
@Injectable()
export class TotaraConnectionTestService {
  constructor(
    private readonly settings: SettingsAdminService,
    private readonly audit: AuditService,
  ) {}

  /** @throws RequestInvalidError, SettingsPinnedError */
  async test(values: SettingChanges, caller: Caller): Promise<TotaraConnectionTestView> {
    const findings = await findingsOf(await this.settings.preview(values));
    const view = viewOf(findings);
    const details = {
      ok: view.ok,
      failedAt: view.steps.find(({ result }) => result === 'failed')?.step ?? null,
    };
    await this.audit.record({ ...caller, action: 'connection.tested', target: 'totara', details });
    return view;
  }
}

async function findingsOf(settings: Settings): Promise<readonly StepFinding[]> {
  const { totaraDatabaseUrl: url, totaraSchema: schema, totaraTablePrefix: prefix } = settings;
  const numbers = numberSourcesOf(settings);
  if (url !== undefined) return new SiteConnectionTest({ url, schema, prefix, numbers }).run();
  const isUnreadable = settings.unreadableSecrets.includes('totaraDatabaseUrl');
  const detail = isUnreadable
    ? 'The stored address cannot be read: the key it was stored with is missing.'
    : 'No address is set.';
  const action = 'You: enter Database address in Settings → Totara.';
  return [{ step: 'address', result: 'failed', detail, action }];
}

function viewOf(findings: readonly StepFinding[]): TotaraConnectionTestView {
  const found = new Map(findings.map((finding) => [finding.step, finding]));
  const steps = TOTARA_CONNECTION_STEPS.map((step) => {
    const skipped = {
      step,
      result: 'skipped' as const,
      detail: 'Not looked at: a step before it failed.',
      action: null,
    };
    return { title: TITLES[step], ...(found.get(step) ?? skipped) };
  });
  return { ok: findings.every(({ result }) => result !== 'failed'), steps };
}
