import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { CompletionPageView, CompletionView } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { parse } from 'csv-parse/sync';
import { addRecords, queryDatabase } from './system/ledger-rows';
import { Service, TOKEN } from './system/service';

const RECORDS = 2_500;
const ALL = '?since=0';

let database: TestDatabase;
let service: Service;

beforeAll(async () => {
  database = await createEmptyDatabase();
  service = await Service.start({ DATABASE_URL: database.url });
  await addRecords(database.url, 1, RECORDS);
});

afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

const ask = (query: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${service.url}/api/v1/completions${query}`, {
    method,
    headers: { 'x-api-key': TOKEN, ...headers },
  });

/** One request without what `fetch` does by itself, such as unpacking. */
async function askRaw(query: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const request = get(`${service.url}/api/v1/completions${query}`, {
    headers: { 'x-api-key': TOKEN, ...headers },
  });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return answer;
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const usersOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as CompletionView).userId);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('a page', () => {
  it('that has not changed is not sent again', async () => {
    const first = await ask(`${ALL}&limit=1000`);
    const tag = first.headers.get('etag')!;

    const again = await ask(`${ALL}&limit=1000`, { 'if-none-match': tag });
    const other = await ask(`${ALL}&limit=999`, { 'if-none-match': tag });

    expect(tag).toMatch(/^"[^"]+"$/);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(tag);
    expect(again.headers.get('x-consistent-through')).toMatch(/^\d{4}-.*Z$/);
    expect(other.status).toBe(200);
  });

  it('at the end is sent again once something follows', async () => {
    const { nextCursor } = (await (await ask(`${ALL}&userid=1`)).json()) as CompletionPageView;
    const query = `?cursor=${nextCursor}&userid=1`;
    const tag = (await ask(query)).headers.get('etag')!;
    expect((await ask(query, { 'if-none-match': tag })).status).toBe(304);

    await queryDatabase(
      database.url,
      `UPDATE completion_records SET revision = 2, change_seq = nextval('completion_change_seq') WHERE user_id = 1`,
    );

    expect((await ask(query, { 'if-none-match': tag })).status).toBe(200);
    await queryDatabase(
      database.url,
      `UPDATE completion_records SET change_seq = (SELECT min(change_seq) - 1 FROM completion_records) WHERE user_id = 1`,
    );
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('comes compressed as %s where it is asked for', async (encoding, unpack) => {
    const answer = await askRaw(ALL, { 'accept-encoding': encoding });

    const bytes = await bytesOf(answer);
    const page = JSON.parse(unpack(bytes).toString()) as CompletionPageView;
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
    expect(page.items).toHaveLength(100);
    expect(bytes.length).toBeLessThan(20_000);
  });

  it('is not compressed when it is small, or when nobody asks', async () => {
    const small = await askRaw(`${ALL}&userid=999999`, { 'accept-encoding': 'gzip, br' });
    const plain = await askRaw(ALL, {});

    expect(small.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect((await bytesOf(plain)).toString()).toContain('"hasMore":true');
    await bytesOf(small);
  });

  it('is answered to HEAD as to GET, without the body', async () => {
    const [head, whole] = [await ask(ALL, {}, 'HEAD'), await ask(ALL)];

    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    await whole.text();
  });

  it.each(['text/html', 'application/xml', 'application/json;q=0'])(
    'is not had as %s, and the answer says what is',
    async (accept) => {
      const answer = await ask(ALL, { accept });

      expect(answer.status).toBe(406);
      expect(await answer.json()).toMatchObject({
        code: 'PULL.NOT_ACCEPTABLE',
        detail: expect.stringContaining('application/x-ndjson, text/csv') as string,
      });
    },
  );
});

describe('a stream', () => {
  it('has every record of the result as a line, and says where to go on', async () => {
    const answer = await ask(ALL, { accept: 'application/x-ndjson' });

    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(usersOf(await answer.text())).toEqual(upTo(RECORDS));
    const next = await ask(`?cursor=${answer.headers.get('x-next-cursor')}`);
    expect(await next.json()).toMatchObject({ items: [], hasMore: false });
  });

  it('obeys filters, a cursor and a limit of the whole', async () => {
    const first = await ask(`${ALL}&courseid=88&limit=1000`, { accept: 'application/x-ndjson' });
    const firstUsers = usersOf(await first.text());

    const rest = await ask(`?courseid=88&cursor=${first.headers.get('x-next-cursor')}`, {
      accept: 'application/x-ndjson',
    });

    expect(firstUsers).toEqual(upTo(1000));
    expect([...firstUsers, ...usersOf(await rest.text())]).toEqual(upTo(RECORDS));
  });

  it('is CSV that a spreadsheet can open without running what learners wrote', async () => {
    const answer = await ask(`${ALL}&userid=7`, { accept: 'text/csv' });

    const text = await answer.text();
    expect(text.endsWith('\r\n')).toBe(true);
    const [row] = parse(text, { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      userId: '7',
      'grade.value': '85',
      'user.firstname': 'María',
      'user.lastname': 'O"Neill, 7',
      'user.idnumber': `'-7`,
      'course.fullname': `'=2+3`,
      'user.email': '',
    });
  });

  it('of a result without records is its header at most', async () => {
    const csv = await ask(`${ALL}&userid=999999`, { accept: 'text/csv' });
    const ndjson = await ask(`${ALL}&userid=999999`, { accept: 'application/x-ndjson' });

    expect((await csv.text()).split('\r\n')).toHaveLength(2);
    expect(await ndjson.text()).toBe('');
  });

  it('comes compressed where it is asked for', async () => {
    const answer = await askRaw(ALL, { accept: 'application/x-ndjson', 'accept-encoding': 'gzip' });

    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(usersOf(gunzipSync(await bytesOf(answer)).toString())).toEqual(upTo(RECORDS));
  });

  it('is answered to HEAD without reading anything', async () => {
    const head = await ask(ALL, { accept: 'application/x-ndjson' }, 'HEAD');

    expect(head.status).toBe(200);
    expect(head.headers.get('x-next-cursor')).toMatch(/^[\w-]+$/);
    expect(await head.text()).toBe('');
  });

  it('is over for the service as soon as its reader is gone', async () => {
    // Some 20 MB: more than the operating system takes off the service for a reader who reads nothing.
    await addRecords(database.url, RECORDS + 1, 30_000);
    const answer = await askRaw(ALL, { accept: 'application/x-ndjson' });
    answer.destroy();

    // The next request is answered, and the log tells that the reader left.
    expect((await ask(`${ALL}&limit=1`)).status).toBe(200);
    await service.stop();
    const torn = await queryDatabase<{ kind: string }>(
      database.url,
      `SELECT kind FROM pull_requests WHERE NOT is_complete`,
    );
    service = await Service.start({ DATABASE_URL: database.url });
    expect(torn).toEqual([{ kind: 'stream' }]);
  });
});
