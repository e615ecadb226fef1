import { Readable } from 'node:stream';
import type { RawEnvironment } from '@oracle-integration/platform';
import { FakeOracle } from '../testing/fake-oracle';
import { aCompletion, configuredFor, type PushSetup, startPush } from '../testing/push-setup';
import { MappingPreviewService } from './mapping-preview.service';
import { PreviewRecordUnknownError } from './mapping.errors';
import { LookupTableService } from './tables/lookup-table.service';

describe('delivery through a mapping', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;
  let tables: LookupTableService;

  async function start(more: RawEnvironment) {
    oracle = await FakeOracle.start();
    setup = await startPush(configuredFor(oracle.url, more));
    tables = setup.service(LookupTableService);
  }

  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  const items = async () =>
    (await setup.items()).map(({ status, causeCode, attempts }) => ({ status, causeCode, attempts }));
  const sentBodies = () =>
    oracle.deliveries.flatMap(({ body }) => (JSON.parse(body) as { items: Record<string, unknown>[] }).items);

  it('parks who is not in the table without asking Oracle or burning an attempt, and sends the others', async () => {
    await start({ MAPPING_PERSON_LOOKUP: 'true' });
    await tables.save('people', { key: 'E2', value: '300100012345678901' }, 'kim@example.com');
    await setup.record(2);

    await setup.push.deliverDue();

    expect(await items()).toEqual([
      { status: 'parked', causeCode: 'MAPPING.PERSON_NOT_LINKED', attempts: 0 },
      { status: 'sent', causeCode: null, attempts: 1 },
    ]);
    expect(sentBodies()).toMatchObject([{ personKey: '300100012345678901', userId: 2 }]);
  });

  it('sends what was parked once the table is mended', async () => {
    await start({ MAPPING_COURSE_LOOKUP: 'true' });
    await setup.record(3);
    await setup.push.deliverDue();

    await tables.save('courses', { key: 'OLC-10021', value: '42' }, 'kim@example.com');
    await setup.push.deliverDue();

    expect((await items()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect(sentBodies().map(({ courseKey }) => courseKey)).toEqual(['42', '42', '42']);
  });

  it('sends what waited for a number once the number is there in Totara', async () => {
    await start({ MAPPING_KEYS_REQUIRED: 'true', MAPPING_BODY: '{"number": $personKey}' });
    const told = aCompletion(1);
    const record = (idnumber: string, fingerprint: string) =>
      setup.ledger.record(
        'totara',
        [{ ...told, user: { ...told.user!, idnumber }, current: { ...told.current!, fingerprint } }],
        { kind: 'later', by: 'change_log' },
      );
    await record('', '1');
    await setup.push.deliverDue();
    const before = await items();

    await record('E100', '2');
    await setup.push.deliverDue();

    expect(before).toMatchObject([{ status: 'parked', causeCode: 'MAPPING.PERSON_NUMBER_MISSING' }]);
    expect(await items()).toMatchObject([{ status: 'sent' }]);
    expect(sentBodies()).toMatchObject([{ number: 'E100' }]);
  });

  it('sends what an expression makes, under one key on every try', async () => {
    await start({ MAPPING_BODY: '{"number": user.idnumber}' });
    const [recordId] = await setup.record(1);
    oracle.onDelivery = () => ({ status: 500 });
    await setup.push.deliverDue();
    oracle.onDelivery = () => ({ status: 200 });
    await setup.passWaits();
    await setup.push.deliverDue();

    const keys = oracle.deliveries.map(({ idempotencyKeys }) => idempotencyKeys.get(recordId!));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(sentBodies().at(-1)).toEqual({ idempotencyKey: keys[0], id: recordId, number: 'E1' });
  });

  it('previews settings that are not saved, on the newest completions or on one', async () => {
    await start({});
    const [recordId] = await setup.record(1);
    const previews = setup.service(MappingPreviewService);

    const { records } = await previews.preview({ values: { mappingBody: '{"x": courseId}' } });
    const one = await previews.preview({ values: { mappingPersonLookup: true }, recordId: recordId! });

    expect(records).toMatchObject([{ recordId, body: `{"id":"${recordId}","x":88}`, cause: null }]);
    expect(one.records).toMatchObject([
      { body: null, cause: { reason: 'María López is not linked to a person number in Oracle.' } },
    ]);
    await expect(previews.preview({ recordId: '0198c0de-0000-7000-8000-00000000dead' })).rejects.toThrow(
      PreviewRecordUnknownError,
    );
  });

  describe('lookup tables', () => {
    const file = (...lines: string[]) => Readable.from([['key,value', ...lines].join('\n')]);
    const stored = async () =>
      (await tables.page('people', {})).rows.map(({ key, value }) => `${key}=${value}`);
    const upload = (mode: 'merge' | 'replace', ...lines: string[]) =>
      tables.upload('people', { mode, body: file(...lines) }, 'kim@example.com');

    it('take a file that is merged, and tell which rows cannot be used', async () => {
      await start({});
      await upload('merge', 'A,1', 'B,2');

      const report = await upload('merge', 'B,3', 'C,', 'D,4,5', 'E,5');

      expect(report).toMatchObject({
        isApplied: true,
        rows: 4,
        added: 1,
        changed: 1,
        removed: 0,
        faultCount: 2,
      });
      expect(report.faults).toEqual([
        { line: 3, key: 'C', reason: 'value is empty' },
        { line: 4, key: 'D', reason: 'the row must have two columns, and has 3' },
      ]);
      expect(await stored()).toEqual(['A=1', 'B=3', 'E=5']);
    });

    it('are replaced as a whole, or not at all', async () => {
      await start({});
      await upload('merge', 'A,1', 'B,2');

      const refused = await upload('replace', 'C,3', 'D,');
      const afterRefusal = await stored();
      const taken = await upload('replace', 'B,2', 'C,3');

      expect(refused).toMatchObject({ isApplied: false, faultCount: 1, removed: 0 });
      expect(afterRefusal).toEqual(['A=1', 'B=2']);
      expect(taken).toMatchObject({ isApplied: true, added: 1, changed: 0, removed: 1 });
      expect(await stored()).toEqual(['B=2', 'C=3']);
    });

    it('are paged by key and found by the beginning of either column', async () => {
      await start({});
      await upload('merge', 'A,x1', 'B,x2', 'C,y1', 'x3,z');

      const first = await tables.page('people', { q: 'x', limit: 2 });
      const second = await tables.page('people', { q: 'x', limit: 2, cursor: first.nextCursor! });

      expect([first, second].map(({ rows }) => rows.map(({ key }) => key))).toEqual([['A', 'B'], ['x3']]);
      expect(second.nextCursor).toBeNull();
    });

    it('come back as the file that fills them again', async () => {
      await start({});
      await upload('merge', 'A,1', '"B,b",2');

      let text = '';
      for await (const part of tables.csv('people')) text += part;

      expect(text).toBe('\ufeffkey,value\r\nA,1\r\n"B,b",2\r\n');
    });
  });
});
