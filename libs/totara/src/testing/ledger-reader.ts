import type { CompletionStatus, CompletionView } from '@oracle-integration/contracts';
import { selectRows } from '@oracle-integration/platform';
import type { DataSource } from 'typeorm';

/** A record as an outside reader sees it. */
export async function ledgerRecords(dataSource: DataSource): Promise<CompletionView[]> {
  const rows = await selectRows<{ json: CompletionView }>(
    dataSource,
    `SELECT public_json AS json FROM completion_records
      ORDER BY user_id, course_id, completed_at NULLS LAST, id`,
  );
  return rows.map(({ json }) => json);
}

export interface QueuedDelivery {
  userId: number;
  courseId: number;
  revision: number;
  status: CompletionStatus;
}

/** The deliveries that wait, with what they are about. */
export function queuedDeliveries(dataSource: DataSource): Promise<QueuedDelivery[]> {
  return selectRows(
    dataSource,
    `SELECT record.user_id::int AS "userId", record.course_id::int AS "courseId", item.revision, record.status
       FROM queue_items item JOIN completion_records record ON record.id = item.record_id
      WHERE item.status = 'queued' ORDER BY item.id`,
  );
}

/** How many deliveries wait; quicker than {@link queuedDeliveries} for a whole company. */
export async function countQueued(dataSource: DataSource): Promise<number> {
  const [row] = await selectRows<{ count: number }>(
    dataSource,
    `SELECT count(*)::int AS count FROM queue_items WHERE status = 'queued'`,
  );
  return row!.count;
}
