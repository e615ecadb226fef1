import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AuditRepository } from '../audit/audit.repository';
import { AuditService } from '../audit/audit.service';
import { anonymousCaller } from '../audit/audit-entry';
import { RefusalDigest } from '../audit/refusal-digest';
import { parseEnvironment } from '../env/environment';
import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { CopyGuard } from './copy-guard.service';
import { InstallationService } from './installation.service';

const MARIA = anonymousCaller(null, 'maria@example.com');

describe('CopyGuard', () => {
  let original: ScratchDatabase;
  let copy: ScratchDatabase;

  beforeEach(async () => {
    [original, copy] = await Promise.all([openScratchDatabase(), openScratchDatabase()]);
    Logger.overrideLogger(false);
  });
  afterEach(async () => {
    Logger.overrideLogger(console);
    await Promise.all([original.close(), copy.close()]);
  });

  /** A process that starts; as if it was told this public address. */
  async function started(dataSource: DataSource, publicUrl?: string): Promise<CopyGuard> {
    const entries = new AuditRepository(dataSource);
    const guard = new CopyGuard(
      dataSource,
      new InstallationService(dataSource),
      new AuditService(entries, new RefusalDigest(entries)),
      parseEnvironment(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
    );
    await guard.recognise();
    return guard;
  }

  /** What a dump carries over. */
  async function restore(): Promise<void> {
    const [dumped] = await original.dataSource.query<[{ rows: string }]>(
      'SELECT json_agg(row)::text AS rows FROM installations row',
    );
    await copy.dataSource.query('DELETE FROM installations');
    await copy.dataSource.query(
      'INSERT INTO installations SELECT * FROM json_populate_recordset(NULL::installations, $1)',
      [dumped.rows],
    );
  }

  it('is at home at its first start, after restarts, and in several processes at once', async () => {
    const guards = await Promise.all(
      Array.from({ length: 3 }, async () => started(await original.connect(), 'https://oi.example.com')),
    );
    guards.push(
      await started(original.dataSource),
      await started(original.dataSource, 'http://oi.example.com'),
    );

    const found = await Promise.all(guards.map((guard) => guard.unconfirmed()));

    expect(found).toEqual(guards.map(() => null));
  });

  it('knows a restored dump for a copy, in every process, also after another start', async () => {
    await started(original.dataSource);
    await restore();

    await started(copy.dataSource);
    const again = await started(await copy.connect());

    expect(await again.unconfirmed()).toEqual({
      since: expect.any(Date) as Date,
      sign: expect.stringContaining('restored beside') as string,
    });
    expect(await (await started(original.dataSource)).unconfirmed()).toBeNull();
  });

  it('is at home once it is confirmed, which is written down with what was seen', async () => {
    await started(original.dataSource);
    await restore();
    const guard = await started(copy.dataSource);

    const answers = [await guard.confirm(MARIA), await guard.confirm(MARIA)];
    const afterRestart = await started(await copy.connect());

    const audited = await copy.dataSource.query<{ action: string; actor_name: string }[]>(
      `SELECT action, actor_name FROM audit_entries ORDER BY id`,
    );
    expect(answers).toEqual([{ confirmed: true }, { confirmed: false }]);
    expect(await afterRestart.unconfirmed()).toBeNull();
    expect(audited).toEqual([
      { action: 'installation.copy_found', actor_name: 'system' },
      { action: 'installation.copy_confirmed', actor_name: 'maria@example.com' },
    ]);
  });

  it('knows a copied volume by its address; a worker that was told none does not take that back', async () => {
    await started(original.dataSource, 'https://oi.example.com');

    await started(original.dataSource, 'https://staging.example.com');
    const worker = await started(await original.connect());

    expect(await worker.unconfirmed()).toMatchObject({
      sign: expect.stringContaining('staging.example.com'),
    });
    await worker.confirm(MARIA);
    const confirmed = await started(await original.connect(), 'https://staging.example.com');
    expect(await confirmed.unconfirmed()).toBeNull();
  });
});
