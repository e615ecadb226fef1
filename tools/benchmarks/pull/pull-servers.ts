import type { RunningProcess } from '@oracle-integration/testing';
import { startProcess } from '../processes';

export const TOKEN = 'benchmark-token-0123456789';

/** As `npm start` and the image start the service; for all three alike. */
const NODE_OPTIONS = '--max-semi-space-size=32';

export interface MeasuredServer {
  readonly process: RunningProcess;
  readonly base: string;
}

/** The three servers of the same table, as each would run in production. */
export interface PullServers {
  readonly ours: MeasuredServer;
  /** The ceiling: `node:http` and `pg`, and nothing else. */
  readonly bare: MeasuredServer;
  /** The rival, as tutorials write it. */
  readonly textbook: MeasuredServer;
  end(): Promise<void>;
}

export async function startPullServers(url: string): Promise<PullServers> {
  const [ours, bare, textbook] = await Promise.all([
    start('apps/api/main.js', {
      NODE_ENV: 'production',
      ROLE: 'api',
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_URL: url,
      PULL_TOKEN: TOKEN,
      // Counted all the same; more than any round asks for.
      PULL_RATE_PER_MINUTE: '1000000',
      PULL_ADDRESS_RATE_PER_MINUTE: '1000000',
      ADMIN_EMAIL: 'bench@example.com',
      ADMIN_PASSWORD: 'not-used-by-anyone',
    }),
    start('tools/bare-pull-server.js', { DATABASE_URL: url }),
    start('tools/textbook-pull-server.js', { DATABASE_URL: url, NODE_ENV: 'production' }),
  ]);
  return {
    ours,
    bare,
    textbook,
    end: async () => {
      await Promise.all([ours, bare, textbook].map(({ process }) => process.end()));
    },
  };
}

/** Every server under measurement says where it listens when it is ready. */
async function start(entry: string, environment: Record<string, string>): Promise<MeasuredServer> {
  const process = startProcess(entry, { NODE_OPTIONS, ...environment });
  return { process, base: (await process.waitFor(/is ready at (\S+)/))[1]! };
}
