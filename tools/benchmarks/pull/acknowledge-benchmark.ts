import { Agent, request } from 'node:http';
import { Client, Pool } from 'pg';
import { type BenchmarkResult, median } from '../benchmark';
import { type MeasuredServer, type PullServers, TOKEN } from './pull-servers';

const LOT = 1_000;
const LOTS_A_ROUND = 40;
const ROUNDS = 3;
const AT_ONCE = 4;
/** Another than that of the token, whose acknowledgements are ours. */
const BARE_CONSUMER = 1_000_000;

/** Acknowledgements in lots of a thousand, beside a bare `INSERT` of the same rows into the same table. */
export async function measureAcknowledging(
  { ours }: PullServers,
  { url }: { url: string },
): Promise<BenchmarkResult> {
  const ids = await readIds(url, (ROUNDS + 1) * LOTS_A_ROUND * LOT);
  const pool = new Pool({ connectionString: url, max: AT_ONCE });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const figures = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const from = round * LOTS_A_ROUND * LOT;
    const lots = Array.from({ length: LOTS_A_ROUND }, (_, lot) =>
      ids.slice(from + lot * LOT, from + (lot + 1) * LOT),
    );
    const bare = await rateOf(lots, (lot) => insert(pool, lot));
    const mine = await rateOf(lots, (lot) => acknowledge(ours, agent, lot));
    if (round === 0) continue;
    figures.ours.push(mine);
    figures.bare.push(bare);
  }
  agent.destroy();
  await pool.end();
  return {
    name: 'pull.acknowledge',
    value: median(figures.ours),
    unit: 'acknowledgements/s',
    rivals: [],
    ceiling: { name: 'bare INSERT of the same rows', value: median(figures.bare) },
    says: `Consumers acknowledge what they have read, ${LOT.toLocaleString('en')} at a time, ${AT_ONCE} requests under way.`,
  };
}

/** Rows a second, with four lots under way. */
async function rateOf(lots: string[][], send: (lot: string[]) => Promise<unknown>): Promise<number> {
  const waiting = [...lots];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let lot = waiting.pop(); lot; lot = waiting.pop()) await send(lot);
    }),
  );
  return (lots.length * LOT * 1_000) / (performance.now() - startedAt);
}

function insert(pool: Pool, ids: string[]): Promise<unknown> {
  return pool.query({
    name: 'insert',
    text: `INSERT INTO acknowledgements (record_id, revision, consumer_id, change_seq, outcome, external_id)
           SELECT id, revision, ${BARE_CONSUMER}, change_seq, 'accepted', 'X-1'
             FROM completion_records WHERE id = ANY($1::uuid[]) ON CONFLICT DO NOTHING`,
    values: [ids],
  });
}

function acknowledge({ base }: MeasuredServer, agent: Agent, ids: string[]): Promise<void> {
  const items = ids.map((id) => ({ id, revision: 1, outcome: 'accepted', externalId: 'X-1' }));
  const body = JSON.stringify({ items });
  return new Promise((resolve, reject) => {
    const asking = request(`${base}/api/v1/completions/ack`, {
      method: 'POST',
      agent,
      headers: { 'x-api-key': TOKEN, 'content-type': 'application/json' },
    });
    asking.on('error', reject);
    asking.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const isTaken = response.statusCode === 200 && text.includes('"acknowledged"');
        if (isTaken) resolve();
        else reject(new Error(`the lot was answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    asking.end(body);
  });
}

async function readIds(url: string, count: number): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM completion_records ORDER BY change_seq LIMIT $1',
    [count],
  );
  await client.end();
  return rows.map(({ id }) => id);
}
