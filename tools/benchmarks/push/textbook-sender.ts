import { Pool } from 'pg';
import { answerCommands } from '../measured-process';
import { COMPLETIONS_URL, fetchToken } from './target-access';

/** The rival of single deliveries, as a sender is written first: ten workers, one row each, a statement each step. */
const WORKERS = 10;

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: WORKERS });
const token = await fetchToken();
await pool.query(`CREATE INDEX ix_textbook_due ON queue_items (next_attempt_at, id) WHERE status = 'queued'`);

interface Item {
  readonly id: string;
  readonly record_id: string;
  readonly revision: number;
}

async function claimOne(): Promise<Item | undefined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<Item>(
      `SELECT id, record_id, revision FROM queue_items WHERE status = 'queued' AND next_attempt_at <= now()
        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    if (rows[0]) {
      await client.query(`UPDATE queue_items SET status = 'sending' WHERE id = $1`, [rows[0].id]);
    }
    await client.query('COMMIT');
    return rows[0];
  } finally {
    client.release();
  }
}

async function send(item: Item): Promise<void> {
  const { rows } = await pool.query<{ public_json: object }>(
    'SELECT public_json FROM completion_records WHERE id = $1',
    [item.record_id],
  );
  const key = `${item.record_id}:${item.revision}`;
  const answer = await fetch(COMPLETIONS_URL, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ batchId: key, items: [{ idempotencyKey: key, ...rows[0]!.public_json }] }),
  });
  const { items } = (await answer.json()) as { items: { status: number; externalId: string }[] };
  await pool.query(
    `UPDATE queue_items SET status = 'sent', attempts = attempts + 1, external_id = $2, sent_at = now() WHERE id = $1`,
    [item.id, items[0]!.externalId],
  );
  await pool.query(
    `INSERT INTO delivery_attempts (queue_item_id, attempt, batch_id, outcome, http_status)
     VALUES ($1, 1, $2, 'delivered', $3)`,
    [item.id, item.record_id, items[0]!.status],
  );
}

async function work(): Promise<void> {
  for (let item = await claimOne(); item; item = await claimOne()) await send(item);
}

answerCommands({
  deliver: async () => {
    await Promise.all(Array.from({ length: WORKERS }, work));
  },
});
