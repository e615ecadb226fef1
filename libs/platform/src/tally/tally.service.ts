import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { affectedRows, selectRows } from '../database/sql';

/**
 * Counts that never count rows: triggers append what changed, and the sum of a few thousand deltas is the count,
 * whether the table holds a thousand rows or twenty million.
 */
@Injectable()
export class TallyService {
  /** Sums that are asked for and not begun, by prefix. */
  private readonly coming = new Map<string, Promise<ReadonlyMap<string, number>>>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The counters that start with `prefix.`, by the rest of their name.
   *
   * Those who ask at the same moment share one sum: the overview asks four times for the same. It begins after all of
   * them have asked, so that each sees what was committed before.
   */
  read(prefix: string): Promise<ReadonlyMap<string, number>> {
    const coming = this.coming.get(prefix) ?? this.sumSoon(prefix);
    this.coming.set(prefix, coming);
    return coming;
  }

  private async sumSoon(prefix: string): Promise<ReadonlyMap<string, number>> {
    await nextTurn();
    this.coming.delete(prefix);
    return this.sum(prefix);
  }

  /**
   * `starts_with` rather than a range from `prefix.` to `prefix/`: there are collations that pass over punctuation,
   * and in a database that has one the range is empty.
   */
  private async sum(prefix: string): Promise<ReadonlyMap<string, number>> {
    const rows = await selectRows<{ name: string; total: string }>(
      this.dataSource,
      `SELECT substr(counter, length($1) + 2) AS name, sum(delta) AS total
         FROM tally_deltas WHERE starts_with(counter, $1 || '.') GROUP BY counter`,
      [prefix],
    );
    return new Map(rows.map(({ name, total }) => [name, Number(total)]));
  }

  /** Folds the deltas into one row a counter, so that reading stays cheap. Safe to run in several processes. */
  async compact(): Promise<void> {
    await affectedRows(
      this.dataSource,
      `WITH folded AS (
         DELETE FROM tally_deltas WHERE id IN (
           SELECT id FROM tally_deltas ORDER BY id LIMIT 50000 FOR UPDATE SKIP LOCKED)
         RETURNING counter, delta)
       INSERT INTO tally_deltas (counter, delta)
       SELECT counter, sum(delta) FROM folded GROUP BY counter HAVING sum(delta) <> 0`,
    );
  }
}
