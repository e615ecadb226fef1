import { Injectable } from '@nestjs/common';
import { selectRows, type SqlExecutor } from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';
import { DeliveryPolicies } from '../delivery-policies';
import { isDeliveredSql } from '../delivery-policy';
import { isErasedSql } from '../erasure/is-erased-sql';
import { LEDGER_LOCK } from '../ledger-lock';
import type { Backfill, BackfillCriteria } from './backfill';
import type { MetRecord } from './backfill-share';

/** Counting further than this to tell the progress would cost more than it is worth. */
const COUNTED_MAX = 200_000;

/** Every query of a backfill on the ledger. */
@Injectable()
export class BackfillLedgerRepository {
  constructor(private readonly policies: DeliveryPolicies) {}

  /**
   * Keeps every writer of the ledger out until the transaction ends: between looking at a completion and queueing it
   * nobody can revoke it.
   */
  async keepWritersOut(manager: EntityManager): Promise<void> {
    await selectRows(manager, 'SELECT pg_advisory_xact_lock($1)', [LEDGER_LOCK]);
  }

  /**
   * The next records in the order of their changes, meant or not: a page costs the same however few of them are
   * meant. Only the choice of courses or people is left to an index, one course or person after the other.
   */
  page(executor: SqlExecutor, backfill: Backfill, limit: number): Promise<MetRecord[]> {
    const { position, siteId, from, to, courseIds, namedIndex } = backfill;
    const { column, ids } = indexOf(backfill);
    const courses = column === 'user_id' && courseIds.length > 0 ? courseIds : null;
    const rules = [position, limit, siteId, from, to, courses, JSON.stringify(this.policies.current())];
    return column === null
      ? selectRows(executor, ALL_RECORDS, rules)
      : selectRows(executor, recordsOfNamed(column), [...rules, ids.slice(namedIndex), namedIndex]);
  }

  /** How many records the named courses or people have; `null` when there are too many to count. */
  async countNamed(executor: SqlExecutor, criteria: BackfillCriteria): Promise<number | null> {
    const { column, ids } = indexOf(criteria);
    const [row] = await selectRows<{ count: number }>(
      executor,
      `SELECT count(*)::int AS count FROM (
         SELECT 1 FROM completion_records WHERE ${column} = ANY($1) LIMIT ${COUNTED_MAX + 1}) named`,
      [ids],
    );
    return row!.count > COUNTED_MAX ? null : row!.count;
  }
}

/** The index that bounds what must be looked at; a person has fewer records than a course. */
function indexOf({ courseIds, userIds }: BackfillCriteria): {
  column: 'user_id' | 'course_id' | null;
  ids: readonly number[];
} {
  if (userIds.length > 0) return { column: 'user_id', ids: userIds };
  return courseIds.length > 0 ? { column: 'course_id', ids: courseIds } : { column: null, ids: [] };
}

// What Oracle has of a person who was erased must not come to it again under the same key with other bytes.
const IS_MEANT = `coalesce(site_id = $3 AND status IN ('complete', 'completeviarpl')
  AND ($4::timestamptz IS NULL OR completed_at >= $4) AND ($5::timestamptz IS NULL OR completed_at < $5)
  AND ($6::bigint[] IS NULL OR course_id = ANY($6))
  AND ${isDeliveredSql('$7')}
  AND NOT ${isErasedSql('completion_records')},
  false) AS "isMeant"`;

const ALL_RECORDS = `SELECT id, revision, change_seq AS seq, 0 AS "namedIndex", ${IS_MEANT}
  FROM completion_records WHERE change_seq > $1 ORDER BY change_seq LIMIT $2`;

/** The list is walked in its own order, so PostgreSQL stops at the limit and never reads what comes behind it. */
function recordsOfNamed(column: 'user_id' | 'course_id'): string {
  return `SELECT record.id, record.revision, record.change_seq AS seq, ($9 + named.number - 1)::int AS "namedIndex",
            "isMeant"
       FROM unnest($8::bigint[]) WITH ORDINALITY AS named(id, number) CROSS JOIN LATERAL (
            SELECT id, revision, change_seq, ${IS_MEANT} FROM completion_records
             WHERE ${column} = named.id AND change_seq > CASE WHEN named.number = 1 THEN $1 ELSE 0 END
             ORDER BY change_seq LIMIT $2) record
      ORDER BY named.number, record.change_seq LIMIT $2`;
}
