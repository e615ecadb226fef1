import { waitUntil } from '@oracle-integration/testing';
import type { QueryRunner } from 'typeorm';
import { countQueued, ledgerRecords } from '../testing/ledger-reader';
import { aFile } from './testing/a-file';
import { type ImportProcess, type ImportStand, openImports } from './testing/import-stand';

describe('the work on imports', () => {
  let stand: ImportStand;
  let process: ImportProcess;

  beforeEach(async () => {
    stand = await openImports();
    process = await stand.process();
  });

  afterEach(() => stand.close());

  const state = async (id: string) => (await process.imports.detail(id)).state;

  /** Holds something in the database until it is let go. */
  async function hold(sql: string, parameters: unknown[] = []): Promise<{ letGo(): Promise<void> }> {
    const runner: QueryRunner = stand.dataSource.createQueryRunner();
    await runner.startTransaction();
    // Or PostgreSQL ends it when what is waited for takes more than 15 s.
    await runner.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await runner.query(sql, parameters);
    return {
      letGo: async () => {
        await runner.rollbackTransaction();
        await runner.release();
      },
    };
  }

  /** Waits until a process waits for what a test holds. */
  function waitsForUs({ name }: ImportProcess): Promise<unknown> {
    const sql = `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = $1 AND wait_event_type = 'Lock'`;
    return waitUntil(
      () => stand.query(sql, [name]),
      (rows) => rows.length > 0,
    );
  }

  describe('of a process that is killed', () => {
    it('goes on elsewhere where the check was, and counts no row twice', async () => {
      const { id } = await process.upload(aFile(3_500));
      await process.imports.check(id);
      // The second batch comes to a row that is held, when its verdicts are about to be written.
      await stand.query(`INSERT INTO import_verdicts (import_id, line, verdict) VALUES ($1, 1500, 'error')`, [
        id,
      ]);
      const held = await hold('SELECT 1 FROM import_verdicts WHERE import_id = $1 FOR UPDATE', [id]);
      const working = process.work.workOnDue();
      await waitsForUs(process);

      await stand.kill(process);
      await working.catch(() => undefined);
      await held.letGo();
      const after = await stand.process();
      const { progress } = await after.imports.detail(id);
      await after.work.workOnDue();

      expect(progress).toEqual({ done: 1000, total: 3500 });
      expect(await after.imports.detail(id)).toMatchObject({
        state: 'checked',
        verdicts: { new: 3500, error: 0 },
      });
    });

    it('goes on elsewhere between the verdicts and the ledger', async () => {
      const { id } = await process.checked(aFile(2_500));
      await process.imports.apply(id, 'all');
      const held = await holdLedger();
      const working = process.work.workOnDue();
      await waitsForUs(process);

      await stand.kill(process);
      await working.catch(() => undefined);
      await held.letGo();
      const after = await stand.process();
      await after.work.workOnDue();

      expect(await after.imports.detail(id)).toMatchObject({
        state: 'applied',
        verdicts: { new: 2500, unchanged: 0 },
        applied: { added: 2500, revised: 0, queued: 2500 },
      });
      expect(await ledgerRecords(stand.dataSource)).toHaveLength(2500);
    });

    it('goes on elsewhere between the ledger and its position: what was done is not done again', async () => {
      const { id } = await process.checked(aFile(2_500));
      await process.imports.apply(id, 'all');
      const ledger = await holdLedger();
      const working = process.work.workOnDue();
      await waitsForUs(process);
      const position = await hold('SELECT 1 FROM imports WHERE id = $1 FOR UPDATE', [id]);
      await ledger.letGo();
      await waitUntil(
        () => countQueued(stand.dataSource),
        (count) => count === 1000,
      );
      await waitsForUs(process);

      await stand.kill(process);
      await working.catch(() => undefined);
      await position.letGo();
      const after = await stand.process();
      await after.work.workOnDue();

      const view = await after.imports.detail(id);
      expect(view).toMatchObject({ state: 'applied', verdicts: { new: 2500, unchanged: 0 } });
      // The first thousand were recorded by the process that could not say so any more.
      expect(view.applied).toEqual({ added: 1500, revised: 0, queued: 1500 });
      const records = await ledgerRecords(stand.dataSource);
      expect(records).toHaveLength(2500);
      expect(records.every(({ revision }) => revision === 1)).toBe(true);
      expect(await countQueued(stand.dataSource)).toBe(2500);
    });
  });

  it('is done by one process at a time, and each row once, however many there are', async () => {
    const processes = [process, await stand.process(), await stand.process()];
    const ids: string[] = [];
    for (let file = 0; file < 3; file += 1) {
      const { id } = await process.upload(aFile(2_200).replaceAll('learner', `learner-${file}-`));
      await process.imports.check(id);
      ids.push(id);
    }
    const workAll = async () => {
      for (const wanted of ['checked', 'applied']) {
        await waitUntil(
          async () => {
            await Promise.all(processes.map(({ work }) => work.workOnDue()));
            return Promise.all(ids.map(state));
          },
          (states) => states.every((one) => one === wanted),
        );
        if (wanted === 'checked') for (const id of ids) await process.imports.apply(id, 'all');
      }
    };

    await workAll();

    for (const id of ids) {
      expect(await process.imports.detail(id)).toMatchObject({
        verdicts: { new: 2200 },
        applied: { added: 2200, queued: 2200 },
      });
    }
    expect(await countQueued(stand.dataSource)).toBe(6_600);
  });

  it('leaves an import alone that another process works on', async () => {
    const { id } = await process.upload(aFile(10));
    await process.imports.check(id);
    await stand.query(
      `INSERT INTO leases (name, token, holder, expires_at)
       VALUES ('import:' || $1, gen_random_uuid(), 'another', now() + interval '1 hour')`,
      [id],
    );

    await process.work.workOnDue();
    const meanwhile = await state(id);
    await stand.query(`UPDATE leases SET expires_at = now() - interval '1 second'`);
    await process.work.workOnDue();

    expect([meanwhile, await state(id)]).toEqual(['checking', 'checked']);
  });

  it('is paused with the batch under way, and goes on where it was', async () => {
    const { id } = await process.checked(aFile(3_200));
    await process.imports.apply(id, 'all');
    const held = await holdLedger();
    const working = process.work.workOnDue();
    await waitsForUs(process);

    await process.imports.setState(id, 'paused');
    await held.letGo();
    await working;
    const paused = await process.imports.detail(id);
    await process.work.workOnDue();
    const still = await process.imports.detail(id);
    await process.imports.setState(id, 'running');
    await process.work.workOnDue();

    expect(paused).toMatchObject({
      state: 'paused',
      progress: { done: 1000, total: 3200 },
      applied: { added: 1000 },
    });
    expect(still).toEqual(paused);
    expect(await process.imports.detail(id)).toMatchObject({
      state: 'applied',
      applied: { added: 3200, queued: 3200 },
    });
  });

  it('ends when it is cancelled: what is in the ledger stays, and the rest can be applied later', async () => {
    const { id } = await process.checked(aFile(2_200));
    await process.imports.apply(id, 'none');
    const held = await holdLedger();
    const working = process.work.workOnDue();
    await waitsForUs(process);

    await process.imports.setState(id, 'cancelled');
    await held.letGo();
    await working;

    expect(await process.imports.detail(id)).toMatchObject({ state: 'cancelled', applied: { added: 1000 } });
    await expect(process.imports.setState(id, 'running')).rejects.toThrow(
      'An import that is cancelled cannot be gone on with',
    );
    await process.imports.check(id);
    await process.work.workOnDue();
    expect((await process.imports.detail(id)).verdicts).toMatchObject({ unchanged: 1000, new: 1200 });
  });

  it('is told to stop between two batches, and another process goes on', async () => {
    const { id } = await process.checked(aFile(2_200));
    await process.imports.apply(id, 'none');
    const held = await holdLedger();
    const working = process.work.workOnDue();
    await waitsForUs(process);

    process.work.stop();
    await held.letGo();
    await working;
    const stopped = await process.imports.detail(id);
    const after = await stand.process();
    await after.work.workOnDue();

    expect(stopped).toMatchObject({ state: 'applying', progress: { done: 1000 } });
    expect(await after.imports.detail(id)).toMatchObject({ state: 'applied', applied: { added: 2200 } });
  });

  describe('when an import is over', () => {
    const figures = () =>
      stand.query<{ rows: number; verdicts: number; records: number }>(
        `SELECT (SELECT count(*)::int FROM import_rows) AS rows, (SELECT count(*)::int FROM import_verdicts) AS verdicts,
                (SELECT count(*)::int FROM completion_records) AS records`,
      );

    it('removes its rows thirty days later, and keeps its figures and the completions', async () => {
      const { id } = await process.applied(aFile(1_500));
      const recent = await process.upload(aFile(5));
      await process.removal.removeDue(() => true);
      const before = await figures();
      await stand.query(`UPDATE imports SET rested_at = now() - interval '30 days 1 minute' WHERE id = $1`, [
        id,
      ]);

      await process.removal.removeDue(() => true);

      expect(before).toEqual([{ rows: 1505, verdicts: 1500, records: 1500 }]);
      expect(await figures()).toEqual([{ rows: 5, verdicts: 0, records: 1500 }]);
      const view = await process.imports.detail(id);
      expect(view).toMatchObject({ state: 'applied', verdicts: { new: 1500 }, sample: [] });
      expect(view.rowsRemovedAt).not.toBeNull();
      await expect(process.imports.listRows(id, { limit: 10 })).rejects.toThrow(
        /rows of this import were removed/,
      );
      await expect(process.imports.check(id)).rejects.toThrow(/rows of this import were removed/);
      expect((await process.imports.detail(recent.id)).rowsRemovedAt).toBeNull();
    });

    it('removes nothing of one that is worked on, however old it is', async () => {
      const { id } = await process.upload(aFile(5));
      await stand.query(`UPDATE imports SET rested_at = now() - interval '31 days'`);
      await process.imports.check(id);

      await process.removal.removeDue(() => true);

      expect(await figures()).toMatchObject([{ rows: 5 }]);
    });

    it('deletes it when asked, in bounded steps; its completions stay', async () => {
      const { id } = await process.applied(
        `${aFile(20)}${'\n'.repeat(25_000)}late,E,N,FIRE-1,Complete,01 Feb 2025,1%\n`,
      );
      await process.imports.remove(id);
      let steps = 0;
      await process.removal.removeDue(() => (steps += 1) <= 1);
      const [afterOne] = await figures();

      await process.removal.removeDue(() => (steps += 1) > 0);

      expect(afterOne).toMatchObject({ rows: 1, verdicts: 1 });
      expect(steps).toBe(1 + 1 + 3);
      expect(await figures()).toEqual([{ rows: 0, verdicts: 0, records: 21 }]);
      await expect(process.imports.detail(id)).rejects.toThrow(`There is no import ${id}`);
    });

    it('is not deleted while it is worked on', async () => {
      const { id } = await process.checked(aFile(5));
      await process.imports.apply(id, 'none');

      await expect(process.imports.remove(id)).rejects.toThrow(
        'An import that is applying cannot be deleted. Pause or cancel it, or wait until it is applied.',
      );
    });
  });

  /** The ledger's writers wait: as if another one were in the middle of a long transaction. */
  function holdLedger(): Promise<{ letGo(): Promise<void> }> {
    return hold('LOCK TABLE completion_records IN SHARE ROW EXCLUSIVE MODE');
  }
});
