import { EmbeddedPostgresError, startEmbeddedPostgres } from '../index';

/** What the child prints: one line of JSON once it is ready or has failed. */
export interface ServiceReport {
  pid?: number;
  postmasterPid?: number;
  port?: number;
  url?: string;
  version?: string;
  /** The reason of the refusal. */
  reason?: string;
  message?: string;
  lines: string[];
}

/**
 * A service in a process of its own, to be killed or run as another user: owns the data folder that is its first
 * argument until SIGTERM; the second replaces the system folder.
 */
async function serve(dataDir: string, systemFolder: string | undefined): Promise<void> {
  const lines: string[] = [];
  const report = (rest: Omit<ServiceReport, 'lines'>) => console.log(JSON.stringify({ ...rest, lines }));
  try {
    const server = await startEmbeddedPostgres({
      dataDir,
      ...(systemFolder && { systemFolder }),
      databases: ['ledger'],
      log: (line) => lines.push(line),
    });
    process.once('SIGTERM', () => void server.stop());
    const { pid, port, version } = server;
    report({ pid: process.pid, postmasterPid: pid, port, version, url: server.url() });
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    report({ reason: error.reason, message: error.message });
    process.exitCode = 1;
  }
}

const [dataDir = '', systemFolder] = process.argv.slice(2);
await serve(dataDir, systemFolder);
