import {
  CSRF_HEADER,
  type ImportDetailView,
  type ImportRowPageView,
  type ImportState,
  type ImportView,
} from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { Manager } from './system/manager';
import { walkPull } from './system/pull-walk';
import { announceBody } from './system/raw-request';
import { MANAGER, Service } from './system/service';
import { LedgerTurnstile } from './testing/ledger-turnstile';

const IMPORTS = '/api/admin/imports';
const HEADER = 'Username,Course Shortname,Completion Date,Grade';

/** So many completions of different people. */
function aFile(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, index) => `learner${index},FIRE-${index % 5},1 Feb 2025,85.0%`,
  );
  return [HEADER, ...lines, ''].join('\n');
}

/** A manager at the imports of a service. */
class ImportDesk {
  private constructor(
    private readonly url: string,
    private readonly manager: Manager,
  ) {}

  static async at({ url }: Service): Promise<ImportDesk> {
    return new ImportDesk(url, await Manager.signIn(url, MANAGER));
  }

  get headers(): Record<string, string> {
    return { cookie: this.manager.cookie, [CSRF_HEADER]: this.manager.session.csrfToken };
  }

  send(method: string, path: string, body: string | Buffer, contentType: string): Promise<Response> {
    const headers = { ...this.headers, 'content-type': contentType };
    return fetch(`${this.url}${IMPORTS}${path}`, { method, headers, body });
  }

  sendJson(method: string, path: string, body: unknown): Promise<Response> {
    return this.send(method, path, JSON.stringify(body), 'application/json');
  }

  get(path: string): Promise<Response> {
    return this.manager.call('GET', `${IMPORTS}${path}`);
  }

  call(method: string, path: string): Promise<Response> {
    return this.manager.call(method, `${IMPORTS}${path}`);
  }

  async upload(file: string): Promise<ImportDetailView> {
    const answer = await this.send('POST', '?filename=completions.csv', file, 'text/csv');
    if (answer.status !== 201) throw new Error(await answer.text());
    return (await answer.json()) as ImportDetailView;
  }

  async detail(id: string): Promise<ImportDetailView> {
    return (await (await this.get(`/${id}`)).json()) as ImportDetailView;
  }

  /** Waits until the import is so far. */
  until(id: string, state: ImportState): Promise<ImportDetailView> {
    return waitUntil(
      () => this.detail(id),
      (view) => view.state === state,
    );
  }

  async checked(file: string): Promise<string> {
    const { id } = await this.upload(file);
    await this.call('POST', `/${id}/check`);
    await this.until(id, 'checked');
    return id;
  }
}

describe('the import of completions', () => {
  let database: TestDatabase;
  let service: Service;
  let desk: ImportDesk;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    service = await Service.start({ DATABASE_URL: database.url });
    desk = await ImportDesk.at(service);
  });

  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('takes a file, says what each row is, brings it into the ledger, and changes nothing the second time', async () => {
    const file = `${aFile(3)}learner9,FIRE-1,soon,\n`;
    const uploaded = await desk.upload(file);
    const accepted = await desk.call('POST', `/${uploaded.id}/check`);
    const checked = await desk.until(uploaded.id, 'checked');
    const errors = (await (await desk.get(`/${uploaded.id}/rows?verdict=error`)).json()) as ImportRowPageView;
    const applying = await desk.sendJson('POST', `/${uploaded.id}/apply`, { deliver: 'none' });
    const applied = await desk.until(uploaded.id, 'applied');
    const again = await desk.detail(await desk.checked(file));

    expect([accepted.status, applying.status]).toEqual([202, 202]);
    expect(uploaded).toMatchObject({ rows: 4, encoding: 'utf-8', delimiter: ',', mappingProblems: [] });
    expect(checked.verdicts).toMatchObject({ new: 3, error: 1 });
    expect(errors).toMatchObject({
      items: [{ line: 5, column: 'Completion Date', reason: '"soon" is no date.' }],
      nextCursor: null,
    });
    expect(applied.applied).toEqual({ added: 3, revised: 0, queued: 0 });
    expect(again.verdicts).toMatchObject({ new: 0, unchanged: 3, error: 1 });
    expect(await walkPull(service, 100)).toMatchObject([
      { user: { username: 'learner0' }, course: { shortname: 'FIRE-0' }, grade: { percent: 85 } },
      { user: { username: 'learner1' }, timecompleted: '2025-02-01T00:00:00Z' },
      { user: { username: 'learner2' }, status: 'complete' },
    ]);
  });

  it('takes files that are larger than other bodies may be', async () => {
    const file = aFile(80_000);

    const view = await desk.upload(file);

    expect(file.length).toBeGreaterThan(2 * 1024 * 1024);
    expect(view).toMatchObject({ rows: 80_000, bytes: file.length });
  });

  it('gives the verdicts out as a CSV file', async () => {
    const id = await desk.checked(`${HEADER}\n=cmd,ONLY-HERE,1 Feb 2025,\n`);

    const answer = await desk.get(`/${id}/verdicts.csv`);

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="verdicts-${id}.csv"`);
    expect((await answer.text()).split('\r\n')[1]).toBe(
      "2,new,,,,,,,2025-02-01T00:00:00.000Z,'=cmd,ONLY-HERE,1 Feb 2025,",
    );
  });

  it('reads the columns as a manager says, and refuses what cannot be meant', async () => {
    const { id, mapping } = await desk.upload('Who,What,When\nmlopez,FIRE-1,01/02/2025\n');
    const columns = { username: 'Who', courseShortname: 'What', timecompleted: 'When' };

    const early = await desk.call('POST', `/${id}/check`);
    const incomplete = await desk.sendJson('PUT', `/${id}/mapping`, { columns });
    const unknownField = await desk.sendJson('PUT', `/${id}/mapping`, {
      columns: { ...columns, shoeSize: 'When' },
    });
    const accepted = await desk.sendJson('PUT', `/${id}/mapping`, {
      columns,
      dateOrder: 'day_first',
      timeZone: 'Europe/Paris',
    });

    expect(mapping!.columns).toEqual({ timecompleted: 'When' });
    expect([early.status, ((await early.json()) as { code: string }).code]).toEqual([
      409,
      'IMPORT.MAPPING_INCOMPLETE',
    ]);
    expect(incomplete.status).toBe(400);
    expect(await incomplete.json()).toMatchObject({
      code: 'IMPORT.MAPPING_INVALID',
      errors: [{ field: 'mapping' }],
    });
    expect(unknownField.status).toBe(400);
    expect(accepted.status).toBe(200);
    expect(await accepted.json()).toMatchObject({
      mapping: { dateOrder: 'day_first', timeZone: 'Europe/Paris' },
      mappingProblems: [],
    });
  });

  it('is deleted with its rows, and its completions stay', async () => {
    const id = await desk.checked(`${HEADER}\nstays,FIRE-1,1 Feb 2025,\n`);
    await desk.call('POST', `/${id}/apply`);
    await desk.until(id, 'applied');

    const answer = await desk.call('DELETE', `/${id}`);

    expect(answer.status).toBe(202);
    await waitUntil(
      async () => (await desk.get(`/${id}`)).status,
      (status) => status === 404,
    );
    expect((await walkPull(service, 1000)).map(({ user }) => user.username)).toContain('stays');
  });

  it('lists the imports, the newest first', async () => {
    const first = await desk.upload(aFile(1));
    const second = await desk.upload(aFile(1));

    const page = (await (await desk.get('?limit=2')).json()) as { items: ImportView[]; nextCursor: string };

    expect(page.items.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(page.nextCursor).toBe(first.id);
  });

  describe('refuses', () => {
    it.each([
      [
        'a file of another kind',
        Buffer.from('PK\x03\x04 and so on and so on'),
        'text/csv',
        400,
        'IMPORT.FILE_UNUSABLE',
      ],
      ['a file without rows', HEADER, 'text/csv', 400, 'IMPORT.FILE_UNUSABLE'],
      ['what is no file', '{"a":1}', 'application/json', 415, 'IMPORT.BODY_MISSING'],
      ['a form', 'a=1', 'multipart/form-data; boundary=x', 415, 'HTTP.415'],
    ])('%s', async (_, body, contentType, status, code) => {
      const answer = await desk.send('POST', '?filename=a.csv', body, contentType);

      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ code, detail: expect.any(String) as string });
    });

    it('a file without a name, and one that nobody knows', async () => {
      const nameless = await desk.send('POST', '', aFile(1), 'text/csv');
      const unknown = await desk.get('/0198f5a0-0000-7000-8000-000000000000');
      const malformed = await desk.get('/7');

      expect([nameless.status, unknown.status, malformed.status]).toEqual([400, 404, 400]);
    });

    it('a file that says it is too large before it has arrived', async () => {
      const answer = await announceBody(`${service.url}${IMPORTS}?filename=huge.csv`, {
        bytes: 2 * 1024 ** 3,
        headers: { ...desk.headers, 'content-type': 'text/csv' },
      });

      expect(answer.status).toBe(413);
    });

    it('whoever is not signed in, sends no CSRF token, or may only look', async () => {
      const url = `${service.url}${IMPORTS}?filename=a.csv`;
      const file = { method: 'POST', body: aFile(1) };
      const { cookie } = desk.headers;

      const stranger = await fetch(url, { ...file, headers: { 'content-type': 'text/csv' } });
      const forged = await fetch(url, { ...file, headers: { 'content-type': 'text/csv', cookie: cookie! } });
      await run(database, `UPDATE managers SET role = 'view'`);
      const viewer = await desk.send('POST', '?filename=a.csv', aFile(1), 'text/csv');
      const looks = await desk.get('');
      await run(database, `UPDATE managers SET role = 'manage'`);

      expect([stranger.status, forged.status, viewer.status, looks.status]).toEqual([401, 403, 403, 200]);
    });

    it('what is not possible in the present state, and says what is', async () => {
      const { id } = await desk.upload(aFile(1));

      const apply = await desk.sendJson('POST', `/${id}/apply`, { deliver: 'all' });
      const pause = await desk.sendJson('PUT', `/${id}/state`, { state: 'paused' });
      const deliver = await desk.sendJson('POST', `/${id}/apply`, { deliver: '2026-13-45' });

      expect([apply.status, pause.status, deliver.status]).toEqual([409, 409, 400]);
      expect(await apply.json()).toMatchObject({
        code: 'IMPORT.NOT_NOW',
        detail: 'An import that is uploaded cannot be applied. Check it first.',
      });
    });
  });
});

describe('an import in several processes', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase();
  });

  afterEach(() => database.drop());

  it('is asked for at one that serves requests, and done by one that serves none', async () => {
    const api = await Service.start({ DATABASE_URL: database.url, ROLE: 'api' });
    const desk = await ImportDesk.at(api);
    const { id } = await desk.upload(aFile(10));
    await desk.call('POST', `/${id}/check`);
    const waiting = await desk.detail(id);

    const worker = await Service.start({ DATABASE_URL: database.url, ROLE: 'worker' });
    const checked = await desk.until(id, 'checked');
    await worker.stop();
    await api.stop();

    expect(waiting.state).toBe('checking');
    expect(checked.verdicts).toMatchObject({ new: 10 });
  });

  it('goes on after a process is killed in the middle, and leaves nothing out and nothing twice', async () => {
    const first = await Service.start({ DATABASE_URL: database.url });
    const desk = await ImportDesk.at(first);
    const id = await desk.checked(aFile(30_000));
    const turnstile = await LedgerTurnstile.shut(database.url);
    await desk.sendJson('POST', `/${id}/apply`, { deliver: 'all' });
    await turnstile.letThrough();

    await first.process.end('SIGKILL');
    await turnstile.open();
    const [killed] = await run(database, 'SELECT count(*)::int AS count FROM completion_records');
    await run(database, `UPDATE leases SET expires_at = now() - interval '1 second'`);
    const second = await Service.start({ DATABASE_URL: database.url });
    const applied = await (await ImportDesk.at(second)).until(id, 'applied');
    const records = await walkPull(second, 1000);
    await second.stop();

    expect(killed!['count']).toBeGreaterThan(0);
    expect(killed!['count']).toBeLessThan(30_000);
    expect(applied.verdicts).toMatchObject({ new: 30_000, unchanged: 0 });
    expect(records).toHaveLength(30_000);
    expect(records.every(({ revision }) => revision === 1)).toBe(true);
    expect(new Set(records.map(({ user }) => user.username)).size).toBe(30_000);
    expect(await run(database, 'SELECT count(*)::int AS count FROM queue_items')).toEqual([
      { count: 30_000 },
    ]);
  });
});

async function run({ url }: TestDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
