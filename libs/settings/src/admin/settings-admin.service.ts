import { Inject, Injectable } from '@nestjs/common';
import type { ChangeSettingsRequest, SettingChanges, SettingsView } from '@oracle-integration/contracts';
import {
  AuditService,
  type Caller,
  RAW_ENVIRONMENT,
  type RawEnvironment,
  SecretBox,
} from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { definitionOf, type SettingKey, type Settings } from '../registry/setting-definitions';
import { type ResolvedSettings, resolveSettings } from '../resolve-settings';
import { SettingsChangedMeanwhileError } from '../settings.errors';
import { SettingsRefresh } from '../store/settings-refresh.service';
import { SettingsRepository, type StoredSettings, type WrittenSetting } from '../store/settings.repository';
import { sealingPlaceOf, storedValues } from '../store/stored-values';
import { type PlannedChange, planChanges } from './plan-changes';
import { settingsView } from './settings.mapper';
import { valueOf } from './setting-text';

/** What a manager sees of the settings, and does to them. */
@Injectable()
export class SettingsAdminService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stored: SettingsRepository,
    private readonly box: SecretBox,
    private readonly refresh: SettingsRefresh,
    private readonly audit: AuditService,
    @Inject(RAW_ENVIRONMENT) private readonly raw: RawEnvironment,
  ) {}

  async view(): Promise<SettingsView> {
    const stored = await this.stored.read();
    return settingsView(resolveSettings(this.raw, storedValues(stored.rows, this.box)), stored);
  }

  /**
   * Saves all of it, or nothing; in force here when this ends, and in every other process within two seconds.
   *
   * @throws RequestInvalidError, SettingsPinnedError, SettingsChangedMeanwhileError
   */
  async change({ version, changes }: ChangeSettingsRequest, caller: Caller): Promise<SettingsView> {
    await this.dataSource.transaction(async (manager) => {
      const stored = await this.stored.lock(manager);
      const plan = planChanges({
        raw: this.raw,
        stored: storedValues(stored.rows, this.box),
        changes,
        secretAddresses: ['pushTokenUrl'],
      });
      requireVersion(version, stored);
      if (plan.changes.length === 0) return;
      const written = plan.changes.map((change) => this.written(change));
      await this.stored.write(manager, written, caller.actor.name);
      for (const { key } of plan.changes) {
        const details = { setting: definitionOf(key).label, ...told(key, plan) };
        await this.audit.record({ ...caller, action: 'settings.changed', target: key, details }, manager);
      }
    });
    await this.refresh.refresh();
    return this.view();
  }

  /**
   * The settings as they would be with these values, for a test of a connection. A stored secret is not lent to
   * another address than it was stored for.
   *
   * @throws RequestInvalidError, SettingsPinnedError
   */
  async preview(changes: SettingChanges): Promise<Settings> {
    const { rows } = await this.stored.read();
    const plan = planChanges({
      raw: this.raw,
      stored: storedValues(rows, this.box),
      changes,
      secretAddresses: ['pushTokenUrl', 'pushBaseUrl'],
    });
    return plan.after.settings;
  }

  private written({ key, text }: PlannedChange): WrittenSetting {
    if (text === null || !definitionOf(key).isSecret) return { key, value: text, sealed: null };
    return { key, value: null, sealed: this.box.seal(text, sealingPlaceOf(key)) };
  }
}

function requireVersion(version: number | undefined, { version: present, rows }: StoredSettings): void {
  if (version === undefined || version === present) return;
  const newer = rows
    .filter((row) => row.version > version)
    .sort((one, other) => one.version - other.version)
    .map(({ key, updatedBy, updatedAt }) => ({ key, by: updatedBy, at: updatedAt }));
  throw new SettingsChangedMeanwhileError(newer);
}

/** The old and the new value; of a secret only what became of it. */
function told(
  key: SettingKey,
  { before, after }: { before: ResolvedSettings; after: ResolvedSettings },
): Record<string, unknown> {
  const definition = definitionOf(key);
  const texts = [before, after].map(({ sources }) => sources.get(key)!);
  if (!definition.isSecret) {
    const [from, to] = texts.map(({ text }) => valueOf(definition, text));
    return { from, to };
  }
  const [had, has] = texts.map(({ text, isUnreadable }) => text !== undefined || isUnreadable);
  return { secret: has ? (had ? 'changed' : 'set') : 'removed' };
}
