import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';

/** Says that settings were changed: whoever hears it reads them anew. */
export const SETTINGS_CHANNEL = 'settings_changed';

export interface SettingRow {
  readonly key: string;
  readonly value: string | null;
  readonly sealed: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Everything that is stored, at one moment. */
export interface StoredSettings {
  readonly version: number;
  readonly rows: readonly SettingRow[];
}

export type WrittenSetting = Pick<SettingRow, 'key' | 'value' | 'sealed'>;

type JoinedRow = { readonly current: string; readonly key: string | null } & Omit<
  SettingRow,
  'key' | 'version'
> & {
    readonly version: string;
  };

/** Every query on the stored settings. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async version(): Promise<number> {
    const [row] = await selectRows<{ version: string }>(
      this.dataSource,
      'SELECT version FROM settings_versions WHERE id = 1',
    );
    return Number(row?.version ?? 0);
  }

  /** One statement, so that the rows are those of the version. */
  async read(executor: SqlExecutor = this.dataSource): Promise<StoredSettings> {
    const joined = await selectRows<JoinedRow>(
      executor,
      `SELECT counter.version AS current, setting.key, setting.value, setting.sealed, setting.version,
              setting.updated_at AS "updatedAt", setting.updated_by AS "updatedBy"
         FROM settings_versions counter LEFT JOIN settings setting ON true
        WHERE counter.id = 1`,
    );
    const rows = joined.flatMap(({ key, value, sealed, version, updatedAt, updatedBy }) =>
      key === null ? [] : [{ key, value, sealed, version: Number(version), updatedAt, updatedBy }],
    );
    return { version: Number(joined[0]?.current ?? 0), rows };
  }

  /** Everything that is stored; nobody else changes it until the transaction ends. */
  async lock(manager: EntityManager): Promise<StoredSettings> {
    await selectRows(manager, 'SELECT 1 FROM settings_versions WHERE id = 1 FOR UPDATE');
    return this.read(manager);
  }

  /** Writes settings as the next version, and tells every process once that is committed. */
  async write(manager: EntityManager, written: readonly WrittenSetting[], by: string): Promise<void> {
    const [row] = await selectRows<{ version: string }>(
      manager,
      'UPDATE settings_versions SET version = version + 1 WHERE id = 1 RETURNING version',
    );
    await affectedRows(
      manager,
      `INSERT INTO settings (key, value, sealed, version, updated_by)
       SELECT given.key, given.value, given.sealed, $4, $5
         FROM unnest($1::text[], $2::text[], $3::text[]) AS given(key, value, sealed)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, sealed = excluded.sealed,
         version = excluded.version, updated_at = now(), updated_by = excluded.updated_by`,
      [
        written.map(({ key }) => key),
        written.map(({ value }) => value),
        written.map(({ sealed }) => sealed),
        row!.version,
        by,
      ],
    );
    await selectRows(manager, `SELECT pg_notify('${SETTINGS_CHANNEL}', '')`);
  }
}
