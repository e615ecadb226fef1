import { setTimeout as pass } from 'node:timers/promises';
import type { RunningProcess } from '@oracle-integration/testing';
import { onDatabase } from '../on-database';
import { startProcess } from '../processes';
import { SoakChores } from './soak-chores';
import { SoakOracle } from './soak-oracle';
import { SoakPoller } from './soak-poller';
import { SoakSite } from './soak-site';

const TOKEN = 'benchmark-token-0123456789';
const MANAGER = { email: 'bench@example.com', password: 'a-benchmark-needs-one-7Qx' };
const FIRST_LOAD_MS = 300_000;

/** Everything that takes part in a soak. */
export interface SoakGround {
  readonly url: string;
  readonly api: RunningProcess;
  readonly worker: RunningProcess;
  readonly site: SoakSite;
  readonly oracle: SoakOracle;
  readonly poller: SoakPoller;
  readonly chores: SoakChores;
}

interface SoakPlaces {
  readonly siteUrl: string;
  readonly url: string;
  /** Completions that the site begins with. */
  readonly baseline: number;
  readonly minutes: number;
}

/** One API and one worker between a site and an Oracle, when the site's past is in the ledger. */
export async function withSoakGround<Result>(
  { siteUrl, url, baseline, minutes }: SoakPlaces,
  use: (ground: SoakGround) => Promise<Result>,
): Promise<Result> {
  const site = await SoakSite.connect(siteUrl);
  const oracle = await SoakOracle.start(site);
  const environment = environmentOf({ siteUrl, url, oracle });
  const api = startProcess('apps/api/main.js', { ...environment, ROLE: 'api' });
  const started = [api];
  try {
    const base = (await api.waitFor(/is ready at (\S+)/))[1]!;
    const worker = startProcess('apps/api/main.js', { ...environment, ROLE: 'worker' });
    started.push(worker);
    await worker.waitFor(/is ready at (\S+)/);
    await loaded(url, baseline);
    const chores = await SoakChores.signIn(base, { ...MANAGER, minutes });
    return await use({ url, api, worker, site, oracle, poller: new SoakPoller(base, TOKEN), chores });
  } finally {
    await Promise.all(started.map((process) => process.end()));
    oracle.end();
  }
}

function environmentOf(places: { siteUrl: string; url: string; oracle: SoakOracle }): Record<string, string> {
  return {
    NODE_ENV: 'production',
    NODE_OPTIONS: '--max-semi-space-size=32',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATABASE_URL: places.url,
    TOTARA_DATABASE_URL: places.siteUrl,
    TOTARA_POLL_SECONDS: '1',
    ADMIN_EMAIL: MANAGER.email,
    ADMIN_PASSWORD: MANAGER.password,
    PULL_TOKEN: TOKEN,
    PULL_RATE_PER_MINUTE: '1000000',
    PULL_ADDRESS_RATE_PER_MINUTE: '1000000',
    PUSH_HISTORY: 'none',
    PUSH_INTERVAL_SECONDS: '1',
    PUSH_BASE_URL: places.oracle.url,
    PUSH_TOKEN_URL: `${places.oracle.url}/oauth2/v1/token`,
    PUSH_CLIENT_ID: 'soak-client',
    PUSH_CLIENT_SECRET: 'soak-secret',
    PUSH_SCOPE: 'urn:opc:resource:consumer::all',
    PUSH_ALLOW_PRIVATE_TARGETS: 'true',
  };
}

/** Waits for the first load: the past of the site is no part of the soak. */
async function loaded(url: string, baseline: number): Promise<void> {
  for (const until = Date.now() + FIRST_LOAD_MS; ; await pass(1_000)) {
    const [found] = await onDatabase<{ count: number }>(
      url,
      'SELECT count(*)::int AS count FROM completion_records',
    );
    if (found!.count >= baseline) return;
    if (Date.now() > until) throw new Error(`The first load got to ${found!.count} of ${baseline}.`);
  }
}
