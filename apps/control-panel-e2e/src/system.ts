import {
  createEmptyDatabase,
  type RunningProcess,
  startProcess,
  waitUntil,
} from '@oracle-integration/testing';
import { Client } from 'pg';

/** A running installation with a manager who may sign in. */
export interface RunningSystem {
  /** Where the control panel is served, without a slash at the end. */
  url: string;
  email: string;
  password: string;
  /**
   * What goes wrong at the stand-in for Oracle from now on; `{}`: nothing any more. Then every delivery that met the
   * faults of before is over and written down.
   */
  setFaults: (faults: OracleFaults) => Promise<void>;
  /** Takes from the manager the right to change things. */
  letManagerOnlyView: () => Promise<void>;
  stop: () => Promise<void>;
}

/** The body of `PUT /_sandbox/faults`, see the sandbox. */
export type OracleFaults = Readonly<Record<string, unknown>>;

const MANAGER = { email: 'manager@example.com', password: 'correct-horse-battery' };
/** Quick enough that a person who watches sees the figures move. */
const STEPS_PER_MINUTE = 120;

/**
 * Starts the whole system, each part as a process of its own: a sample site whose learners go on completing courses,
 * a stand-in for Oracle, and the service between them with its control panel.
 *
 * @param faults what goes wrong at the stand-in for Oracle from the first delivery on
 * @param stepsPerMinute what happens on the sample site; at 0 nobody a test looks at is renamed or deleted meanwhile
 */
export async function startSystem(
  faults: OracleFaults = {},
  stepsPerMinute = STEPS_PER_MINUTE,
): Promise<RunningSystem> {
  const [serviceDatabase, siteDatabase] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
  const processes: RunningProcess[] = [];
  const start = (entry: string, variables: Record<string, string>) => {
    const started = startProcess(entry, variables);
    processes.unshift(started);
    return started;
  };
  const stop = async () => {
    for (const process of processes) await process.end();
    await Promise.all([serviceDatabase.drop(), siteDatabase.drop()]);
  };
  try {
    const oracle = start('apps/oracle-sandbox/main.js', { PORT: '0' });
    const totara = start('apps/totara-sandbox/main.js', {
      TOTARA_SANDBOX_DATABASE_URL: siteDatabase.url,
      TOTARA_SANDBOX_PER_MINUTE: String(stepsPerMinute),
      TOTARA_SANDBOX_PEOPLE: '60',
    });
    const [, oracleUrl] = await oracle.waitFor(/listening on (http:\S+)/);
    await putFaults(oracleUrl!, faults);
    await totara.waitFor(/Totara sandbox ready/);
    const service = start('apps/api/main.js', {
      ...serviceVariables(oracleUrl!),
      DATABASE_URL: serviceDatabase.url,
      TOTARA_DATABASE_URL: siteDatabase.url,
    });
    const [, url] = await service.waitFor(/is ready at (http\S+)/);
    return {
      url: url!,
      ...MANAGER,
      setFaults: async (wanted) => {
        await putFaults(oracleUrl!, wanted);
        await underWayIsOver(serviceDatabase.url);
      },
      letManagerOnlyView: () =>
        withClient(serviceDatabase.url, async (client) => {
          await client.query(`UPDATE managers SET role = 'view' WHERE email = $1`, [MANAGER.email]);
        }),
      stop,
    };
  } catch (error) {
    // Nobody else knows them yet.
    await stop();
    throw error;
  }
}

function serviceVariables(oracleUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: '0',
    ADMIN_EMAIL: MANAGER.email,
    ADMIN_PASSWORD: MANAGER.password,
    TOTARA_POLL_SECONDS: '1',
    PUSH_BASE_URL: oracleUrl,
    PUSH_TOKEN_URL: `${oracleUrl}/oauth2/v1/token`,
    PUSH_CLIENT_ID: 'sandbox-client',
    PUSH_CLIENT_SECRET: 'sandbox-secret',
    PUSH_SCOPE: 'urn:opc:resource:consumer::all',
    PUSH_HISTORY: 'all',
    PUSH_ALLOW_PRIVATE_TARGETS: 'true',
    HISTORY_FILE_ASSIGNED_BY: '300100000000001',
  };
}

async function putFaults(oracleUrl: string, faults: OracleFaults): Promise<void> {
  const answer = await fetch(`${oracleUrl}/_sandbox/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
  if (!answer.ok) throw new Error(`The sandbox refuses these faults: ${await answer.text()}`);
}

/** Waits until no delivery that is under way now is under way any more; others may have begun meanwhile. */
async function underWayIsOver(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const sending = async () => {
      const { rows } = await client.query<{ delivery: string }>(
        `SELECT concat_ws(' ', id, lease_id) AS delivery FROM queue_items WHERE status = 'sending'`,
      );
      return rows.map(({ delivery }) => delivery);
    };
    const begun = await sending();
    await waitUntil(sending, (now) => !now.some((delivery) => begun.includes(delivery)));
  });
}

async function withClient(databaseUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
