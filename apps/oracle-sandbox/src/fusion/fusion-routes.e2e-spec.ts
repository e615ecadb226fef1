import { RunningSandbox } from '../testing/running-sandbox';
import { readFusionJson } from './fusion-json';

const ROOT = '/hcmRestApi/resources/11.13.18.05';
const RECORDS = `${ROOT}/learnerLearningRecords`;
const V4 = { 'rest-framework-version': '4' };
const DONE = '"assignmentStatus":"ORA_ASSN_REC_COMPLETE","completedDate":"2026-02-01T14:03:11Z"';

interface Row {
  PersonId: bigint;
  learningItemId: bigint;
  assignmentStatus: string;
  links: { href: string; properties: { changeIndicator: string } }[];
}

describe('/hcmRestApi', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  const get = (path: string, headers: Record<string, string> = V4) => sandbox.ask('GET', path, { headers });
  const rows = async (path: string) =>
    (readFusionJson(await (await get(path)).text()) as { items: Row[] }).items;
  const create = (body: string, headers: Record<string, string> = V4) =>
    sandbox.ask('POST', RECORDS, { body, headers });
  const look = (q: string) => `q=${encodeURIComponent(q)}`;

  async function ids() {
    const [person] = await rows(`${ROOT}/publicWorkers?${look("PersonNumber='E1'")}`);
    const [item] = await rows(`${ROOT}/learningItems?${look("learningItemNumber='OLC1'")}`);
    return `"assignedToId":${person!.PersonId},"learningItemId":${item!.learningItemId}`;
  }

  async function recordsOfBoth() {
    const pair = (await ids()).replaceAll('"', '').replace(',', ' and ').replaceAll(':', '=');
    return rows(`${RECORDS}?${look(pair)}`);
  }

  it('gives ids that no JavaScript number can hold, and the same ones again', async () => {
    const [first] = await rows(`${ROOT}/workers?${look("PersonNumber='E1'")}`);
    const [again] = await rows(`${ROOT}/workers?${look("PersonNumber='E1'")}`);

    expect(first).toEqual(again);
    expect(BigInt(Number(first!.PersonId))).not.toBe(first!.PersonId);
  });

  it.each([
    ['1', "PersonNumber='E1';WorkEmail='a@b.c'", 200],
    ['1', "PersonNumber='E1' and WorkEmail='a@b.c'", 400],
    ['4', "PersonNumber='E1' and WorkEmail='a@b.c'", 200],
    ['4', "PersonNumber='E1';WorkEmail='a@b.c'", 400],
    ['4', "ShoeSize='44'", 400],
  ])('reads q as framework version %s does: %s', async (version, q, status) => {
    const answer = await get(`${ROOT}/workers?${look(q)}`, { 'rest-framework-version': version });

    expect(answer.status).toBe(status);
  });

  it('creates a record, finds it and updates it under its ETag', async () => {
    const created = await create(`{${await ids()}}`);
    const [found] = await recordsOfBoth();
    const { href, properties } = found!.links[0]!;
    const path = href.slice(sandbox.url.length);
    const patch = () =>
      sandbox.ask('PATCH', path, {
        body: `{${DONE}}`,
        headers: { ...V4, 'if-match': `"${properties.changeIndicator}"` },
      });

    expect(created.status).toBe(201);
    expect((await patch()).status).toBe(200);
    expect((await patch()).status).toBe(412);
    expect((await recordsOfBoth())[0]!.assignmentStatus).toBe('ORA_ASSN_REC_COMPLETE');
    expect((await sandbox.stats()).fusion).toMatchObject({ records: 1, complete: 1, doubled: 0 });
  });

  it('refuses an id that was rounded on the way', async () => {
    const [item] = await rows(`${ROOT}/learningItems?${look("learningItemNumber='OLC1'")}`);

    const answer = await create(`{"assignedToId":9007199254740992,"learningItemId":${item!.learningItemId}}`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      title: 'Bad Request',
      status: '400',
      'o:errorDetails': [
        { detail: 'The person does not exist.', 'o:errorCode': '27014', 'o:errorPath': '/assignedToId' },
      ],
    });
  });

  it('says little below framework version 4, and nothing of an error 500 from it on', async () => {
    const pair = await ids();
    await sandbox.putFaults({ fusion: { failingItems: ['OLC1'] } });
    const older = await create(`{${pair},"shoe":1}`, { 'rest-framework-version': '2' });
    const failing = await create(`{${pair},${DONE}}`);

    expect([older.status, older.headers.get('content-type')]).toEqual([400, 'text/plain']);
    expect([failing.status, await failing.text()]).toEqual([500, '']);
  });

  it('refuses a second open record of the same person and item', async () => {
    const pair = await ids();
    await create(`{${pair}}`);

    expect((await create(`{${pair}}`)).status).toBe(400);
  });

  it('carries out a batch in whole or not at all', async () => {
    const pair = await ids();
    const batch = (...payloads: string[]) =>
      sandbox.ask('POST', ROOT, {
        body: `{"parts":[${payloads.map((payload, at) => `{"id":"part${at}","path":"/learnerLearningRecords","operation":"create","payload":${payload}}`).join(',')}]}`,
        headers: { ...V4, 'content-type': 'application/vnd.oracle.adf.batch+json' },
      });

    const refused = await batch(`{${pair},${DONE}}`, '{"shoe":1}');
    const before = (await sandbox.stats()).fusion;
    const taken = await batch(`{${pair},${DONE}}`);

    expect([refused.status, taken.status]).toEqual([400, 200]);
    expect(before).toMatchObject({ records: 0, created: 0 });
    expect((await sandbox.stats()).fusion).toMatchObject({ records: 1 });
  });

  it('knows nobody that it is told not to know', async () => {
    await sandbox.putFaults({ fusion: { unknownPeople: ['E1'], ambiguousPeople: ['E2'] } });

    expect(await rows(`${ROOT}/workers?${look("PersonNumber='E1'")}`)).toHaveLength(0);
    expect(await rows(`${ROOT}/workers?${look("PersonNumber='E2'")}`)).toHaveLength(2);
  });

  it('describes its resource', async () => {
    expect((await get(`${RECORDS}/describe`)).status).toBe(200);
  });
});
