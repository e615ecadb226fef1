import type { DataSource } from 'typeorm';
import { AppError } from '../errors/app-error';
import { describeError, errorCode } from '../errors/describe-error';
import { selectRows } from './sql';

/** An arbitrary constant: every process that migrates takes the advisory lock of this number first. */
const MIGRATION_LOCK = 7_203_114_001;
const MINIMUM_SERVER_VERSION = 130_000;

export class DatabaseUnusableError extends AppError {
  constructor(message: string, cause?: unknown) {
    super({ code: 'PLATFORM.DATABASE_UNUSABLE', message, cause, severity: 'error' });
  }
}

/** A later version has migrated the database: what it means there this one cannot know. */
export class SchemaNewerError extends AppError {
  constructor(address: string, unknown: readonly string[]) {
    super({
      code: 'PLATFORM.SCHEMA_NEWER',
      message: `The database at ${address} was brought up to date by a newer version of Oracle Integration than this one (it does not know ${unknown.join(', ')}). Start that version or a later one, or restore the backup that was made before the upgrade.`,
      details: { unknown },
      severity: 'error',
    });
  }
}

/**
 * Connects and brings the schema up to date; of several processes that start together one migrates.
 *
 * @throws DatabaseUnusableError in one sentence: wrong address, wrong password, too old a server, a failed migration.
 * @throws SchemaNewerError when a later version has migrated it; nothing is touched then
 */
export async function connectAndMigrate(dataSource: DataSource): Promise<void> {
  await requireUsableDatabase(dataSource);
  await migrateUnderLock(dataSource, addressOf(dataSource));
}

/** Connects, and sees that the server is one that will do. @throws DatabaseUnusableError */
export async function requireUsableDatabase(dataSource: DataSource): Promise<void> {
  const address = addressOf(dataSource);
  try {
    if (!dataSource.isInitialized) await dataSource.initialize();
  } catch (error) {
    throw new DatabaseUnusableError(
      `The database at ${address} cannot be used: ${describeError(error)}. Check DATABASE_URL and that PostgreSQL is running.`,
      error,
    );
  }
  await requireSupportedServer(dataSource, address);
}

function addressOf({ options }: DataSource): string {
  return withoutCredentials(String((options as { url?: string }).url));
}

/** The address of a database without user and password, fit for a log line or a screen. */
export function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return 'an address that is not a URL';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

async function requireSupportedServer(dataSource: DataSource, address: string): Promise<void> {
  const [row] = await selectRows<{ version: number; text: string }>(
    dataSource,
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`,
  );
  if (row && row.version < MINIMUM_SERVER_VERSION) {
    throw new DatabaseUnusableError(
      `The database at ${address} is PostgreSQL ${row.text}; version 13 or newer is needed.`,
    );
  }
}

async function migrateUnderLock(dataSource: DataSource, address: string): Promise<void> {
  const lockHolder = dataSource.createQueryRunner();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(dataSource, address);
    await dataSource.runMigrations();
  } catch (error) {
    if (error instanceof SchemaNewerError) throw error;
    throw new DatabaseUnusableError(
      `The schema of the database at ${address} could not be brought up to date: ${describeError(error)} (${errorCode(error) ?? 'no code'}). Nothing was half-applied.`,
      error,
    );
  } finally {
    // A lock ends with its connection: where that was lost, there is nothing to unlock, and the reason is thrown above.
    await lockHolder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lockHolder.release();
  }
}

async function refuseNewerSchema(dataSource: DataSource, address: string): Promise<void> {
  const unknown = (await migrationsThatRan(dataSource)).filter(
    (name) => !migrationNames(dataSource).includes(name),
  );
  if (unknown.length > 0) throw new SchemaNewerError(address, unknown);
}

/** What this build would have a database go through, the oldest first. */
export function migrationNames({ migrations }: DataSource): string[] {
  return migrations.map((migration) => migration.name ?? migration.constructor.name);
}

/** What a database went through; nothing where no version ever ran. */
export async function migrationsThatRan(dataSource: DataSource): Promise<string[]> {
  const table = String(dataSource.options.migrationsTableName);
  const [found] = await selectRows<{ exists: boolean }>(
    dataSource,
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    [table],
  );
  if (!found!.exists) return [];
  const rows = await selectRows<{ name: string }>(dataSource, `SELECT name FROM ${table} ORDER BY timestamp`);
  return rows.map(({ name }) => name);
}
