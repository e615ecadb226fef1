import { randomUUID } from 'node:crypto';
import { tableName } from '../schema/bulk-rows';
import { qualifiedName } from '../schema/table-definition';
import { tablesOf } from '../schema/totara-tables';
import type { SiteSession } from './site-session';

/** A backup of a whole site, kept in the same database beside it. */
export interface SiteSnapshot {
  /** The PostgreSQL schema it lies in. */
  readonly schema: string;
}

/** Copies all tables of a site as of one moment, with where their ids had got to. */
export async function takeSnapshot(session: SiteSession): Promise<SiteSnapshot> {
  const schema = `snapshot_${randomUUID().replaceAll('-', '')}`;
  const tables = tablesOf(session.location.flavour);
  const names = tables.map(({ name }) => tableName(session, name));
  await session.db.query(`LOCK TABLE ${names.join(', ')} IN SHARE MODE`);
  await session.db.query(`CREATE SCHEMA "${schema}"`);
  await session.db.query(`CREATE TABLE "${schema}".last_ids (table_name text, last_id bigint)`);
  for (const { name } of tables) {
    const table = tableName(session, name);
    await session.db.query(`CREATE TABLE ${copyOf({ schema }, name)} AS TABLE ${table}`);
    await session.db.query(
      `INSERT INTO "${schema}".last_ids SELECT $1, pg_sequence_last_value(pg_get_serial_sequence($2, 'id')::regclass)`,
      [name, table],
    );
  }
  return { schema };
}

/**
 * Puts a site back to what it was: rows, row ids and log ids. What is written from now on takes ids that were in
 * use before, as after a restore from last night's backup.
 */
export async function restoreSnapshot(session: SiteSession, snapshot: SiteSnapshot): Promise<void> {
  const tables = tablesOf(session.location.flavour);
  const names = tables.map(({ name }) => tableName(session, name));
  await session.db.query(`TRUNCATE ${names.join(', ')}`);
  for (const { name } of tables) {
    const table = tableName(session, name);
    await session.db.query(`INSERT INTO ${table} SELECT * FROM ${copyOf(snapshot, name)}`);
    await session.db.query(
      `SELECT setval(pg_get_serial_sequence($2, 'id'), coalesce(last_id, 1), last_id IS NOT NULL)
         FROM "${snapshot.schema}".last_ids WHERE table_name = $1`,
      [name, table],
    );
  }
}

function copyOf({ schema }: SiteSnapshot, name: string): string {
  return qualifiedName({ schema, prefix: '', flavour: 'totara17' }, name);
}
