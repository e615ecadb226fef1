import type { RawEnvironment } from '@oracle-integration/platform';
import type { CaptureProcess } from '../testing/capture-process';
import { type CaptureRig, createCaptureRig } from '../testing/capture-rig';
import { holdTable } from '../testing/held-table';
import { ledgerRecords, queuedDeliveries } from '../testing/ledger-reader';
import { startSeverableProxy } from '../testing/severable-proxy';

let rig: CaptureRig;
let learner: number;
let course: number;

beforeEach(async () => {
  rig = await createCaptureRig();
  learner = await rig.scratch.site.addUser();
  course = await rig.scratch.site.addCourse();
  await rig.scratch.site.complete(learner, course);
});

afterEach(() => rig.drop());

async function captureAndTell(process: CaptureProcess) {
  await process.service.capture();
  return process.service.status();
}

describe('a database that goes away in the middle of a page', () => {
  it('is trouble in plain words, and afterwards reading goes on with nothing lost', async () => {
    const process = rig.process({ PUSH_HISTORY: 'all' });
    const held = await holdTable(rig.scratch.pool, 'ttr_user');
    const looking = process.service.capture();
    await rig.scratch.rows('SELECT pg_terminate_backend($1)', [await held.reader()]);
    await looking;
    await held.release();

    const during = await process.service.status();
    const after = await captureAndTell(process);

    expect(during).toMatchObject({ state: 'trouble', trouble: { code: 'TOTARA.CONNECTION_LOST' } });
    expect(during.trouble!.reason).toBe('The Totara database is being shut down or restarted.');
    expect(after).toMatchObject({ state: 'following', trouble: null });
    expect(await ledgerRecords(rig.dataSource)).toHaveLength(1);
    expect(await queuedDeliveries(rig.dataSource)).toHaveLength(1);
  });

  it('is trouble in plain words when the network is cut without a word, and reading goes on', async () => {
    const proxy = await startSeverableProxy(rig.scratch.url);
    const process = rig.process({ TOTARA_DATABASE_URL: proxy.url });
    const held = await holdTable(rig.scratch.pool, 'ttr_user');
    const looking = process.service.capture();
    await held.reader();
    proxy.cut();
    await looking;
    await held.release();

    const during = await process.service.status();
    const after = await captureAndTell(process);
    await process.stop();
    await proxy.close();

    expect(during).toMatchObject({ state: 'trouble', trouble: { code: 'TOTARA.CONNECTION_LOST' } });
    expect(after).toMatchObject({ state: 'following', trouble: null });
    expect(await ledgerRecords(rig.dataSource)).toHaveLength(1);
  });

  it('loses nothing of what changed meanwhile when it happens while following', async () => {
    const process = rig.process();
    await process.service.capture();
    const other = await rig.scratch.site.addUser();
    await rig.scratch.site.complete(other, course);
    const held = await holdTable(rig.scratch.pool, 'ttr_user');
    const looking = process.service.capture();
    await rig.scratch.rows('SELECT pg_terminate_backend($1)', [await held.reader()]);
    await looking;
    await held.release();

    await process.service.capture();

    expect(await queuedDeliveries(rig.dataSource)).toMatchObject([{ userId: other, courseId: course }]);
  });
});

describe('a site that cannot be read', () => {
  const cases: [string, RawEnvironment, string, RegExp][] = [
    [
      'the prefix is another',
      { TOTARA_TABLE_PREFIX: 'mdl_' },
      'TOTARA.TABLE_MISSING',
      /no table mdl_course_completions, mdl_course, mdl_user/,
    ],
    ['the schema is another', { TOTARA_SCHEMA: 'lms' }, 'TOTARA.TABLE_MISSING', /The schema "lms"/],
  ];

  it.each(cases)('is told in words, with who must act: %s', async (_, raw, code, reason) => {
    const { trouble, state } = await captureAndTell(rig.process(raw));

    expect(state).toBe('trouble');
    expect(trouble).toMatchObject({ code, reason: expect.stringMatching(reason) as string });
    expect(trouble!.action).toMatch(/^(Operator|IT):/);
  });

  it('is told without user name and password', async () => {
    const status = await captureAndTell(
      rig.process({ TOTARA_DATABASE_URL: 'postgres://reader:s3cret@127.0.0.1:1/totara' }),
    );

    expect(status.source).toBe('postgres://127.0.0.1:1/totara');
    expect(JSON.stringify(status)).not.toMatch(/s3cret|reader/);
  });

  it('is told with the database that does not exist', async () => {
    const url = new URL(rig.scratch.url);
    url.pathname = '/no_such_site';

    const { trouble } = await captureAndTell(rig.process({ TOTARA_DATABASE_URL: url.href }));

    expect(trouble).toMatchObject({ code: 'TOTARA.DATABASE_MISSING' });
    expect(trouble!.reason).toContain('no_such_site');
  });

  it('keeps the moment the trouble began while the same trouble lasts', async () => {
    const process = rig.process({ TOTARA_TABLE_PREFIX: 'mdl_' });
    const first = await captureAndTell(process);

    const second = await captureAndTell(process);

    expect(second.trouble!.since).toBe(first.trouble!.since);
  });

  it('is read from the beginning as soon as it is set right', async () => {
    await rig.process({ TOTARA_TABLE_PREFIX: 'mdl_' }).service.capture();
    await rig.dataSource.query('DELETE FROM leases');

    const status = await captureAndTell(rig.process());

    expect(status).toMatchObject({ state: 'following', rowsRead: 1, trouble: null });
    expect(await ledgerRecords(rig.dataSource)).toHaveLength(1);
  });

  it('is not read while the integration is switched off', async () => {
    const status = await captureAndTell(rig.process({ INTEGRATION_ENABLED: 'false' }));

    expect(status.state).toBe('starting');
    expect(await ledgerRecords(rig.dataSource)).toEqual([]);
  });

  it('says so when no database is configured', async () => {
    const status = await captureAndTell(rig.process({ TOTARA_DATABASE_URL: '' }));

    expect(status).toMatchObject({ state: 'not_configured', source: null, trouble: null });
  });
});

describe('the lease of the site', () => {
  it('keeps a second service from reading while the first holds it', async () => {
    const [first, second] = [rig.process(), rig.process()];
    await first.service.capture();
    await rig.dataSource.query(`UPDATE leases SET expires_at = now() + interval '1 hour'`);
    await rig.scratch.site.complete(await rig.scratch.site.addUser(), course);

    await second.service.capture();

    expect(await ledgerRecords(rig.dataSource)).toHaveLength(1);
  });

  it('is given back when a service stops, so that another goes on at once', async () => {
    const [first, second] = [rig.process(), rig.process()];
    await first.service.capture();
    await rig.scratch.site.complete(await rig.scratch.site.addUser(), course);
    await first.stop();

    await second.service.capture();

    expect(await ledgerRecords(rig.dataSource)).toHaveLength(2);
  });

  it('runs out when its holder was killed', async () => {
    const [killed, second] = [rig.process(), rig.process()];
    await killed.service.capture();
    await rig.scratch.site.complete(await rig.scratch.site.addUser(), course);
    await rig.dataSource.query(`UPDATE leases SET expires_at = now() - interval '1 second'`);

    await second.service.capture();

    expect(await ledgerRecords(rig.dataSource)).toHaveLength(2);
  });

  it('is not taken again by a service that has stopped', async () => {
    const process = rig.process();
    await process.stop();

    await process.service.capture();

    expect(await ledgerRecords(rig.dataSource)).toEqual([]);
  });
});

describe('what cannot be noted in the database', () => {
  it('is told by the process that met it: the database has no room, until it has', async () => {
    const process = rig.process();
    await process.service.capture();
    await rig.scratch.site.complete(await rig.scratch.site.addUser(), course);
    await rig.dataSource.query(
      `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
    );
    await rig.dataSource.query(
      'CREATE TRIGGER no_room BEFORE INSERT ON completion_records EXECUTE FUNCTION no_room()',
    );

    await expect(process.service.capture()).rejects.toThrow('No space left');
    const during = await process.service.status();
    await rig.dataSource.query('DROP TRIGGER no_room ON completion_records');
    const after = await captureAndTell(process);

    expect(during).toMatchObject({ state: 'trouble', trouble: { code: 'CAPTURE.DISK_FULL' } });
    expect(after).toMatchObject({ state: 'following', trouble: null });
    expect(await ledgerRecords(rig.dataSource)).toHaveLength(2);
  });

  it('is told by any process: nobody has looked at the site for long', async () => {
    const [worker, api] = [rig.process(), rig.process()];
    await worker.service.capture();
    await rig.dataSource.query(`UPDATE capture_positions SET last_read_at = now() - interval '10 minutes'`);

    const fresh = await api.service.status();
    api.clock.passMs(600_000);
    const during = await api.service.status();
    await worker.service.capture();

    expect(fresh.trouble).toBeNull();
    expect(during).toMatchObject({ state: 'trouble', trouble: { code: 'CAPTURE.STANDSTILL' } });
    expect((await api.service.status()).trouble).toBeNull();
  });
});
