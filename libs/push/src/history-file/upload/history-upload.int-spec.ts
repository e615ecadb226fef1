import { text } from 'node:stream/consumers';
import type { HistoryUploadView } from '@oracle-integration/contracts';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { FakeDataLoader, FIRST_DATA_SET } from '../../testing/fake-data-loader';
import { aCompletion, configuredFor, type PushSetup, startPush } from '../../testing/push-setup';
import { HistoryFileRunner } from '../history-file-runner';
import { HistoryFileSizes } from '../history-file-sizes';
import { HistoryFileService } from '../history-file.service';
import { HistoryUploadService } from './history-upload.service';
import { HistoryUploader } from './history-uploader';

const BY = 'kim@example.com';
const FIRST = String(FIRST_DATA_SET);

describe('the upload of a history file', () => {
  let oracle: FakeDataLoader;
  let setup: PushSetup;

  beforeEach(async () => {
    oracle = await FakeDataLoader.start();
    setup = await startPush(configuredFor(oracle.url, { HISTORY_FILE_ASSIGNED_BY: '300100010473116' }));
    Object.assign(setup.service(HistoryFileSizes), { page: 2, partLines: 4 });
  });
  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  const uploader = () => setup.service(HistoryUploader);
  const uploads = () => setup.service(HistoryUploadService);
  const passWaits = () => selectRows(setup.dataSource, 'UPDATE history_uploads SET next_at = now()');
  const step = async () =>
    (await selectRows<{ step: string }>(setup.dataSource, 'SELECT step FROM history_uploads'))[0]!.step;

  /** A finished file of so many completions of as many learners. */
  async function aFile(completions: number): Promise<string> {
    await setup.record(completions);
    const { id } = await setup.service(HistoryFileService).request({ scope: 'all' }, BY);
    await setup.service(HistoryFileRunner).work();
    return id;
  }

  const viewOf = async (id: string): Promise<HistoryUploadView> =>
    (await setup.service(HistoryFileService).find(id)).upload!;

  /** Works until it has ended, as if no time had to pass. */
  async function workToTheEnd(id: string): Promise<HistoryUploadView> {
    for (let turns = 0; turns < 50; turns += 1) {
      await uploader().work();
      const view = await viewOf(id);
      if (view.state !== 'running') return view;
      await passWaits();
    }
    throw new Error('It does not come to an end.');
  }

  async function uploaded(completions: number): Promise<{ id: string; view: HistoryUploadView }> {
    const id = await aFile(completions);
    await uploads().begin(id, BY);
    return { id, view: await workToTheEnd(id) };
  }

  const sourceSystemIds = (at = 0) =>
    oracle.files[at]!.split('\n')
      .slice(1, -1)
      .map((line) => line.split('|')[3]!);

  it('sends each part, waits for Oracle, and notes every line as delivered', async () => {
    oracle.looksBefore = 2;

    const { id, view } = await uploaded(5);

    expect(view).toMatchObject({
      state: 'finished',
      partsLoaded: 2,
      dataSetStatus: 'ORA_COMPLETED',
      loaded: 5,
      refused: 0,
      unprocessed: 0,
      hasReport: false,
      failure: null,
    });
    expect(oracle.names).toEqual([1, 2].map((part) => `totara-history-${id}-part-${part}-run-1`));
    const items = await setup.items();
    expect(items.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'sent'));
    expect(items[0]!.externalId).toMatch(new RegExp(`^TR\\w{26} \\(data set ${FIRST}\\)$`));
    expect(await setup.attempts()).toMatchObject(Array.from({ length: 5 }, () => ({ outcome: 'loaded' })));
    await expect(uploads().begin(id, BY)).rejects.toMatchObject({ code: 'HISTORY_FILE.ALREADY_LOADED' });
  });

  it('says of each line that Oracle refused why, whichever way Oracle names it', async () => {
    const id = await aFile(4);
    await uploads().begin(id, BY);
    oracle.instead = (request) => {
      if (!request.includes('create')) return undefined;
      const [, , third] = sourceSystemIds();
      const messages = [
        { SourceSystemId: third!, FileLine: 2, MessageText: 'The learner is unknown' },
        { SourceSystemId: third!, MessageText: 'Twice over' },
        { FileLine: 5, MessageText: 'The item is closed' },
        { FileLine: 3, MessageTypeCode: 'WARNING', MessageText: 'It is old' },
      ];
      oracle.results = [{ status: 'ORA_IN_ERROR', loaded: 2, refused: 2, messages }];
      return undefined;
    };

    const view = await workToTheEnd(id);

    expect(view).toMatchObject({ state: 'finished', loaded: 2, refused: 2, unprocessed: 0, hasReport: true });
    const items = await setup.items();
    expect(items.map(({ status }) => status).sort()).toEqual(['dead', 'dead', 'sent', 'sent']);
    expect(items.filter(({ causeCode }) => causeCode === 'HISTORY.REFUSED')).toHaveLength(2);
    expect(items.map(({ causeDetail }) => causeDetail?.replace(/ \(record.*/, '')).sort()).toEqual([
      'The item is closed',
      'The learner is unknown Twice over',
      undefined,
      undefined,
    ]);
    const report = (await text(await uploads().report(id))).split('\r\n');
    expect(report).toHaveLength(4);
    expect(report[1]).toMatch(
      /^1,4,TR\w{26},totara:\d:88:\d+,[0-9a-f-]{36},1,The learner is unknown Twice over$/,
    );
    expect(await selectRows(setup.dataSource, 'SELECT 1 FROM history_upload_messages')).toEqual([]);
  });

  it('loads what was refused by a second upload, and doubles nothing', async () => {
    const messages = [{ FileLine: 2, MessageText: 'The learner is unknown' }];
    oracle.results = [{ status: 'ORA_IN_ERROR', loaded: 1, refused: 1, messages }];
    const { id } = await uploaded(2);

    const second = await uploads().begin(id, BY);
    const view = await workToTheEnd(id);

    expect(second).toMatchObject({ state: 'running', refused: 0, hasReport: false });
    expect(view).toMatchObject({ state: 'finished', loaded: 2, refused: 0, hasReport: false });
    expect(oracle.names[1]).toMatch(/-run-2$/);
    expect((await setup.items()).map(({ status }) => status)).toEqual(['sent', 'sent']);
    expect(await setup.attempts()).toHaveLength(3);
    await expect(uploads().report(id)).rejects.toMatchObject({ code: 'HISTORY_FILE.NOTHING_REFUSED' });
  });

  it.each([
    ['stops in the middle', { status: 'ORA_STOPPED', loaded: 1, unprocessed: 2 }],
    ['refuses a line and does not say which', { status: 'ORA_IN_ERROR', loaded: 2, refused: 1 }],
  ])('leaves lines as they are when Oracle %s', async (_, result) => {
    oracle.results = [result];

    const { view } = await uploaded(3);

    expect(view).toMatchObject({
      state: 'failed',
      loaded: result.loaded,
      unprocessed: 3 - result.loaded,
      failure: expect.stringContaining('Upload the file once more: nothing is doubled') as string,
    });
    expect((await setup.items()).map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
  });

  it('takes a code that it does not know for a failure, and says so', async () => {
    oracle.results = [{ status: 'ORA_STRANGE', loaded: 1 }];

    const { view } = await uploaded(1);

    expect(view).toMatchObject({ state: 'failed', dataSetStatus: 'ORA_STRANGE' });
    expect(view.failure).toContain('ORA_STRANGE');
  });

  it('makes no second data set when the answer to the first is lost', async () => {
    let creations = 0;
    oracle.instead = (request) => (request.includes('create') && creations++ === 0 ? 'lost' : undefined);

    const { view } = await uploaded(2);

    expect(view).toMatchObject({ state: 'finished', dataSetId: FIRST });
    expect([oracle.names.length, oracle.times('?q=')]).toEqual([1, 1]);
  });

  it.each([
    ['is busy', { status: 503 }],
    ['asks to wait', { status: 429, headers: { 'retry-after': '7' } }],
    ['breaks off', 'lost' as const],
  ])('tries again when Oracle %s', async (_, answer) => {
    let uploadsSeen = 0;
    oracle.instead = (request) => (request.includes('uploadFile') && uploadsSeen++ < 2 ? answer : undefined);

    const { view } = await uploaded(1);

    expect(view).toMatchObject({ state: 'finished', loaded: 1, failure: null });
  });

  it.each([
    [413, 'too large'],
    [403, 'A role is missing'],
    [400, 'Oracle answered 400'],
    [404, 'check Base URL'],
  ])('ends at once with words when the upload is answered %d', async (status, words) => {
    oracle.instead = (request) => (request.includes('uploadFile') ? { status } : undefined);

    const { view } = await uploaded(1);

    expect(view).toMatchObject({ state: 'failed', failure: expect.stringContaining(words) as string });
    expect(oracle.times('uploadFile')).toBe(1);
    expect(await setup.items()).toMatchObject([{ status: 'queued' }]);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      'it is begun anew',
      async (id) => {
        oracle.instead = () => undefined;
        await uploads().begin(id, BY);
        await workToTheEnd(id);
      },
    ],
    ['its file is removed', (id) => setup.service(HistoryFileService).discard(id)],
  ])('counts among the failed until %s', async (_, act) => {
    oracle.instead = (request) => (request.includes('uploadFile') ? { status: 403 } : undefined);
    const { id, view } = await uploaded(1);
    const before = await uploads().failed();

    await act(id);

    expect(before).toEqual([{ fileId: id, failure: view.failure }]);
    expect(await uploads().failed()).toEqual([]);
  });

  it('gives up after a day of trying, or of waiting', async () => {
    const id = await aFile(1);
    await uploads().begin(id, BY);
    oracle.looksBefore = Infinity;
    await uploader().work();

    await selectRows(
      setup.dataSource,
      `UPDATE history_uploads SET next_at = now(), step_since = now() - interval '25 hours'`,
    );
    await uploader().work();

    expect(await viewOf(id)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('within a day') as string,
    });
  });

  it('does not see a data set for a moment after it was made', async () => {
    let looks = 0;
    oracle.instead = (request) => (request.includes('GET /9') && looks++ === 0 ? { status: 404 } : undefined);

    const { view } = await uploaded(1);

    expect(view).toMatchObject({ state: 'finished', loaded: 1 });
  });

  it('waits without holding anything: another process goes on when this one is gone', async () => {
    const id = await aFile(3);
    await uploads().begin(id, BY);
    oracle.looksBefore = Infinity;
    await uploader().work();
    expect(await step()).toBe('poll');

    oracle.looksBefore = 0;
    const { service } = await setup.anotherProcess();
    await passWaits();
    await service(HistoryUploader).work();

    expect(await viewOf(id)).toMatchObject({ state: 'finished', loaded: 3 });
    expect(oracle.names).toHaveLength(1);
  });

  it('goes on behind the last chunk that was noted when a process is killed in the middle', async () => {
    const id = await aFile(4);
    await uploads().begin(id, BY);
    const dying = await setup.anotherProcess();
    const connections = dying.service(DataSource);
    const transaction = connections.transaction.bind(connections) as DataSource['transaction'];
    let transactions = 0;
    Object.assign(connections, {
      transaction: async (...given: Parameters<DataSource['transaction']>) => {
        // One for the messages and one for the first chunk.
        if ((transactions += 1) > 2) await connections.destroy();
        return transaction(...given);
      },
    });

    await expect(dying.service(HistoryUploader).work()).rejects.toThrow();
    const before = (await setup.items()).filter(({ status }) => status === 'sent');
    await selectRows(setup.dataSource, `UPDATE leases SET expires_at = now() - interval '1 second'`);
    const view = await workToTheEnd(id);

    expect(before).toHaveLength(2);
    expect(view).toMatchObject({ state: 'finished', loaded: 4 });
    expect(await setup.attempts()).toHaveLength(4);
  });

  it('works in one process only, however many try', async () => {
    const id = await aFile(4);
    await uploads().begin(id, BY);
    const other = await setup.anotherProcess();

    await Promise.all([uploader().work(), other.service(HistoryUploader).work()]);

    expect(await workToTheEnd(id)).toMatchObject({ state: 'finished', loaded: 4 });
    expect([oracle.files.length, oracle.names.length]).toEqual([1, 1]);
    expect(await setup.attempts()).toHaveLength(4);
  });

  it('notes nothing newer than the file has, and flags what the site took back meanwhile', async () => {
    const id = await aFile(2);
    const [changed, revoked] = [aCompletion(1), aCompletion(2)];
    await setup.ledger.record(
      'totara',
      [
        { ...changed, current: { ...changed.current!, grade: { value: 90, max: 100, percent: 90 } } },
        { ...revoked, current: null },
      ],
      { kind: 'later', by: 'change_log' },
    );
    await uploads().begin(id, BY);

    await workToTheEnd(id);

    const rows = await selectRows<{ revision: number; status: string; isRevoked: boolean }>(
      setup.dataSource,
      `SELECT revision, status, revoked_at IS NOT NULL AS "isRevoked" FROM queue_items ORDER BY record_id, revision`,
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { revision: 1, status: 'sent', isRevoked: false },
        { revision: 2, status: 'queued', isRevoked: false },
        { revision: 1, status: 'sent', isRevoked: true },
      ]),
    );
    expect(rows).toHaveLength(3);
  });

  it('fails when what the file held is removed meanwhile', async () => {
    const id = await aFile(2);
    await uploads().begin(id, BY);
    oracle.looksBefore = Infinity;
    await uploader().work();

    await setup.service(HistoryFileService).discard(id);
    const view = await workToTheEnd(id);

    expect(view).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('was removed') as string,
    });
  });

  it('is refused for a file that is not finished or empty, and while it is uploaded', async () => {
    const files = setup.service(HistoryFileService);
    const { id: unfinished } = await files.request({ scope: 'all' }, BY);
    await expect(uploads().begin(unfinished, BY)).rejects.toMatchObject({
      code: 'HISTORY_FILE.NOT_FINISHED',
    });
    await setup.service(HistoryFileRunner).work();
    await expect(uploads().begin(unfinished, BY)).rejects.toMatchObject({ code: 'HISTORY_FILE.EMPTY' });

    const id = await aFile(1);
    await uploads().begin(id, BY);

    await expect(uploads().begin(id, BY)).rejects.toMatchObject({ code: 'HISTORY_FILE.UPLOAD_RUNS' });
  });

  it('rests in a copy of the database until somebody says that it is the installation', async () => {
    const id = await aFile(1);
    await uploads().begin(id, BY);
    const other = await aFile(1);
    await selectRows(
      setup.dataSource,
      `INSERT INTO installations (id, cursor_key, copy_since, copy_sign) VALUES (1, 'key', now(), 'it was moved')`,
    );

    await uploader().work();

    expect(oracle.requests).toEqual([]);
    await expect(uploads().begin(other, BY)).rejects.toMatchObject({ code: 'HISTORY_FILE.COPY_UNCONFIRMED' });
    await selectRows(setup.dataSource, 'UPDATE installations SET copy_since = NULL');
    expect(await workToTheEnd(id)).toMatchObject({ state: 'finished', loaded: 1 });
  });
});

describe('the upload of a history file elsewhere', () => {
  it('goes to the pod where Push goes to another address, and knows no private one of its own accord', async () => {
    const oracle = await FakeDataLoader.start();
    const start = (more: Record<string, string>) =>
      startPush(
        configuredFor('https://middleware.example', {
          PUSH_TOKEN_URL: `${oracle.url}/token`,
          HISTORY_FILE_ASSIGNED_BY: '1',
          HISTORY_FILE_BASE_URL: oracle.url,
          ...more,
        }),
      );
    const uploadOf = async ({ service, record }: PushSetup) => {
      await record(1);
      const { id } = await service(HistoryFileService).request({ scope: 'all' }, BY);
      await service(HistoryFileRunner).work();
      await service(HistoryUploadService).begin(id, BY);
      await service(HistoryUploader).work();
      return (await service(HistoryFileService).find(id)).upload;
    };

    const [pod, careful] = [await start({}), await start({ PUSH_ALLOW_PRIVATE_TARGETS: 'false' })];
    const [loaded, refused] = [await uploadOf(pod), await uploadOf(careful)];
    await Promise.all([pod.close(), careful.close(), oracle.close()]);

    expect(loaded).toMatchObject({ state: 'finished', loaded: 1 });
    expect(refused).toMatchObject({
      state: 'running',
      failure: expect.stringContaining('private') as string,
    });
    expect(oracle.files).toHaveLength(1);
  });
});

describe('the upload of a history file without a target', () => {
  it('is refused with what is missing', async () => {
    const setup = await startPush({
      HISTORY_FILE_ASSIGNED_BY: '1',
      HISTORY_FILE_BASE_URL: 'https://pod.example',
    });
    await setup.record(1);
    const { id } = await setup.service(HistoryFileService).request({ scope: 'all' }, BY);
    await setup.service(HistoryFileRunner).work();

    await expect(setup.service(HistoryUploadService).begin(id, BY)).rejects.toMatchObject({
      code: 'HISTORY_FILE.UPLOAD_NOT_CONFIGURED',
      details: { missing: ['Token URL', 'Client ID', 'Client Secret'] },
    });
    await setup.close();
  });
});
