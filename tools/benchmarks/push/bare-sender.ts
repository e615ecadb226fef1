import { randomUUID } from 'node:crypto';
import { nameBasedUuid } from '@oracle-integration/platform';
import { Client } from 'pg';
import { Agent, request } from 'undici';
import { answerCommands } from '../measured-process';
import { median } from '../benchmark';
import { COMPLETIONS_URL, fetchToken } from './target-access';

/**
 * The ceiling of batches: the same claim, the same posts with the same bodies, each item settled under its lease with
 * its row in the attempt log, and nothing else: no framework, no hold, no failure looked at, no second kind of outcome.
 * Claims and their payloads come in one statement ahead of the sending, settlements go in groups behind it.
 */
const BATCH = 100;
const CLAIM = 4000;
const IN_FLIGHT = 4;
/** Batches that are claimed ahead, and that may wait to be settled. */
const AHEAD = 20;
const UNSETTLED_MAX = 40;
const LATENCY_POSTS = 60;

const WAITS = `coalesce(status IN ('queued', 'failed') AND NOT is_backfilled, false)`;
const WAITS_BACKFILLED = `coalesce(status IN ('queued', 'failed') AND is_backfilled, false)`;

function due(kind: string): string {
  return `SELECT id FROM queue_items AS item WHERE ${kind} AND next_attempt_at <= now()
     AND NOT EXISTS (SELECT 1 FROM queue_items ahead
       WHERE ahead.record_id = item.record_id AND ahead.lease_id IS NOT NULL OFFSET 0)
   ORDER BY next_attempt_at, id LIMIT ${CLAIM} FOR UPDATE SKIP LOCKED`;
}

const CLAIM_DUE = `WITH live AS MATERIALIZED (${due(WAITS)}),
   past AS MATERIALIZED (${due(`${WAITS_BACKFILLED} AND (SELECT count(*) FROM live) < ${CLAIM}`)}),
   due AS MATERIALIZED (SELECT id FROM (SELECT 1 AS turn, id FROM live UNION ALL SELECT 2, id FROM past) AS candidates
     ORDER BY turn LIMIT ${CLAIM}),
   claimed AS (UPDATE queue_items AS item
        SET status = 'sending', lease_id = $1, lease_expires_at = now() + interval '45 seconds'
       WHERE item.id = ANY (ARRAY(SELECT id FROM due))
     RETURNING item.id, item.record_id, item.revision)
 SELECT claimed.id, claimed.record_id AS "recordId", claimed.revision, record.public_json::text AS json
   FROM claimed JOIN completion_records record ON record.id = claimed.record_id`;

const SETTLE = `WITH settled AS (
     UPDATE queue_items AS item
        SET status = 'sent', attempts = item.attempts + 1, is_alone = false, next_attempt_at = now(), lease_id = NULL,
            lease_expires_at = NULL, cause_code = NULL, cause_detail = NULL, external_id = outcome."externalId",
            sent_at = now()
       FROM (SELECT answered.lease, answered.batch, one.id, one.status, one."externalId"
               FROM json_to_recordset($1::json) AS answered(lease uuid, batch uuid, ids bigint[], statuses smallint[],
                      "externalIds" text[]),
                    unnest(answered.ids, answered.statuses, answered."externalIds") AS one(id, status, "externalId")
              ORDER BY one.id) AS outcome
      WHERE item.id = outcome.id AND item.lease_id = outcome.lease
     RETURNING item.id, item.attempts, outcome.batch, outcome.status),
   logged AS (
     INSERT INTO delivery_attempts (queue_item_id, attempt, batch_id, outcome, http_status)
     SELECT id, attempts, batch, 'delivered', status FROM settled)
   INSERT INTO delivery_requests
     (batch_id, started_at, duration_ms, item_count, request_bytes, outcome, http_status)
   SELECT id, "startedAt", "durationMs", "itemCount", bytes, 'answered', 200
     FROM json_to_recordset($2::json) AS r(id uuid, "startedAt" timestamptz, "durationMs" int, "itemCount" int,
       bytes int)`;

interface Claimed {
  readonly id: string;
  readonly recordId: string;
  readonly revision: number;
  readonly json: string;
}

interface Batch {
  readonly lease: string;
  readonly items: readonly Claimed[];
}

/** One request and what became of its items. */
interface Answered {
  readonly request: {
    readonly id: string;
    readonly startedAt: Date;
    readonly durationMs: number;
    readonly itemCount: number;
    readonly bytes: number;
  };
  readonly items: {
    readonly lease: string;
    readonly batch: string;
    readonly ids: readonly string[];
    readonly statuses: readonly number[];
    readonly externalIds: readonly string[];
  };
}

/** As our own connections are: each statement is planned once, and reaches rows by an index only. */
const CONNECTION = {
  connectionString: process.env['DATABASE_URL'],
  options:
    '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off',
};
const claiming = new Client(CONNECTION);
const settling = new Client(CONNECTION);
await Promise.all([claiming.connect(), settling.connect()]);
const token = await fetchToken();
const agent = new Agent({ connections: IN_FLIGHT, pipelining: 1 });
const NAMESPACE = '6ad9c5f0-57f5-4d3c-9f6b-3c8f2f7f2b11';

function render(items: readonly Claimed[]): { batchId: string; body: string } {
  const keys = items.map(({ recordId, revision }) => nameBasedUuid(String(revision), recordId));
  const batchId = nameBasedUuid(keys.join(' '), NAMESPACE);
  const entries = items.map(({ json }, index) => `{"idempotencyKey":"${keys[index]}",${json.slice(1)}`);
  return { batchId, body: `{"batchId":"${batchId}","items":[${entries.join(',')}]}` };
}

async function post(
  key: string,
  body: string,
): Promise<{ id: string; status: number; externalId: string }[]> {
  const { statusCode, body: answer } = await request(COMPLETIONS_URL, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body,
  });
  const text = await answer.text();
  if (statusCode !== 200) throw new Error(`Oracle answered ${statusCode}: ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { items: { id: string; status: number; externalId: string }[] }).items;
}

class Line {
  private readonly ready: Batch[] = [];
  private coming: Promise<void> | undefined;
  private isEmpty = false;

  async next(): Promise<Batch | undefined> {
    while (this.ready.length === 0 && !this.isEmpty) await this.claimMore();
    const batch = this.ready.shift();
    if (this.ready.length < AHEAD && !this.isEmpty) void this.claimMore();
    return batch;
  }

  private claimMore(): Promise<void> {
    this.coming ??= this.claim().finally(() => (this.coming = undefined));
    return this.coming;
  }

  private async claim(): Promise<void> {
    const lease = randomUUID();
    const { rows } = await claiming.query<Claimed>({ name: 'claim', text: CLAIM_DUE, values: [lease] });
    this.isEmpty = rows.length === 0;
    for (let at = 0; at < rows.length; at += BATCH) {
      this.ready.push({ lease, items: rows.slice(at, at + BATCH) });
    }
  }
}

class Settlements {
  private waiting: Answered[] = [];
  private running: Promise<void> | undefined;

  /** Waits only when too much is unsettled. */
  async add(answered: Answered): Promise<void> {
    this.waiting.push(answered);
    this.running ??= this.run().finally(() => (this.running = undefined));
    if (this.waiting.length > UNSETTLED_MAX) await this.running;
  }

  async finish(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      await settling.query({
        name: 'settle',
        text: SETTLE,
        values: [
          JSON.stringify(group.map(({ items }) => items)),
          JSON.stringify(group.map(({ request: sent }) => sent)),
        ],
      });
    }
  }
}

async function send({ lease, items }: Batch): Promise<Answered> {
  const { batchId, body } = render(items);
  const startedAt = new Date();
  const began = performance.now();
  const results = new Map((await post(batchId, body)).map((result) => [result.id, result]));
  const durationMs = Math.round(performance.now() - began);
  return {
    request: { id: batchId, startedAt, durationMs, itemCount: items.length, bytes: body.length },
    items: {
      lease,
      batch: batchId,
      ids: items.map(({ id }) => id),
      statuses: items.map(({ recordId }) => results.get(recordId)!.status),
      externalIds: items.map(({ recordId }) => results.get(recordId)!.externalId),
    },
  };
}

answerCommands({
  /** Sends everything that is due. */
  deliver: async () => {
    const line = new Line();
    const settlements = new Settlements();
    const lane = async () => {
      for (let batch = await line.next(); batch; batch = await line.next()) {
        await settlements.add(await send(batch));
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
    await settlements.finish();
  },
  /** How long one item takes there and back, one at a time; in milliseconds. */
  latency: async () => {
    const { rows } = await claiming.query<Claimed>(
      `SELECT id, id AS "recordId", revision, public_json::text AS json FROM completion_records
        ORDER BY change_seq LIMIT ${LATENCY_POSTS}`,
    );
    const times: number[] = [];
    for (const row of rows) {
      const { batchId, body } = render([row]);
      const startedAt = performance.now();
      await post(batchId, body);
      times.push(performance.now() - startedAt);
    }
    return median(times);
  },
});
