import type { PreflightView } from '@oracle-integration/contracts';
import jsonata from 'jsonata';
import { Client } from 'pg';
import { type BenchmarkGround, type BenchmarkGroup, type BenchmarkResult, long } from '../benchmark';
import { ledgerOf } from '../fill-ledger';
import { MeasuredProcess } from '../measured-process';

const RECORDS = { quick: 100_000, full: 1_000_000 };
/** The rival compiles for each record; a part of the ledger tells how fast. */
const RIVAL_RECORDS = 10_000;
const PAGE = 2_000;

const EXPRESSION = `{
  "personNumber": $personKey, "learningItemNumber": $courseKey, "status": $statusCode,
  "completedOn": $substring(timecompleted, 0, 10), "name": user.firstname & " " & user.lastname,
  "score": grade ? $round(grade.percent, 1) : null
}`;

export const mappingBenchmarks: BenchmarkGroup = {
  name: 'mapping',
  title: 'Mapping: a rehearsal of everything',
  run: async (ground) => [await measurePreflight(ground)],
};

/** A preflight with an expression over a whole ledger, beside a script that compiles for each, and a bare read. */
async function measurePreflight(ground: BenchmarkGround): Promise<BenchmarkResult> {
  const records = RECORDS[ground.scale];
  ground.say(`mapping: filling a ledger of ${long(records)} records`);
  const url = await ground.createFilledDatabase('bench_mapping', ledgerOf(records));
  const mapping = {
    MAPPING_BODY: EXPRESSION,
    MAPPING_KEYS_REQUIRED: 'true',
    MAPPING_STATUS_CODES: 'complete=DONE',
  };
  const driver = await MeasuredProcess.start('mapping-driver.js', { DATABASE_URL: url, ...mapping });
  try {
    const { ms, result } = await driver.run('preflight');
    const { fine, state } = result as PreflightView;
    if (fine !== records) throw new Error(`The preflight ended ${state} with ${fine} of ${records} records.`);
    const memory = await driver.ask('peakMemory');
    const value = records / (ms / 1000);
    ground.say(`mapping.preflight: ${value.toFixed(0)} records/s, ${String(memory)} MB at most`);
    const rival = await readThrough(url, RIVAL_RECORDS, compileAndEvaluate);
    const ceiling = await readThrough(url, records, () => Promise.resolve());
    return {
      name: 'mapping.preflight',
      value,
      unit: 'records/s',
      rivals: [{ name: 'compiling for each record', value: rival }],
      ceiling: { name: 'reading them, bare pg', value: ceiling },
      says: `A preflight evaluates the customer's expression for ${long(records)} completions and sends none. The rival compiles the expression each time; the ceiling only reads the rows.`,
    };
  } finally {
    driver.end();
  }
}

async function compileAndEvaluate(json: string): Promise<void> {
  await jsonata(EXPRESSION).evaluate(JSON.parse(json));
}

/** Records in a second that a plain script reads and does something with. */
async function readThrough(
  url: string,
  count: number,
  use: (json: string) => Promise<void>,
): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const began = performance.now();
  let after = '0';
  for (let read = 0; read < count; read += PAGE) {
    const { rows } = await client.query<{ seq: string; json: string }>(
      'SELECT change_seq AS seq, public_json::text AS json FROM completion_records WHERE change_seq > $1 ORDER BY change_seq LIMIT $2',
      [after, PAGE],
    );
    for (const { json } of rows) await use(json);
    after = rows.at(-1)!.seq;
  }
  const ms = performance.now() - began;
  await client.end();
  return count / (ms / 1000);
}
