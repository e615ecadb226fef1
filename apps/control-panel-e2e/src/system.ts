import { createEmptyDatabase, startProcess } from '@oracle-integration/testing';

/** A running installation with a manager who may sign in. */
export interface RunningSystem {
  /** Where the control panel is served, without a slash at the end. */
  url: string;
  email: string;
  password: string;
  stop: () => Promise<void>;
}

const MANAGER = { email: 'manager@example.com', password: 'correct-horse-battery' };
/** Quick enough that a person who watches sees the figures move. */
const COMPLETIONS_PER_MINUTE = '120';

/**
 * Starts the whole system, each part as a process of its own: a sample site whose learners go on completing courses,
 * a stand-in for Oracle, and the service between them with its control panel.
 */
export async function startSystem(): Promise<RunningSystem> {
  const [serviceDatabase, siteDatabase] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
  const oracle = startProcess('apps/oracle-sandbox/main.js', { PORT: '0' });
  const totara = startProcess('apps/totara-sandbox/main.js', {
    TOTARA_SANDBOX_DATABASE_URL: siteDatabase.url,
    TOTARA_SANDBOX_PER_MINUTE: COMPLETIONS_PER_MINUTE,
    TOTARA_SANDBOX_PEOPLE: '60',
  });
  const [, oracleUrl] = await oracle.waitFor(/listening on (http:\S+)/);
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
  });
  const [, url] = await service.waitFor(/is ready at (http\S+)/);
  return {
    url: url!,
    ...MANAGER,
    stop: async () => {
      await service.end();
      await Promise.all([oracle.end(), totara.end()]);
      await Promise.all([serviceDatabase.drop(), siteDatabase.drop()]);
    },
  };
}
