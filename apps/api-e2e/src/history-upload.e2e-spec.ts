import type {
  CompletionStoryView,
  HistoryFileView,
  HistoryUploadView,
  RequestHistoryFile,
} from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { parse } from 'csv-parse/sync';
import { Manager } from './system/manager';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';

const FILES = '/api/admin/history-files';
const EVERY = 5;
/** The lease of a killed process is a minute, a look at Oracle half of one, and a load takes its time on a slow machine. */
const RESUME_MS = 300_000;

interface LoadStats {
  dataSets: number;
  records: number;
  loadedAgain: number;
}

describe('a history file that is uploaded to Oracle', () => {
  let system: System;
  let service: Service;
  let manager: Manager;
  let file: HistoryFileView;

  beforeAll(async () => {
    system = await System.create(25);
    // What was completed before stays in the ledger: Push sends nothing of it.
    service = await begin();
    await service.loaded();
    file = await made({ scope: 'never_sent' });
  });

  afterAll(() => system?.stop());

  async function begin(): Promise<Service> {
    const started = await system.startService({ HISTORY_FILE_ASSIGNED_BY: '300100010473116' });
    manager = await Manager.signIn(started.url, MANAGER);
    return started;
  }

  const read = async <View>(path: string) => (await (await manager.call('GET', path)).json()) as View;
  const upload = (id: string) => manager.call('POST', `${FILES}/${id}/upload`);
  const loadStats = async (): Promise<LoadStats> =>
    ((await system.oracle.stats()) as unknown as { fusion: { dataLoad: LoadStats } }).fusion.dataLoad;

  async function made(request: RequestHistoryFile): Promise<HistoryFileView> {
    const answer = await manager.send('POST', FILES, request);
    const { id } = (await answer.json()) as HistoryFileView;
    return waitUntil(
      () => read<HistoryFileView>(`${FILES}/${id}`),
      ({ finishedAt }) => finishedAt !== null,
    );
  }

  const uploadOnce = (id: string, isSo: (upload: HistoryUploadView) => boolean) =>
    waitUntil(
      async () => (await read<HistoryFileView>(`${FILES}/${id}`)).upload!,
      (view) => isSo(view),
      RESUME_MS,
    );
  const ended = (id: string) => uploadOnce(id, ({ state }) => state !== 'running');

  /** What a person reads of one of the completions that stand so. */
  async function storyOf(status: string): Promise<CompletionStoryView> {
    const [row] = await system.query<{ record_id: string }>(
      `SELECT record_id FROM queue_items WHERE status = '${status}' ORDER BY id LIMIT 1`,
    );
    return read(`/api/admin/completions/${row!.record_id}`);
  }

  it('is loaded but for what Oracle refuses, and each completion says what became of it', async () => {
    await system.oracle.setFaults({ fusion: { load: { refuseEvery: EVERY } } });

    const answer = await upload(file.id);
    const view = await ended(file.id);

    const refused = Math.floor(file.written / EVERY);
    expect(answer.status).toBe(202);
    expect(file.written).toBeGreaterThan(100);
    expect(view).toMatchObject({
      state: 'finished',
      partsLoaded: 1,
      dataSetStatus: 'ORA_IN_ERROR',
      loaded: file.written - refused,
      refused,
      unprocessed: 0,
      hasReport: true,
      failure: null,
    });
    expect(await loadStats()).toMatchObject({ dataSets: 1, records: view.loaded, loadedAgain: 0 });
    expect((await service.overview()).queue).toMatchObject({ sent: view.loaded, dead: refused, queued: 0 });
    const [loadedOne] = (await storyOf('sent')).deliveries;
    expect(loadedOne).toMatchObject({
      externalId: expect.stringMatching(/^TR\w{26} \(data set \d{16}\)$/) as string,
      history: [{ summary: 'Oracle loaded it from a history file.' }],
    });
    const [refusedOne] = (await storyOf('dead')).deliveries;
    expect(refusedOne).toMatchObject({
      causeCode: 'HISTORY.REFUSED',
      history: [
        {
          summary: expect.stringContaining(
            'Oracle refused it in a history file: Fault: every so many-th row is refused.',
          ) as string,
        },
      ],
    });
    const report = await manager.call('GET', `${FILES}/${file.id}/upload-report`);
    const rows = parse<Record<string, string>>(await report.text(), { columns: true, bom: true });
    expect(rows).toHaveLength(refused);
    expect(rows[0]).toMatchObject({ Part: '1', Line: String(EVERY + 1) });
  });

  it('is uploaded once more: what was refused is loaded, and nothing is doubled', async () => {
    await system.oracle.setFaults({});

    await upload(file.id);
    const view = await ended(file.id);
    const third = await upload(file.id);

    const refusedBefore = Math.floor(file.written / EVERY);
    expect(view).toMatchObject({ state: 'finished', loaded: file.written, refused: 0, hasReport: false });
    expect(await loadStats()).toMatchObject({
      records: file.written,
      loadedAgain: file.written - refusedBefore,
    });
    expect((await service.overview()).queue).toMatchObject({ sent: file.written, dead: 0 });
    expect(third.status).toBe(409);
    expect(await third.json()).toMatchObject({ code: 'HISTORY_FILE.ALREADY_LOADED' });
  });

  it('is gone on with when the process is killed while Oracle loads it', async () => {
    const before = await loadStats();
    const again = await made({ scope: 'all' });
    await upload(again.id);
    await uploadOnce(again.id, ({ dataSetId }) => dataSetId !== null);

    await service.process.end('SIGKILL');
    service = await begin();
    const view = await ended(again.id);

    expect(view).toMatchObject({ state: 'finished', loaded: again.written, refused: 0 });
    expect(await loadStats()).toMatchObject({ dataSets: before.dataSets + 1, records: before.records });
    expect((await service.overview()).queue).toMatchObject({ sent: again.written });
  });

  it('leaves nothing for Push, nor for the next file of what was never sent', async () => {
    const next = await made({ scope: 'never_sent', dryRun: true });
    await manager.send('POST', '/api/admin/backfills', { everything: true });
    const { queue, ledger } = await waitUntil(
      () => service.overview(),
      (overview) => overview.queue.sent === overview.ledger.completed,
    );

    expect(next.written).toBe(0);
    // Only what no file could tell went out by Push.
    expect((await system.oracle.stats()).unique).toBe(ledger.completed - file.written);
    expect(queue).toMatchObject({ queued: 0, dead: 0 });
  });

  it('is refused with what to do when there is nothing to upload', async () => {
    const dryRun = await made({ scope: 'all', dryRun: true });

    const answers = [await upload(dryRun.id), await upload('00000000-0000-4000-8000-000000000000')];

    expect(answers.map(({ status }) => status)).toEqual([409, 404]);
    expect(await answers[0]!.json()).toMatchObject({ code: 'HISTORY_FILE.EMPTY' });
  });
});
