import { aDatFile, aMergeLine, anArchive } from '../../testing/an-archive';
import { RunningSandbox } from '../../testing/running-sandbox';
import { readFusionJson } from '../fusion-json';

const ROOT = '/hcmRestApi/resources/11.13.18.05/dataLoadDataSets';
const ACTION = { 'rest-framework-version': '4', 'content-type': 'application/vnd.oracle.adf.action+json' };
const V4 = { 'rest-framework-version': '4' };

interface View {
  RequestId: bigint;
  DataSetStatusCode: string;
  items: Record<string, unknown>[];
  hasMore: boolean;
}

describe('dataLoadDataSets', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  const act = (action: string, body: object) =>
    sandbox.ask('POST', `${ROOT}/action/${action}`, { body, headers: ACTION });
  const look = (path: string) =>
    sandbox.ask('GET', `${ROOT}${path.startsWith('?') ? '' : '/'}${path}`, { headers: V4 });
  const read = async (path: string) => readFusionJson(await (await look(path)).text()) as View;
  const resultOf = async (answer: Response) =>
    (readFusionJson(await answer.text()) as { result: { ContentId: string; RequestId: bigint } }).result;

  async function uploaded(lines: readonly string[]): Promise<string> {
    const content = await anArchive(aDatFile(lines));
    return (await resultOf(await act('uploadFile', { fileName: 'LearningRecord.zip', content }))).ContentId;
  }

  async function begun(lines: readonly string[], dataSetName = 'a'): Promise<bigint> {
    const contentId = await uploaded(lines);
    const order = { contentId, fileAction: 'IMPORT_AND_LOAD', dataSetName, deleteSourceFileFlag: 'N' };
    return (await resultOf(await act('createFileDataSet', order))).RequestId;
  }

  async function loaded(lines: readonly string[]): Promise<{ id: bigint; view: View }> {
    const id = await begun(lines);
    sandbox.nowMs += 200_000;
    return { id, view: await read(`${id}?onlyData=true`) };
  }

  const loadedRecords = async () =>
    (await sandbox.get<{ records: Record<string, string>[] }>('/_sandbox/fusion/loaded-records')).records;

  it('loads the lines of an archive, and tells of it in its own time', async () => {
    const id = await begun([aMergeLine(1), aMergeLine(2)]);

    const unseen = (await look(String(id))).status;
    sandbox.nowMs += 50_000;
    const underWay = await read(String(id));
    sandbox.nowMs += 150_000;
    const over = await read(String(id));

    expect(unseen).toBe(404);
    expect(underWay).toMatchObject({ DataSetStatusCode: 'ORA_IN_PROGRESS', ObjectSuccessCount: 0n });
    expect(over).toMatchObject({
      RequestId: id,
      DataSetStatusCode: 'ORA_COMPLETED',
      ObjectSuccessCount: 2n,
      ObjectLoadErrorCount: 0n,
      ObjectUnprocessedCount: 0n,
    });
    expect(id).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect((await loadedRecords()).map(({ LearningRecordNumber }) => LearningRecordNumber)).toEqual([
      'TR2',
      'TR1',
    ]);
  });

  it('has one record of what is loaded twice', async () => {
    await loaded([aMergeLine(1)]);
    await loaded([aMergeLine(1, { LearningRecordComments: 'once more' })]);

    const records = await loadedRecords();

    expect(records.map(({ LearningRecordComments }) => LearningRecordComments)).toEqual(['once more']);
    expect((await sandbox.stats()).fusion).toMatchObject({ dataLoad: { records: 1, loadedAgain: 1 } });
  });

  it('loads the good rows, and says of each of the others which and why', async () => {
    const { id, view } = await loaded([
      aMergeLine(1),
      aMergeLine(2, { LearningRecordCompletionDate: '2026/03/01' }),
      'MERGE|LearningRecord|only',
      aMergeLine(3, { LearningRecordNumber: 'TR1' }),
    ]);
    const { items } = await read(`${id}/child/messages?onlyData=true`);

    expect(view).toMatchObject({
      DataSetStatusCode: 'ORA_IN_ERROR',
      FileLineImportErrorCount: 1n,
      ObjectLoadErrorCount: 2n,
      ObjectSuccessCount: 1n,
    });
    expect(items).toMatchObject([
      {
        FileLine: 3n,
        SourceSystemId: 'S2',
        MessageText: 'LearningRecordCompletionDate must be before today.',
      },
      { FileLine: 4n, SourceSystemId: null, MessageTypeCode: 'ERROR' },
      { FileLine: 5n, SourceSystemId: 'S3', MessageText: 'Another line of the file is of the same record.' },
    ]);
    expect(await loadedRecords()).toHaveLength(1);
  });

  it('hands out messages in pages', async () => {
    const wrong = Array.from({ length: 30 }, (_, index) => aMergeLine(index, { LearnerNumber: '' }));
    const { id } = await loaded(wrong);

    const first = await read(`${id}/child/messages`);
    const second = await read(`${id}/child/messages?offset=25&limit=500`);

    expect([first.items.length, first.hasMore]).toEqual([25, true]);
    expect([second.items.length, second.hasMore]).toEqual([5, false]);
    expect((await look(`${id}/child/messages?limit=501`)).status).toBe(400);
  });

  it('finds a data set by its name', async () => {
    const id = await begun([aMergeLine(1)], "it's mine");
    sandbox.nowMs += 60_000;
    const named = (name: string) => read(`?q=${encodeURIComponent(`DataSetName='${name}'`)}`);

    expect((await named("it''s mine")).items).toMatchObject([{ RequestId: id }]);
    expect((await named('other')).items).toEqual([]);
  });

  it.each([
    ['no archive', Buffer.from('no archive at all').toString('base64')],
    ['no such file', undefined],
  ])('loads nothing of what holds %s', async (_, given) => {
    const content = given ?? (await anArchive(aDatFile([aMergeLine(1)]), 'Other.dat'));
    const { ContentId } = await resultOf(await act('uploadFile', { fileName: 'a.zip', content }));
    const order = { contentId: ContentId, fileAction: 'IMPORT_AND_LOAD', dataSetName: 'a' };
    const { RequestId } = await resultOf(await act('createFileDataSet', order));
    sandbox.nowMs += 200_000;

    expect(await read(String(RequestId))).toMatchObject({
      DataSetStatusCode: 'ORA_IN_ERROR',
      ObjectSuccessCount: 0n,
    });
    expect((await read(`${RequestId}/child/messages`)).items).toMatchObject([{ FileLine: null }]);
  });

  it('loads nothing below a METADATA line that it does not know', async () => {
    const content = await anArchive(aDatFile([aMergeLine(1)]).replace('|LearnerNumber|', '|Learner|'));
    const { ContentId } = await resultOf(await act('uploadFile', { fileName: 'a.zip', content }));
    await act('createFileDataSet', { contentId: ContentId, fileAction: 'IMPORT_AND_LOAD', dataSetName: 'a' });

    expect(await loadedRecords()).toEqual([]);
  });

  it.each([
    ['uploadFile', { fileName: 'a.zip', content: 'not base64!' }, '/content'],
    ['uploadFile', { fileName: 'a.dat', content: 'AAAA' }, '/fileName'],
    ['uploadFile', { fileName: 'a.zip', content: 'AAAA', more: 'x' }, '/more'],
    ['createFileDataSet', { contentId: 'UCMFA1', fileAction: 'IMPORT_AND_LOAD' }, '/contentId'],
    ['createFileDataSet', { contentId: 'UCMFA1', fileAction: 'GUESS' }, '/fileAction'],
  ])('refuses %s of %j', async (action, body, path) => {
    const answer = await act(action, body);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ 'o:errorDetails': [{ 'o:errorPath': path }] });
  });

  it('takes an action only in the media type of actions, and only with a token', async () => {
    const plain = await sandbox.ask('POST', `${ROOT}/action/uploadFile`, { body: {}, headers: V4 });
    const nobody = await sandbox.ask('GET', `${ROOT}/1`, { headers: { ...V4, authorization: 'Bearer x' } });

    expect([plain.status, nobody.status]).toEqual([415, 401]);
  });

  describe('with faults', () => {
    const lines = [1, 2, 3, 4].map((number) => aMergeLine(number));
    const withFault = async (fusion: object) => {
      await sandbox.putFaults({ fusion });
      return loaded(lines);
    };

    it('refuses every so many-th row, and names neither record nor line where that is asked for', async () => {
      const load = { refuseEvery: 2, withoutSourceSystemIds: true, withoutLines: true };
      const { id, view } = await withFault({ load });

      expect(view).toMatchObject({ ObjectSuccessCount: 2n, ObjectLoadErrorCount: 2n });
      expect((await read(`${id}/child/messages`)).items[0]).toMatchObject({
        FileLine: null,
        SourceSystemId: null,
      });
    });

    it('refuses rows of people and learning items that it does not know', async () => {
      const { view } = await withFault({ unknownPeople: ['E1'] });

      expect(view).toMatchObject({ ObjectSuccessCount: 0n, ObjectLoadErrorCount: 4n });
    });

    it('stops in the middle', async () => {
      const { view } = await withFault({ load: { stopAfterRows: 3 } });

      expect(view).toMatchObject({
        DataSetStatusCode: 'ORA_STOPPED',
        ObjectSuccessCount: 3n,
        ObjectUnprocessedCount: 1n,
      });
    });

    it('never ends, or ends in a way that nobody knows', async () => {
      const endless = await withFault({ load: { endless: true } });
      const strange = await withFault({ load: { status: 'ORA_STRANGE' } });

      expect(endless.view.DataSetStatusCode).toBe('ORA_IN_PROGRESS');
      expect(strange.view.DataSetStatusCode).toBe('ORA_STRANGE');
    });

    it('answers an upload as it is told', async () => {
      await sandbox.putFaults({ fusion: { path: 'uploadFile', answer: { status: 413, text: '' } } });

      expect((await act('uploadFile', { fileName: 'a.zip', content: 'AAAA' })).status).toBe(413);
    });
  });
});
