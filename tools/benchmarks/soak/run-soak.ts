import { setTimeout as pass } from 'node:timers/promises';
import { onFreshServer, type BenchServer } from '../bench-server';
import { fillSite } from '../capture/fill-site';
import { onDatabase } from '../on-database';
import type { BenchOptions } from '../options';
import type { SoakRecord } from '../page/benchmark-record';
import { describeCommit, describeMachine } from '../page/machine';
import { soakSection, soakWords } from '../page/soak-section';
import { writePage } from '../page/write-page';
import { residentMb } from '../resident-memory';
import { SoakChores } from './soak-chores';
import { type SoakGround, withSoakGround } from './soak-ground';
import type { SoakResult } from './soak-result';
import { minutesOf, type SoakSample, verdictsOf } from './soak-samples';

/** Completions that the site has before it begins. */
const BASELINE = 100_000;
const SAMPLE_SECONDS = 10;
const DRAIN_MS = 60_000;

/** Runs for minutes at 500 completions a second, judges it, and puts the result onto the page. */
export async function runSoak({ minutes }: BenchOptions): Promise<void> {
  const record = await onFreshServer((server) => soak(server, minutes));
  await writePage({ soak: record });
  say(soakSection(record));
  say('Written to docs/benchmarks.md');
}

async function soak({ databases, version }: BenchServer, minutes: number): Promise<SoakRecord> {
  const head = {
    at: new Date().toISOString(),
    commit: describeCommit(),
    machine: describeMachine(version),
  };
  say(`soak: a site with ${BASELINE.toLocaleString('en')} completions, then ${minutes} minutes`);
  const siteUrl = await databases.createEmpty('bench_soak_site');
  await fillSite(siteUrl, BASELINE);
  const url = await databases.createMigrated('bench_soak');
  await SoakChores.fillOldDeliveries(url, minutes);
  const result = await withSoakGround({ siteUrl, url, baseline: BASELINE, minutes }, (ground) =>
    run(ground, minutes),
  );
  say(soakWords(result));
  return { ...head, result };
}

async function run(ground: SoakGround, minutes: number): Promise<SoakResult> {
  const { site, oracle, poller, chores } = ground;
  const began = performance.now();
  const working = Promise.all([site.write(), poller.poll()]);
  const samples: SoakSample[] = [];
  const sampling = (async () => {
    for (let at = SAMPLE_SECONDS; at <= minutes * 60; at += SAMPLE_SECONDS) {
      if ((at - SAMPLE_SECONDS) % 60 === 0) await chores.doThoseOf((at - SAMPLE_SECONDS) / 60);
      await pass(Math.max(0, began + at * 1_000 - performance.now()));
      samples.push(await sample(ground, at));
      await chores.noteComparison();
      if (at % 60 === 0) sayMinute(samples, at / 60);
    }
  })();
  // What writes and reads ends only by a failure before the time is over.
  await Promise.race([sampling, working]);
  site.stop();
  await drained(ground);
  poller.stop();
  await working;
  return {
    minutes: minutesOf(samples, minutes),
    verdicts: verdictsOf(samples),
    written: site.written,
    delivered: oracle.delivered,
    deliveredTwice: oracle.deliveredTwice,
    pulled: poller.pulled,
    purged: chores.purged,
    reconciliations: chores.reconciliations,
  };
}

async function sample(ground: SoakGround, seconds: number): Promise<SoakSample> {
  const { url, api, worker, site, oracle, poller } = ground;
  const [found] = await onDatabase<{ waiting: number; ledger: number; queue: number; attempts: number }>(
    url,
    `SELECT (SELECT count(*)::int FROM queue_items WHERE status IN ('queued', 'sending', 'failed')) AS waiting,
            pg_total_relation_size('completion_records') / 1048576.0 AS ledger,
            pg_total_relation_size('queue_items') / 1048576.0 AS queue,
            (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('delivery_attempts')) / 1048576.0 AS attempts`,
  );
  return {
    seconds,
    written: site.written,
    delivered: oracle.delivered,
    deliveryMs: oracle.takeLatencies(),
    pullMs: poller.takeLatencies(),
    waiting: found!.waiting,
    apiMb: residentMb(api.pid),
    workerMb: residentMb(worker.pid),
    ledgerMb: Number(found!.ledger),
    queueMb: Number(found!.queue),
    attemptsMb: Number(found!.attempts),
  };
}

/** Waits until everything that was written is with Oracle and was pulled, or until it takes too long. */
async function drained({ site, oracle, poller }: SoakGround): Promise<void> {
  const isDone = () => oracle.delivered >= site.written && poller.pulled >= site.written;
  for (const until = Date.now() + DRAIN_MS; !isDone() && Date.now() < until;) await pass(100);
}

function sayMinute(samples: readonly SoakSample[], minute: number): void {
  const figures = minutesOf(samples, minute).at(-1)!;
  const whole = (value: number) => value.toFixed(0);
  say(
    `soak: minute ${minute}: ${whole(figures.delivered / 60)}/s delivered of ${whole(figures.written / 60)}, after ${whole(figures.deliveryP50Ms)} ms (p99 ${whole(figures.deliveryP99Ms)}); Pull ${whole(figures.pullP50Ms)} ms; ${figures.waiting} wait; API ${figures.apiMb} MB, worker ${figures.workerMb} MB`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
