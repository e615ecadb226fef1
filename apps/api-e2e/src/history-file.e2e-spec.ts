import type {
  AuditPageView,
  HistoryFileView,
  OverviewView,
  RequestHistoryFile,
} from '@oracle-integration/contracts';
import { readLearningRecords, readZip, waitUntil } from '@oracle-integration/testing';
import { parse } from 'csv-parse/sync';
import { Manager } from './system/manager';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';

const FILES = '/api/admin/history-files';
const isAllSent = ({ ledger, queue }: OverviewView) =>
  queue.sent === ledger.completed && queue.queued + queue.sending + queue.failed === 0;

describe('a history file of a whole site', () => {
  let system: System;
  let service: Service;
  let manager: Manager;

  beforeAll(async () => {
    system = await System.create(75);
    // What was completed before stays in the ledger: nothing of it is sent.
    service = await system.startService({ HISTORY_FILE_ASSIGNED_BY: '300100010473116' });
    await service.loaded();
    manager = await Manager.signIn(service.url, MANAGER);
  });

  afterAll(() => system?.stop());

  const read = async (path: string) => (await (await manager.call('GET', path)).json()) as HistoryFileView;

  async function made(request: RequestHistoryFile): Promise<HistoryFileView> {
    const answer = await manager.send('POST', FILES, request);
    const { id } = (await answer.json()) as HistoryFileView;
    return waitUntil(
      () => read(`${FILES}/${id}`),
      ({ finishedAt }) => finishedAt !== null,
    );
  }

  async function datOf(id: string): Promise<string> {
    const answer = await manager.call('GET', `${FILES}/${id}/file?part=1`);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="LearningRecord-\d{4}-\d\d-\d\d\.zip"$/,
    );
    const entries = await readZip(Buffer.from(await answer.arrayBuffer()));
    expect([...entries.keys()]).toEqual(['LearningRecord.dat']);
    return entries.get('LearningRecord.dat')!;
  }

  async function reportOf(id: string): Promise<Record<string, string>[]> {
    const answer = await manager.call('GET', `${FILES}/${id}/report`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    return parse(await answer.text(), { columns: true, bom: true });
  }

  it('has each completion in a line that Oracle takes, or in a row that says why not', async () => {
    const { ledger } = await service.overview();

    const file = await made({ scope: 'all' });

    const records = readLearningRecords(await datOf(file.id), today());
    const leftOut = file.leftOut === 0 ? [] : await reportOf(file.id);
    expect(file).toMatchObject({ state: 'finished', selected: ledger.completed, parts: 1, failure: null });
    expect(file.written).toBeGreaterThan(400);
    expect([records.length, leftOut.length]).toEqual([file.written, file.leftOut]);
    expect(file.written + file.leftOut).toBe(file.selected);
    expect(file.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(file.leftOut);
    for (const row of leftOut) expect(row).toMatchObject({ completion: expect.any(String), reason: /./ });
  });

  it('is the same to the byte when it is made once more, and a dry run counts the same', async () => {
    const [first, second, dryRun] = [
      await made({ scope: 'all' }),
      await made({ scope: 'all' }),
      await made({ scope: 'all', dryRun: true }),
    ];

    const counts = ({ selected, written, leftOut, reasons, bytes }: HistoryFileView) => ({
      selected,
      written,
      leftOut,
      reasons,
      bytes,
    });
    expect(await datOf(second.id)).toBe(await datOf(first.id));
    expect(counts(second)).toEqual(counts(first));
    expect(counts(dryRun)).toEqual(counts(first));
    expect(dryRun.parts).toBe(0);
  });

  it('can be downloaded until it is removed, and each download is in the audit log', async () => {
    const { id, written } = await made({ scope: 'all' });
    await datOf(id);

    const removed = (await (await manager.call('DELETE', `${FILES}/${id}`)).json()) as HistoryFileView;
    const answer = await manager.call('GET', `${FILES}/${id}/file`);

    expect(removed).toMatchObject({ state: 'removed', written, parts: 0, hasReport: false });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: 'HISTORY_FILE.NOT_FINISHED',
      detail: expect.stringContaining('Ask for it again.'),
    });
    const { items } = (await (
      await manager.call('GET', '/api/admin/audit?limit=10')
    ).json()) as AuditPageView;
    expect(items.filter(({ target }) => target === id).map(({ action }) => action)).toEqual([
      'history_file.removed',
      'history_file.downloaded',
      'history_file.requested',
    ]);
  });

  it('is refused with the field and what to do when it cannot be what was asked for', async () => {
    const answer = await manager.send('POST', FILES, { scope: 'everything', from: 'yesterday' });

    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain('scope must be one of never_sent, all');
    expect((await manager.call('GET', `${FILES}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    const { id } = await made({ scope: 'all' });
    expect((await manager.call('GET', `${FILES}/${id}/file?part=2`)).status).toBe(404);
  });

  it('has only what Oracle has in no revision, once Push has sent the rest', async () => {
    const before = await made({ scope: 'never_sent', dryRun: true });
    await manager.send('POST', '/api/admin/backfills', { everything: true });
    await service.overviewOnce(isAllSent);

    const after = await made({ scope: 'never_sent' });

    expect(before.selected).toBe((await service.overview()).ledger.completed);
    expect(after).toMatchObject({ selected: 0, written: 0, leftOut: 0, parts: 0, hasReport: false });
  });
});

/** As Oracle writes it. */
function today(): string {
  return new Date().toISOString().slice(0, 10).replaceAll('-', '/');
}
