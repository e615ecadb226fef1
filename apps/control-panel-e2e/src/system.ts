import { createEmptyDatabase, startProcess } from '@oracle-integration/testing';
import { Client } from 'pg';

/** A running installation with a manager who may sign in. */
export interface RunningSystem {
  /** Where the control panel is served, without a slash at the end. */
  url: string;
  email: string;
  password: string;
  /** What goes wrong at the stand-in for Oracle from now on; `{}`: nothing any more. */
  setFaults: (faults: OracleFaults) => Promise<void>;
  /** Takes from the manager the right to change things. */
  letManagerOnlyView: () => Promise<void>;
  stop: () => Promise<void>;
}

/** The body of `PUT /_sandbox/faults`, see the sandbox. */
export type OracleFaults = Readonly<Record<string, unknown>>;

const MANAGER = { email: 'manager@example.com', password: 'correct-horse-battery' };
/** Quick enough that a person who watches sees the figures move. */
const COMPLETIONS_PER_MINUTE = '120';

/**
 * Starts the whole system, each part as a process of its own: a sample site whose learners go on completing courses,
 * a stand-in for Oracle, and the service between them with its control panel.
 *
 * @param faults what goes wrong at the stand-in for Oracle from the first delivery on
 */
export async function startSystem(faults: OracleFaults = {}): Promise<RunningSystem> {
  const [serviceDatabase, siteDatabase] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
  const oracle = startProcess('apps/oracle-sandbox/main.js', { PORT: '0' });
  const totara = startProcess('apps/totara-sandbox/main.js', {
    TOTARA_SANDBOX_DATABASE_URL: siteDatabase.url,
    TOTARA_SANDBOX_PER_MINUTE: COMPLETIONS_PER_MINUTE,
    TOTARA_SANDBOX_PEOPLE: '60',
  });
  const [, oracleUrl] = await oracle.waitFor(/listening on (http:\S+)/);
  const setFaults = (wanted: OracleFaults) => putFaults(oracleUrl!, wanted);
  await setFaults(faults);
  await totara.waitFor(/Totara sandbox ready/);
  const service = startProcess('apps/api/main.js', {
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: serviceDatabase.url,
    ADMIN_EMAIL: MANAGER.email,
    ADMIN_PASSWORD: MANAGER.password,
    TOTARA_DATABASE_URL: siteDatabase.url,
    TOTARA_POLL_SECONDS: '1',
    PUSH_BASE_URL: oracleUrl!,
    PUSH_TOKEN_URL: `${oracleUrl}/oauth2/v1/token`,
    PUSH_CLIENT_ID: 'sandbox-client',
    PUSH_CLIENT_SECRET: 'sandbox-secret',
    PUSH_SCOPE: 'urn:opc:resource:consumer::all',
    PUSH_HISTORY: 'all',
    PUSH_ALLOW_PRIVATE_TARGETS: 'true',
    HISTORY_FILE_ASSIGNED_BY: '300100000000001',
  });
  const [, url] = await service.waitFor(/is ready at (http\S+)/);
  return {
    url: url!,
    ...MANAGER,
    setFaults,
    letManagerOnlyView: () => letOnlyView(serviceDatabase.url),
    stop: async () => {
      await service.end();
      await Promise.all([oracle.end(), totara.end()]);
      await Promise.all([serviceDatabase.drop(), siteDatabase.drop()]);
    },
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

async function letOnlyView(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`UPDATE managers SET role = 'view' WHERE email = $1`, [MANAGER.email]);
  } finally {
    await client.end();
  }
}
