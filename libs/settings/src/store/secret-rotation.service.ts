import { Injectable } from '@nestjs/common';
import {
  affectedRows,
  AuditService,
  SecretBox,
  SecretUnreadableError,
  SYSTEM_CALLER,
} from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { definitionOf, isSettingKey, type SettingKey } from '../registry/setting-definitions';
import { type SettingRow, SettingsRepository } from './settings.repository';
import { sealingPlaceOf } from './stored-values';

/** What became of the stored secrets, by their labels. */
export interface RotationResult {
  readonly resealed: string[];
  /** Sealed with the present key already. */
  readonly current: string[];
  /** Sealed with a key that we do not have: left as they are. */
  readonly unreadable: string[];
}

/** Seals stored secrets anew with the present key. Processes go on meanwhile: they open them with either key. */
@Injectable()
export class SecretRotationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stored: SettingsRepository,
    private readonly box: SecretBox,
    private readonly audit: AuditService,
  ) {}

  /** All in one transaction: who saves settings meanwhile waits, and seals with the present key afterwards. */
  reseal(): Promise<RotationResult> {
    return this.dataSource.transaction(async (manager) => {
      const result: RotationResult = { resealed: [], current: [], unreadable: [] };
      const { rows } = await this.stored.lock(manager);
      for (const { key, sealed } of sealedOf(rows)) {
        const { label } = definitionOf(key);
        const anew = this.box.isCurrent(sealed) ? 'current' : this.resealed(key, sealed);
        if (anew === 'current' || anew === 'unreadable') {
          result[anew].push(label);
          continue;
        }
        // Its value is the same: no version, and nobody's change.
        await affectedRows(manager, 'UPDATE settings SET sealed = $2 WHERE key = $1', [key, anew]);
        result.resealed.push(label);
      }
      if (result.resealed.length > 0) {
        const details = { settings: result.resealed };
        await this.audit.record(
          { ...SYSTEM_CALLER, action: 'settings.secrets_reencrypted', details },
          manager,
        );
      }
      return result;
    });
  }

  private resealed(key: SettingKey, sealed: string): string {
    const place = sealingPlaceOf(key);
    try {
      return this.box.seal(this.box.open(sealed, place), place);
    } catch (error) {
      if (error instanceof SecretUnreadableError) return 'unreadable';
      throw error;
    }
  }
}

function sealedOf(rows: readonly SettingRow[]): { key: SettingKey; sealed: string }[] {
  return rows.flatMap(({ key, sealed }) => (sealed !== null && isSettingKey(key) ? [{ key, sealed }] : []));
}
