import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@oracle-integration/platform';
import { PushGate } from './push-gate';

const DATABASE = 'ledger';

/** A PostgreSQL server of one test, which may crash and come back under the same address. */
export class PushDatabase {
  private constructor(
    private readonly folder: string,
    private readonly gate: PushGate,
    private server: EmbeddedPostgres,
  ) {}

  static async start(): Promise<PushDatabase> {
    const folder = await mkdtemp(join(tmpdir(), 'push-database-'));
    // As root the server runs as another user, who must come in.
    await chmod(folder, 0o755);
    const server = await startServer(folder);
    return new PushDatabase(folder, await PushGate.to(server.port), server);
  }

  get url(): string {
    const url = new URL(this.server.url(DATABASE));
    url.port = String(this.gate.port);
    return url.href;
  }

  /** Ends the server without a word to its clients and without a checkpoint, then starts it on what is left. */
  async crash(): Promise<void> {
    const ended = new Promise<void>((end) => this.server.onUnexpectedExit(() => end()));
    process.kill(this.server.pid, 'SIGQUIT');
    await ended;
    await this.server.stop();
    this.server = await startServer(this.folder);
    this.gate.leadTo(this.server.port);
  }

  async drop(): Promise<void> {
    await this.gate.shut();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function startServer(dataDir: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, databases: [DATABASE], log: () => undefined });
}
