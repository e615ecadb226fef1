import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const built = resolve(import.meta.dirname, '../../dist/tools/test-server.js');

/** One real PostgreSQL for the whole run, with a migrated template that each database test clones. */
export default async function globalSetup() {
  if (!existsSync(built)) throw new Error('Build first: npm test does it, or npx nx run-many -t build.');
  const { startTestServer } = await import(built);
  globalThis.testServer = await startTestServer();
  process.env.TEST_DATABASE_URL = globalThis.testServer.url;
  // The server has a session of its own: a Ctrl-C reaches us only.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => globalThis.testServer.stop().finally(() => process.exit(1)));
  }
}
