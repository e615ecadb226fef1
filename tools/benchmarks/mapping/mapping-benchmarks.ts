import type { HistoryFileView, PreflightView } from '@oracle-integration/contracts';
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

interface Ledger {
  readonly url: string;
  readonly records: number;
}

export const mappingBenchmarks: BenchmarkGroup = {
  name: 'mapping',
  title: 'Mapping: a rehearsal of everything, and a file of it',
  run: async (ground) => {
    const records = RECORDS[ground.scale];
    ground.say(`mapping: filling a ledger of ${long(records)} records`);
    const ledger = { url: await ground.createFilledDatabase('bench_mapping', ledgerOf(records)), records };
    const ceiling = {
      name: 'reading them, bare pg',
      value: await readThrough(ledger.url, records, () => Promise.resolve()),
    };
    return [
      { ...(await measurePreflight(ground, ledger)), ceiling },
      { ...(await measureHistoryFile(ground, ledger)), ceiling },
    ];
  },
};

/** A preflight with an expression over a whole ledger, beside a script that compiles for each, and a bare read. */
async function measurePreflight(
  ground: BenchmarkGround,
  { url, records }: Ledger,
): Promise<Omit<BenchmarkResult, 'ceiling'>> {
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
    return {
      name: 'mapping.preflight',
      value,
      unit: 'records/s',
      rivals: [{ name: 'compiling for each record', value: rival }],
      says: `A preflight evaluates the customer's expression for ${long(records)} completions and sends none. The rival compiles the expression each time; the ceiling only reads the rows.`,
    };
  } finally {
    driver.end();
  }
}

/** A history file of a whole ledger; a driver of its own, for its memory and its settings. */
async function measureHistoryFile(
  ground: BenchmarkGround,
  { url, records }: Ledger,
): Promise<Omit<BenchmarkResult, 'ceiling'>> {
  const driver = await MeasuredProcess.start('mapping-driver.js', {
    DATABASE_URL: url,
    TOTARA_SITE_ID: 'bench',
    HISTORY_FILE_ASSIGNED_BY: '300100010473116',
    HISTORY_FILE_TIME_ZONE: 'Europe/Madrid',
  });
  try {
    const { ms, result } = await driver.run('historyFile');
    const { selected, written, state } = result as HistoryFileView;
    if (selected !== records)
      throw new Error(`The history file ended ${state} with ${selected} of ${records} records.`);
    const memory = await driver.ask('peakMemory');
    const value = written / (ms / 1000);
    ground.say(`history.lines: ${value.toFixed(0)} lines/s, ${String(memory)} MB at most`);
    return {
      name: 'history.lines',
      value,
      unit: 'lines/s',
      rivals: [],
      says: `Writes ${long(records)} completions into a history file for HCM Data Loader, ready to be downloaded. The ceiling only reads the rows.`,
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
