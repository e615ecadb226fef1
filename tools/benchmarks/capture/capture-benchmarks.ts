import { type BenchmarkGround, type BenchmarkGroup, type BenchmarkResult, median } from '../benchmark';
import { addBurst, fillSite } from './fill-site';
import { MeasuredProcess } from '../measured-process';

const SMALL = 10_000;
const LARGE = 1_000_000;
const BURST = 10_000;
const LOOKS = 100;
/** Rows that the row-by-row rival exports; it would take hours for all. */
const RIVAL_ROWS = 5_000;

/**
 * From Totara to the ledger: the first load of a million completions, a look that finds nothing, a burst, and the
 * comparison of a million equal rows. The site and the ledger are databases of the same server, as on one machine.
 */
export const captureBenchmarks: BenchmarkGroup = {
  name: 'capture',
  async run(ground): Promise<BenchmarkResult[]> {
    const { say } = ground;
    say(`capture: making a site with ${LARGE.toLocaleString('en')} completions`);
    const [small, large] = [await makeSite(ground, 'small', SMALL), await makeSite(ground, 'large', LARGE)];
    const bareMs = await measureOnce(ground, 'bare-first-load.js', large);
    const rivalMs = await measureOnce(ground, 'row-by-row-load.js', large);
    const smallMemory = await memoryOfLoad(ground, small);
    const ledger = await ground.createDatabase('bench_capture_ours');
    const ours = await MeasuredProcess.start('capture-driver.js', places(large, ledger));
    const bare = await MeasuredProcess.start('bare-comparison.js', places(large, ledger));
    try {
      const load = await ours.time('look');
      const memory = await ours.ask('memory');
      say(
        `capture: ${perSecond(LARGE, load).toFixed(0)} rows/s; bare script ${perSecond(LARGE, bareMs).toFixed(0)}`,
      );
      say(`capture: peak memory ${smallMemory} MB for ${SMALL} rows, ${String(memory)} MB for ${LARGE}`);
      const looks = await measureLooks(ours);
      const bareLooks = await measureLooks(bare);
      const reconciliation = await ours.time('reconcile');
      const sums = await bare.time('reconcile');
      await addBurst(large, BURST);
      const burst = await ours.time('look');
      say(
        `capture: an empty look takes ${looks.toFixed(1)} ms, a burst of ${BURST} ${(burst / 1000).toFixed(1)} s`,
      );
      return [
        {
          name: 'capture.firstLoad',
          value: perSecond(LARGE, load),
          unit: 'rows/s',
          rivals: [{ name: 'row by row', value: perSecond(RIVAL_ROWS, rivalMs) }],
          ceiling: { name: 'bare script, same reads and writes', value: perSecond(LARGE, bareMs) },
        },
        {
          name: 'capture.emptyLook',
          value: perSecond(1, looks),
          unit: 'looks/s',
          rivals: [],
          ceiling: { name: 'its three questions, bare pg', value: perSecond(1, bareLooks) },
        },
        {
          name: 'capture.burst10k',
          value: perSecond(BURST, burst),
          unit: 'rows/s',
          rivals: [{ name: 'row by row', value: perSecond(RIVAL_ROWS, rivalMs) }],
          ceiling: { name: 'bare first load', value: perSecond(LARGE, bareMs) },
        },
        {
          name: 'capture.reconcileEqual',
          value: perSecond(LARGE, reconciliation),
          unit: 'rows/s',
          rivals: [{ name: 'reading all again (first load)', value: perSecond(LARGE, load) }],
          ceiling: { name: 'the two sums alone, bare pg', value: perSecond(LARGE, sums) },
        },
      ];
    } finally {
      ours.end();
      bare.end();
    }
  },
};

async function makeSite(
  { createEmptyDatabase }: BenchmarkGround,
  name: string,
  rows: number,
): Promise<string> {
  const url = await createEmptyDatabase(`bench_site_${name}`);
  await fillSite(url, rows);
  return url;
}

function places(site: string, ledger: string): Record<string, string> {
  return {
    TOTARA_DATABASE_URL: site,
    DATABASE_URL: ledger,
    TOTARA_RECONCILE_ROWS_PER_SECOND: '1000000',
    PUSH_HISTORY: 'none',
  };
}

/** The time of one load by another program, into a ledger of its own. */
async function measureOnce(
  { createDatabase }: BenchmarkGround,
  entry: string,
  site: string,
): Promise<number> {
  const ledger = await createDatabase(`bench_capture_${entry.replace(/\W/g, '_')}`);
  const program = await MeasuredProcess.start(entry, places(site, ledger));
  try {
    return await program.time('look');
  } finally {
    program.end();
  }
}

async function memoryOfLoad({ createDatabase }: BenchmarkGround, site: string): Promise<string> {
  const program = await MeasuredProcess.start(
    'capture-driver.js',
    places(site, await createDatabase('bench_capture_memory')),
  );
  try {
    await program.time('look');
    return String(await program.ask('memory'));
  } finally {
    program.end();
  }
}

async function measureLooks(program: MeasuredProcess): Promise<number> {
  const times: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) times.push(await program.time('look'));
  return median(times);
}

function perSecond(count: number, ms: number): number {
  return count / (ms / 1000);
}
