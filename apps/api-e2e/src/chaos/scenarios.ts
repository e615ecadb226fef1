import { setTimeout as pass } from 'node:timers/promises';
import { waitUntil } from '@oracle-integration/testing';
import type { Client } from 'pg';
import { LEDGER_LOCK, WAITING_FOR_LEDGER } from '../testing/ledger-turnstile';
import { clockSkew } from '../testing/push-clock-skew';
import type { ChaosStand } from './chaos-stand';

/** How much harm is done. */
export interface Severity {
  /** How often, where something is done again and again. */
  readonly rounds: number;
  /** How long something lasts. */
  readonly lastsMs: number;
  /** Whether a worker stands still until its leases have really run out. */
  readonly isWaitingForLeases: boolean;
}

export interface Scenario {
  readonly title: string;
  play(stand: ChaosStand, severity: Severity): Promise<void>;
}

/** Longer than the lease of a claimed item. */
const LEASE_MS = 50_000;
const TOO_MANY_CONNECTIONS = '53300';
const HOUR_SECONDS = 3_600;

/** What Oracle does when it is not well, one after the other. */
const FLAPPING: readonly object[] = [
  { answer: { status: 503 } },
  { reset: 'after_recording' },
  { hang: true },
  { rateLimit: { requests: 1, retryAfterSeconds: 1 } },
  { recordThenFail: true },
  { torn: true },
  { html: true },
  { errorRate: 0.5, errorStatus: 500 },
  { reset: 'mid_request' },
  { omitItems: { rate: 0.3, recorded: true } },
];

export const SCENARIOS: readonly Scenario[] = [
  {
    title: 'workers are killed',
    async play(stand, { rounds, isWaitingForLeases }) {
      for (let round = 0; round < rounds; round += 1) {
        await stand.recordedMore(5);
        await replace(stand.workers, round % 2, () => stand.startWorker());
        if (!isWaitingForLeases) await stand.system.letLeasesRunOut();
      }
    },
  },
  {
    title: 'APIs are killed while they are read',
    async play(stand, { rounds }) {
      for (let round = 0; round < rounds; round += 1) {
        await stand.recordedMore(5);
        await replace(stand.apis, round % 2, () => stand.startApi());
      }
    },
  },
  {
    title: 'a worker stands still until others have its work, and wakes up',
    async play(stand, { isWaitingForLeases }) {
      await stand.recordedMore(5);
      const { pid } = stand.workers[0]!.process;
      process.kill(pid, 'SIGSTOP');
      try {
        if (isWaitingForLeases) await pass(LEASE_MS);
        else await stand.system.letLeasesRunOut();
        await stand.recordedMore(20);
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      await stand.recordedMore(20);
    },
  },
  {
    title: 'PostgreSQL crashes',
    async play(stand, { rounds }) {
      for (let round = 0; round < Math.ceil(rounds / 2); round += 1) {
        await stand.recordedMore(5);
        await stand.system.database.crash();
      }
      await stand.recordedMore(5);
    },
  },
  {
    title: 'connections to the database are cut again and again',
    async play(stand, { rounds }) {
      // At ever other moments: some hit a connection that is being made, or is changing hands.
      for (let cut = 0; cut < rounds * 15; cut += 1) {
        await stand.killBackends();
        await pass(20 + ((cut * 37) % 200));
      }
      await stand.recordedMore(5);
    },
  },
  {
    title: 'others use up all connections of the database',
    async play(stand, { lastsMs }) {
      const others = await takeAllConnections(stand);
      await pass(lastsMs);
      await Promise.all(others.map((client) => client.end()));
      await stand.recordedMore(5);
    },
  },
  {
    title: 'a transaction is left idle that holds the horizon and the turn of the writers',
    async play(stand, { lastsMs }) {
      const [horizon, writer] = [await stand.system.connect(), await stand.system.connect()];
      await horizon.query('BEGIN');
      await horizon.query('SELECT pg_current_xact_id()');
      await writer.query('BEGIN');
      await writer.query(`SELECT pg_current_xact_id(), pg_advisory_xact_lock(${LEDGER_LOCK})`);
      await waitUntil(
        () => stand.system.query<{ pid: number }>(WAITING_FOR_LEDGER),
        (waiting) => waiting.length > 0,
      );
      await pass(lastsMs);
      await writer.query('COMMIT');
      await writer.end();
      await stand.recordedMore(20);
      await horizon.query('COMMIT');
      await horizon.end();
    },
  },
  {
    title: 'the clocks of the workers are an hour fast and an hour slow',
    async play(stand) {
      const skewed = [HOUR_SECONDS, -HOUR_SECONDS];
      for (const [index, seconds] of skewed.entries())
        await replace(stand.workers, index, () => stand.startWorker(clockSkew(seconds)), 'SIGTERM');
      await stand.recordedMore(40);
      for (const index of skewed.keys())
        await replace(stand.workers, index, () => stand.startWorker(), 'SIGTERM');
    },
  },
  {
    title: 'Oracle flaps',
    async play(stand, { lastsMs }) {
      for (const faults of FLAPPING) {
        await stand.system.oracle.setFaults(faults);
        await pass(lastsMs / 4);
      }
    },
  },
  {
    title: 'no token is to be had',
    async play(stand, { lastsMs }) {
      await stand.recordedMore(5);
      await stand.system.oracle.setFaults({ unauthorized: true, token: { refuse: true } });
      await pass(lastsMs);
    },
  },
  {
    title: "the site's database is away",
    async play(stand, { lastsMs }) {
      await stand.recordedMore(5);
      await stand.siteGate.shut();
      await pass(lastsMs);
      await stand.siteGate.open();
      await stand.recordedMore(5);
    },
  },
];

async function replace<Process extends { process: { end(signal: NodeJS.Signals): Promise<unknown> } }>(
  processes: Process[],
  index: number,
  start: () => Promise<Process>,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  await processes[index]!.process.end(signal);
  processes[index] = await start();
}

/** Connects until the server refuses; whoever had a connection is cut off and meets the refusal. */
async function takeAllConnections(stand: ChaosStand): Promise<Client[]> {
  const taken: Client[] = [];
  await stand.killBackends();
  for (;;) {
    try {
      taken.push(await stand.system.connect());
    } catch (error) {
      if ((error as { code?: unknown }).code === TOO_MANY_CONNECTIONS) return taken;
      throw error;
    }
  }
}
