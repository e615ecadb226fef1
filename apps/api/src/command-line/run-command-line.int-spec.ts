import 'reflect-metadata';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { OverviewView } from '@oracle-integration/contracts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';
import { runCommandLine } from './run-command-line';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('oracle-integration', () => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'oracle-integration-command-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  async function run(...args: string[]): Promise<Said> {
    return runWith({}, ...args);
  }

  async function runWith(variables: Record<string, string>, ...args: string[]): Promise<Said> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const raw = { DATABASE_URL: database.url, DATA_DIR: folder, ...variables };
    const code = await runCommandLine(args, { raw, stdin: new PassThrough(), stdout, stderr });
    const text = (stream: PassThrough) => String(stream.read() ?? '');
    return { code, out: text(stdout), err: text(stderr) };
  }

  async function query<Row>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  const aDeadItem = () =>
    query(
      `INSERT INTO queue_items (record_id, revision, status, cause_code) VALUES (gen_random_uuid(), 1, 'dead', 'PUSH.REJECTED')`,
    );
  const aRecord = (userId: number) =>
    query(
      `INSERT INTO completion_records (id, site_id, user_id, course_id, completed_at, status, is_archived, revision,
         change_seq, changed_at, captured_at, source_table, source_row_id, content_hash, public_json, change_kind, noticed_by)
       SELECT gen_random_uuid(), 'totara', ${userId}, 88, now(), 'complete', false, 1,
              nextval('completion_change_seq'), now(), now(), 'current', ${userId}, '',
              json_build_object('userId', ${userId}), 'completed', 'first_load'`,
    );
  const auditedBy = () =>
    query<{ action: string; actor: string }>(
      `SELECT action, actor_name AS actor FROM audit_entries ORDER BY id`,
    );

  it('tells what it can do, and how it ends', async () => {
    const { code, out } = await run('--help');

    expect(code).toBe(0);
    expect(out).toMatch(/status[\s\S]*doctor[\s\S]*requeue[\s\S]*Exit codes: 0 done/);
  });

  it.each([
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['requeue', '--status', 'sent'], /statuses must be a list of failed, dead, parked/],
    [['purge'], /--sent-older-than/],
    [['backfill', 'start'], /everything/],
    [['export', '--status', 'done'], /status must be one of/],
    [['token', 'create', '--expires', 'soon'], /expiresAt/],
  ])('answers %j with exit code 2 and what is wrong', async (args, words) => {
    const { code, out, err } = await run(...args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  });

  it('shows the status: with exit code 1 once something is stopped', async () => {
    const well = await run('status', '--json');
    await aDeadItem();
    const stopped = await run('status');

    expect(well.code).toBe(0);
    expect((JSON.parse(well.out) as OverviewView).queue.dead).toBe(0);
    expect(stopped.code).toBe(1);
    expect(stopped.out).toContain('dead 1');
  });

  it('requeues and purges, counts first when asked to, and writes down what it did', async () => {
    await aDeadItem();

    const counted = await run('requeue', '--dry-run', '--json');
    const requeued = await run('requeue', '--json');
    const purged = await run('purge', '--sent-older-than', '0', '--logs-older-than', '30', '--json');

    expect(JSON.parse(counted.out)).toMatchObject({ requeued: 1 });
    expect(JSON.parse(requeued.out)).toMatchObject({ requeued: 1 });
    expect(JSON.parse(purged.out)).toEqual({ sentItems: 0, logEntries: 0 });
    expect(await auditedBy()).toEqual(
      ['queue.requeued', 'queue.purged', 'logs.purged'].map((action) => ({ action, actor: 'command line' })),
    );
  });

  it('prints a new token alone, so that a script may take it as it is', async () => {
    const { code, out } = await run('token', 'create', '--label', 'Payroll', '--scope', 'read');

    const listed = await run('token', 'list');
    expect(code).toBe(0);
    expect(out).toMatch(/^oi_\w+\n$/);
    expect(listed.out).toContain('Payroll');
    expect(listed.out).not.toContain(out.trim());
  });

  it('prints the link by which a new manager chooses a password', async () => {
    const { out } = await runWith(
      { PUBLIC_URL: 'https://oi.example.com' },
      'user',
      'create',
      'maria@example.com',
      '--role',
      'manage',
    );

    expect(out).toMatch(/^https:\/\/oi\.example\.com\/invitation\?token=\S+\n$/);
    expect(await auditedBy()).toEqual([{ action: 'manager.invited', actor: 'command line' }]);
  });

  it('asks for a backfill and shows how far it has come', async () => {
    const asked = await run('backfill', 'start', '--from', '2026-01-01', '--dry-run', '--json');
    const { id } = JSON.parse(asked.out) as { id: string };

    const shown = await run('backfill', 'show', id);
    const cancelled = await run('backfill', 'cancel', id);

    expect(shown.out).toContain('counting');
    expect(cancelled.out).toContain('cancelled');
  });

  it('exports the ledger to the terminal and to a file, and says where to go on', async () => {
    for (const userId of [1, 2, 3]) await aRecord(userId);
    const file = join(folder, 'completions.ndjson');

    const printed = await run('export');
    await run('export', '--output', file);
    const [, cursor] = printed.err.match(/--cursor (\S+)/)!;
    await aRecord(4);
    const later = await run('export', '--cursor', cursor!);

    const users = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { userId: number }).userId);
    expect(users(printed.out)).toEqual([1, 2, 3]);
    expect(await readFile(file, 'utf8')).toBe(printed.out);
    expect(users(later.out)).toEqual([4]);
  });

  it('confirms a copy', async () => {
    await query(
      `INSERT INTO installations (id, cursor_key, copy_since, copy_sign) VALUES (1, 'key', now(), 'it was copied')`,
    );

    const held = await run('confirm-copy');
    const again = await run('confirm-copy');

    expect(held.out).toMatch(/^Confirmed/);
    expect(again.out).toMatch(/^Nothing to confirm/);
  });

  it('refuses a database that another version made, whichever is newer', async () => {
    const empty = await createEmptyDatabase();
    await query(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );

    const newer = await run('status');
    const older = await runWith({ DATABASE_URL: empty.url }, 'status');
    const migrated = await runWith({ DATABASE_URL: empty.url }, 'migrate');
    const then = await runWith({ DATABASE_URL: empty.url }, 'status');
    await empty.drop();

    expect([newer.code, older.code, migrated.code, then.code]).toEqual([1, 1, 0, 0]);
    expect(newer.err).toMatch(/^The database at \S+ was brought up to date by a newer version/);
    expect(older.err).toMatch(/behind this version\. Start the service/);
  });

  it('says in one sentence that the database cannot be reached', async () => {
    const { code, err } = await runWith(
      { DATABASE_URL: 'postgres://user:s3cret@127.0.0.1:1/none' },
      'status',
    );

    expect(code).toBe(1);
    expect(err).toMatch(/^The database at postgres:\/\/127\.0\.0\.1:1\/none cannot be used: .*\n$/);
    expect(err).not.toContain('s3cret');
  });
});

describe('oracle-integration doctor', () => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'oracle-integration-doctor-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  async function findings(variables: Record<string, string> = {}) {
    const stdout = new PassThrough();
    const raw = { DATABASE_URL: database.url, DATA_DIR: folder, ...variables };
    const terminal = { raw, stdin: new PassThrough(), stdout, stderr: new PassThrough() };
    const code = await runCommandLine(['doctor', '--json'], terminal);
    const report = JSON.parse(String(stdout.read())) as {
      failed: number;
      findings: { name: string; result: string; detail: string; action: string | null }[];
    };
    return { code, ...report };
  }

  it('finds nothing wrong with a new installation, and says what is not set', async () => {
    const { code, failed, findings: found } = await findings();

    expect([code, failed]).toEqual([0, 0]);
    expect(found.map(({ name, result }) => `${name} ${result}`)).toEqual(
      expect.arrayContaining(['Node ok', 'Database ok', 'Schema ok', 'Totara warning', 'Holds ok']),
    );
    expect(found.filter(({ result, action }) => result !== 'ok' && action === null)).toEqual([]);
  });

  it('names every variable that cannot be used, and never its value', async () => {
    const { code, findings: found } = await findings({ PORT: 'xyz-value', PUSH_BATCH_SIZE: 'many-value' });

    expect(code).toBe(1);
    const text = JSON.stringify(found);
    expect(text).toContain('PORT');
    expect(text).toContain('PUSH_BATCH_SIZE');
    expect(text).not.toContain('many-value');
  });

  it('says that Oracle and Totara cannot be reached, what each of them needs, and no password', async () => {
    const { code, findings: found } = await findings({
      TOTARA_DATABASE_URL: 'postgres://reader:s3cret@127.0.0.1:1/totara',
      PUSH_BASE_URL: 'http://127.0.0.1:1',
      PUSH_TOKEN_URL: 'http://127.0.0.1:1/token',
      PUSH_CLIENT_ID: 'client',
      PUSH_CLIENT_SECRET: 'hush-hush',
      PUSH_ALLOW_PRIVATE_TARGETS: 'true',
    });

    const failed = found.filter(({ result }) => result === 'failed').map(({ name }) => name);
    expect(code).toBe(1);
    expect(failed).toEqual(['Totara', 'Oracle']);
    expect(JSON.stringify(found)).not.toMatch(/s3cret|hush-hush/);
  });

  it('looks at the standby of Pull, where there is one', async () => {
    const gone = await findings({ DATABASE_READ_URL: 'postgres://127.0.0.1:1/none' });
    const none = await findings({ DATABASE_READ_URL: database.url });

    const standby = ({ findings: found }: typeof gone) =>
      found.find(({ name }) => name === 'Standby of Pull');
    expect(standby(gone)).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
    expect(standby(none)).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('no standby') as string,
    });
  });

  it('says that the database is too old for it, or not there', async () => {
    const empty = await createEmptyDatabase();

    const old = await findings({ DATABASE_URL: empty.url });
    await empty.drop();
    const gone = await findings({ DATABASE_URL: empty.url });

    expect(old.findings.at(-1)).toMatchObject({ name: 'Schema', result: 'failed' });
    expect(gone.findings.at(-1)).toMatchObject({ name: 'Database', result: 'failed' });
  });
});
