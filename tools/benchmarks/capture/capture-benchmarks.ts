import {
  type BenchmarkGround,
  type BenchmarkGroup,
  type BenchmarkResult,
  long,
  median,
  perSecond,
} from '../benchmark';
import { addBurst, fillSite } from './fill-site';
import { MeasuredProcess } from '../measured-process';

const SMALL = 10_000;
const LARGE = { quick: 100_000, full: 1_000_000 };
const BURST = 10_000;
const LOOKS = 100;
/** Rows that the row-by-row rival exports; it would take hours for all. */
const RIVAL_ROWS = { quick: 2_000, full: 5_000 };

/**
 * From Totara to the ledger: the first load of a whole site, a look that finds nothing, a burst, and the
 * comparison of equal rows. The site and the ledger are databases of the same server, as on one machine.
 */
export const captureBenchmarks: BenchmarkGroup = {
  name: 'capture',
  title: 'From Totara to the ledger',
  async run(ground): Promise<BenchmarkResult[]> {
    const { say, scale } = ground;
    const [rows, rivalRows] = [LARGE[scale], RIVAL_ROWS[scale]];
    say(`capture: making a site with ${long(rows)} completions`);
    const [small, large] = [await makeSite(ground, 'small', SMALL), await makeSite(ground, 'large', rows)];
    const bareMs = await measureOnce(ground, 'bare-first-load.js', large);
    const rivalMs = await measureOnce(ground, 'row-by-row-load.js', large, { ROWS: String(rivalRows) });
    const smallMemory = await memoryOfLoad(ground, small);
    const ledger = await ground.createDatabase('bench_capture_ours');
    const ours = await MeasuredProcess.start('capture-driver.js', places(large, ledger));
    const bare = await MeasuredProcess.start('bare-comparison.js', places(large, ledger));
    try {
      const load = await ours.time('look');
      const memory = await ours.ask('memory');
      say(
        `capture: ${perSecond(rows, load).toFixed(0)} rows/s; bare script ${perSecond(rows, bareMs).toFixed(0)}`,
      );
      say(`capture: peak memory ${smallMemory} MB for ${SMALL} rows, ${String(memory)} MB for ${rows}`);
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
          value: perSecond(rows, load),
          unit: 'rows/s',
          rivals: [{ name: 'row by row', value: perSecond(rivalRows, rivalMs) }],
          ceiling: { name: 'bare script, same reads and writes', value: perSecond(rows, bareMs) },
          says: `Reads a site with ${long(rows)} completions for the first time. The rival asks for each row's names and grade by itself (${long(rivalRows)} rows); the ceiling writes the same rows and looks at nothing.`,
        },
        {
          name: 'capture.emptyLook',
          value: perSecond(1, looks),
          unit: 'looks/s',
          rivals: [],
          ceiling: { name: 'its three questions, bare pg', value: perSecond(1, bareLooks) },
          says: `Looks once more at that site, where nothing is new: what happens each few seconds of every day.`,
        },
        {
          name: 'capture.burst10k',
          value: perSecond(BURST, burst),
          unit: 'rows/s',
          rivals: [{ name: 'row by row', value: perSecond(rivalRows, rivalMs) }],
          ceiling: { name: 'bare first load', value: perSecond(rows, bareMs) },
          says: `${long(BURST)} people complete a course in one moment, as at the end of a certification window: until all are in the ledger.`,
        },
        {
          name: 'capture.reconcileEqual',
          value: perSecond(rows, reconciliation),
          unit: 'rows/s',
          rivals: [{ name: 'reading all again (first load)', value: perSecond(rows, load) }],
          ceiling: { name: 'the two sums alone, bare pg', value: perSecond(rows, sums) },
          says: `Compares all ${long(rows)} rows of the site with the ledger and finds them equal. The rival loads everything again; the ceiling is the two sums that tell it.`,
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
  environment: Record<string, string> = {},
): Promise<number> {
  const ledger = await createDatabase(`bench_capture_${entry.replace(/\W/g, '_')}`);
  const program = await MeasuredProcess.start(entry, { ...places(site, ledger), ...environment });
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
