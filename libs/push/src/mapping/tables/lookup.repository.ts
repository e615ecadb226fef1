import { Injectable } from '@nestjs/common';
import type { LookupTable } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';

export interface LookupRow {
  readonly key: string;
  readonly value: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export type LookupPair = Pick<LookupRow, 'key' | 'value'>;

const ROW = 'key, value, updated_at AS "updatedAt", updated_by AS "updatedBy"';

/** Every query on the lookup tables. */
@Injectable()
export class LookupRepository {
  constructor(readonly dataSource: DataSource) {}

  /** Rows whose key or value begins so, after a key; by key. */
  page(table: LookupTable, beginning: string, after: string, limit: number): Promise<LookupRow[]> {
    if (beginning === '')
      return selectRows(
        this.dataSource,
        `SELECT ${ROW} FROM lookup_rows WHERE table_name = $1 AND key > $2 COLLATE "C" ORDER BY key LIMIT $3`,
        [table, after, limit],
      );
    // Two ranges of two indexes: each is read no further than the page is long, by the key of its last row.
    return selectRows(
      this.dataSource,
      `SELECT ${ROW} FROM (
         (SELECT * FROM lookup_rows WHERE table_name = $1 AND key > $2 COLLATE "C"
             AND key >= $4 COLLATE "C" AND key < $5 COLLATE "C" ORDER BY key LIMIT $3)
         UNION
         (SELECT * FROM lookup_rows WHERE table_name = $1 AND key > $2 COLLATE "C"
             AND value >= $4 COLLATE "C" AND value < $5 COLLATE "C" ORDER BY key LIMIT $3)) found
        ORDER BY key LIMIT $3`,
      [table, after, limit, beginning, `${beginning}\u{10ffff}`],
    );
  }

  /** What the table says of these keys, in one statement. */
  async find(table: LookupTable, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    const rows = await selectRows<LookupPair>(
      this.dataSource,
      'SELECT key, value FROM lookup_rows WHERE table_name = $1 AND key = ANY($2)',
      [table, keys],
    );
    return new Map(rows.map(({ key, value }) => [key, value]));
  }

  /** Adds and changes rows; answers how many are new and how many are others now. */
  async save(
    executor: SqlExecutor,
    table: LookupTable,
    { pairs, by }: { pairs: readonly LookupPair[]; by: string },
  ): Promise<{ added: number; changed: number }> {
    const rows = await selectRows<{ isNew: boolean }>(
      executor,
      `INSERT INTO lookup_rows AS known (table_name, key, value, updated_by)
       SELECT $1, given.key, given.value, $3 FROM json_to_recordset($2::json) AS given(key text, value text)
        ORDER BY given.key COLLATE "C"
       ON CONFLICT ON CONSTRAINT pk_lookup_rows DO UPDATE
         SET value = excluded.value, updated_at = now(), updated_by = excluded.updated_by
         WHERE known.value <> excluded.value
       RETURNING (xmax = 0) AS "isNew"`,
      [table, JSON.stringify(pairs), by],
    );
    const added = rows.filter(({ isNew }) => isNew).length;
    return { added, changed: rows.length - added };
  }

  remove(executor: SqlExecutor, table: LookupTable, key: string): Promise<number> {
    return affectedRows(executor, 'DELETE FROM lookup_rows WHERE table_name = $1 AND key = $2', [table, key]);
  }

  /** Removes the rows of these keys, as far as there are any. */
  removeEach(manager: EntityManager, table: LookupTable, keys: readonly string[]): Promise<number> {
    return affectedRows(manager, 'DELETE FROM lookup_rows WHERE table_name = $1 AND key = ANY($2)', [
      table,
      keys,
    ]);
  }

  /** Removes the rows that a file does not hold. */
  removeAllBut(manager: EntityManager, table: LookupTable, keys: readonly string[]): Promise<number> {
    return affectedRows(
      manager,
      `DELETE FROM lookup_rows WHERE table_name = $1 AND key NOT IN (SELECT json_array_elements_text($2::json))`,
      [table, JSON.stringify(keys)],
    );
  }

  /** One writer of a table at a time, until the transaction ends. */
  async lock(manager: EntityManager, table: LookupTable): Promise<void> {
    await selectRows(manager, `SELECT pg_advisory_xact_lock(hashtext('lookup_rows'), hashtext($1))`, [table]);
  }
}
