import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@oracle-integration/platform';
import { Client } from 'pg';
import { queryDatabase } from '../system/ledger-rows';
import { PushGate } from './push-gate';

const DATABASE = 'ledger';
const run = promisify(execFile);

/** A PostgreSQL server and a standby that follows it by streaming replication, as an operator has them. */
export class ReplicatedDatabase {
  private constructor(
    private readonly folders: readonly string[],
    private readonly primary: EmbeddedPostgres,
    private readonly standby: EmbeddedPostgres,
    /** In front of the standby: shut, it is away. */
    readonly gate: PushGate,
  ) {}

  static async start(): Promise<ReplicatedDatabase> {
    const [own, copy] = [await folder(), await folder()];
    const primary = await startEmbeddedPostgres({
      dataDir: own,
      databases: [DATABASE],
      log: () => undefined,
      // No file may vanish while it is copied.
      serverFlags: ['-c', 'autovacuum=off'],
    });
    await copyCluster(primary.url('postgres'), own, copy);
    const { password } = new URL(primary.url());
    const standby = await startEmbeddedPostgres({
      dataDir: copy,
      log: () => undefined,
      serverFlags: [
        '-c',
        `primary_conninfo=host=127.0.0.1 port=${primary.port} user=postgres password=${password}`,
      ],
    });
    return new ReplicatedDatabase([own, copy], primary, standby, await PushGate.to(standby.port));
  }

  get url(): string {
    return this.primary.url(DATABASE);
  }

  /** Of the standby, through the gate. */
  get readUrl(): string {
    const url = new URL(this.standby.url(DATABASE));
    url.port = String(this.gate.port);
    return url.href;
  }

  /** The standby stays where it is, however much is written on the primary. */
  async pauseReplay(): Promise<void> {
    await queryDatabase(this.standby.url(DATABASE), 'SELECT pg_wal_replay_pause()');
  }

  async resumeReplay(): Promise<void> {
    await queryDatabase(this.standby.url(DATABASE), 'SELECT pg_wal_replay_resume()');
  }

  /** How many pages the connections of our readers have asked the standby for. */
  async readsOnStandby(): Promise<number> {
    const [row] = await queryDatabase<{ count: number }>(
      this.standby.url(DATABASE),
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE application_name = 'oracle-integration page reader' AND query LIKE '%completion_records%'`,
    );
    return row!.count;
  }

  async stop(): Promise<void> {
    await this.gate.shut();
    await this.standby.stop();
    await this.primary.stop();
    for (const one of this.folders) await rm(one, { recursive: true, force: true });
  }
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'replicated-'));
  // As root the servers run as another user, who must come in.
  await chmod(made, 0o755);
  return made;
}

/** What `pg_basebackup` does, which the embedded PostgreSQL does not bring. */
async function copyCluster(adminUrl: string, from: string, to: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`SELECT pg_backup_start('standby', true)`);
    await run('cp', ['-a', join(from, 'postgres'), join(from, 'postgres.secret'), to]);
    const { rows } = await client.query<{ labelfile: string }>(
      'SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)',
    );
    const cluster = join(to, 'postgres');
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    await writeFile(join(cluster, 'backup_label'), rows[0]!.labelfile);
    await writeFile(join(cluster, 'standby.signal'), '');
    for (const file of ['backup_label', 'standby.signal'])
      await run('chown', [`--reference=${cluster}`, join(cluster, file)]);
  } finally {
    await client.end();
  }
}
