import { Injectable } from '@nestjs/common';
import type { CompletionView, ErasureLedgerCounts } from '@oracle-integration/contracts';
import { affectedRows, ERASED_TEXT, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';

/** What a person is known by in the ledger, of one snapshot. */
export interface KnownAs {
  readonly email: string | null;
  readonly username: string | null;
  readonly idnumber: string | null;
  readonly firstname: string | null;
  readonly lastname: string | null;
}

interface StoredRevision {
  readonly recordId: string;
  readonly revision: number;
  readonly json: string;
}

const SNAPSHOT = ['email', 'username', 'idnumber', 'firstname', 'lastname']
  .map((member) => `public_json->'user'->>'${member}' AS ${member}`)
  .join(', ');

/** Every query of an erasure on the ledger. */
@Injectable()
export class LedgerErasureRepository {
  /** Each snapshot that any revision shows of the person, the latest first. */
  knownAs(executor: SqlExecutor, siteId: string, userId: number): Promise<KnownAs[]> {
    return selectRows(
      executor,
      `SELECT email, username, idnumber, firstname, lastname FROM (
         SELECT change_seq AS place, ${SNAPSHOT} FROM completion_records WHERE site_id = $1 AND user_id = $2
         UNION ALL
         SELECT 0, ${SNAPSHOT} FROM completion_revisions
          WHERE record_id IN (SELECT id FROM completion_records WHERE site_id = $1 AND user_id = $2)) AS told
        GROUP BY email, username, idnumber, firstname, lastname ORDER BY max(place) DESC`,
      [siteId, userId],
    );
  }

  async countByStatus(executor: SqlExecutor, siteId: string, userId: number): Promise<ErasureLedgerCounts> {
    const rows = await selectRows<{ status: string; count: string }>(
      executor,
      `SELECT status || CASE WHEN is_archived THEN '.archived' ELSE '' END AS status, count(*) AS count
         FROM completion_records WHERE site_id = $1 AND user_id = $2 GROUP BY 1 ORDER BY 1`,
      [siteId, userId],
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  }

  /** The person's records, page by page in the order of their ids. */
  async idsAfter(
    executor: SqlExecutor,
    { siteId, userId }: { siteId: string; userId: number },
    afterId: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await selectRows<{ id: string }>(
      executor,
      `SELECT id FROM completion_records WHERE site_id = $1 AND user_id = $2 AND id > $3 ORDER BY id LIMIT $4`,
      [siteId, userId, afterId, limit],
    );
    return rows.map(({ id }) => id);
  }

  async pastRevisions(manager: EntityManager, recordIds: readonly string[]): Promise<StoredRevision[]> {
    return selectRows(
      manager,
      `SELECT record_id AS "recordId", revision, public_json::text AS json FROM completion_revisions
        WHERE record_id = ANY($1)`,
      [recordIds],
    );
  }

  /** Puts other texts in the place of past revisions; nothing else about them changes. */
  async replacePast(
    manager: EntityManager,
    revisions: readonly { recordId: string; revision: number; view: CompletionView }[],
  ): Promise<void> {
    if (revisions.length === 0) return;
    const texts = revisions.map(({ view, ...key }) => ({ ...key, json: JSON.stringify(view) }));
    await affectedRows(
      manager,
      `UPDATE completion_revisions AS past SET public_json = wanted.json::json
         FROM json_to_recordset($1::json) AS wanted("recordId" uuid, revision int, json text)
        WHERE past.record_id = wanted."recordId" AND past.revision = wanted.revision`,
      [JSON.stringify(texts)],
    );
  }

  /** Takes out what consumers said of the records: their words may name the person, and so may their numbers. */
  async forgetWords(manager: EntityManager, recordIds: readonly string[]): Promise<number> {
    let count = 0;
    for (const table of ['acknowledgements', 'acknowledgement_changes']) {
      count += await affectedRows(
        manager,
        `UPDATE ${table}
            SET external_id = NULL, reason = CASE WHEN reason IS NOT NULL THEN '${ERASED_TEXT}' END
          WHERE record_id = ANY($1) AND (external_id IS NOT NULL OR reason <> '${ERASED_TEXT}')`,
        [recordIds],
      );
    }
    return count;
  }
}
