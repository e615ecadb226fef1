import { bodyOf, RunningSandbox, access } from '../testing/running-sandbox';

const TABLE = '/ords/lms/completions';
const LOAD = `${TABLE}/batchload?batchRows=2`;
const REFUSED_COURSE = 88;

interface OrdsProblem {
  code: string;
  message: string;
  type: string;
  instance: string;
}

describe('/ords', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox?.stop());

  const put = (key: string, body: unknown) => sandbox.ask('PUT', `${TABLE}/${key}`, { body });
  const row = async (key: string): Promise<unknown> => (await sandbox.ask('GET', `${TABLE}/${key}`)).json();
  const counted = async () => (await sandbox.stats()).ords;
  const load = async (lines: readonly string[], path = LOAD) => {
    const body = ['ID,COURSE_ID', ...lines, ''].join('\r\n');
    return sandbox.ask('POST', path, { body, headers: { 'content-type': 'text/csv' } });
  };
  const loadedText = async (lines: readonly string[], path?: string) => {
    const answer = await load(lines, path);
    return { status: answer.status, lines: (await answer.text()).trimEnd().split('\n') };
  };

  describe('a row that is put', () => {
    it('is inserted, and updated when it is there', async () => {
      const answers = [await put('a', { STATUS: 'inprogress' }), await put('a', { Status: 'complete' })];

      expect(answers.map(({ status }) => status)).toEqual([201, 200]);
      expect(await row('a')).toEqual({ id: 'a', status: 'complete' });
      expect(await counted()).toMatchObject({ rows: 1, inserted: 1, updated: 1 });
    });

    it('keeps the digits of a number beyond 2^53', async () => {
      await put('a', '{"USER_ID":9007199254740993}');

      expect(await row('a')).toMatchObject({ user_id: '9007199254740993' });
    });

    it.each([
      ['no JSON', '{"id"', 'The body is not valid JSON'],
      ['a list', '[]', 'The body must be an object.'],
      ['an object in a column', '{"user":{"id":1}}', 'The column user holds no object.'],
    ])('is refused as %s', async (_, body, message) => {
      const answer = await put('a', body);

      expect(answer.status).toBe(400);
      expect(((await answer.json()) as OrdsProblem).message).toContain(message);
    });

    it('of a course that is refused gets the problem as ORDS words it, with the ECID', async () => {
      await sandbox.putFaults({ ords: { refusedCourses: [REFUSED_COURSE] } });

      const answer = await put('a', { course_id: REFUSED_COURSE });

      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toEqual({
        code: 'Bad Request',
        title: 'Bad Request',
        message: 'ORA-02291: integrity constraint violated - parent key not found',
        type: 'tag:oracle.com,2020:error/Bad_Request',
        instance: expect.stringMatching(/^tag:oracle\.com,2020:ecid\/[\da-f]{32}$/) as string,
      });
      expect(await counted()).toMatchObject({ rows: 0 });
    });

    it('is not there: 404', async () => {
      expect((await sandbox.ask('GET', `${TABLE}/nobody`)).status).toBe(404);
    });
  });

  it('lists rows, as many as are asked for', async () => {
    for (const key of ['a', 'b', 'c']) await put(key, {});

    const answer = await sandbox.ask('GET', `${TABLE}/?limit=2`);

    expect(await answer.json()).toMatchObject({ count: 2, hasMore: true, items: [{ id: 'a' }, { id: 'b' }] });
  });

  describe('batchload', () => {
    it('tells in a text that all rows are inserted', async () => {
      const answer = await load(['a,1', 'b,2', 'c,3']);

      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/plain');
      expect(await answer.text()).toBe(
        '#INFO Number of rows processed: 3\n#INFO Number of rows in error: 0\n' +
          '#INFO Last row processed in final committed batch: 3\n' +
          '0 - SUCCESS: Load processed without errors\n',
      );
      expect(await row('c')).toEqual({ id: 'c', course_id: '3' });
    });

    it('answers 200 though rows of refused courses are in error, and inserts the others', async () => {
      await sandbox.putFaults({ ords: { refusedCourses: [REFUSED_COURSE] } });

      const { status, lines } = await loadedText(['a,1', `b,${REFUSED_COURSE}`, 'c,3']);

      expect(status).toBe(200);
      expect(lines).toEqual([
        '#ERROR Row 2: ORA-02291: integrity constraint violated - parent key not found',
        '#INFO Number of rows processed: 3',
        '#INFO Number of rows in error: 1',
        '#INFO Last row processed in final committed batch: 3',
        '1 - WARNING: Load processed with errors',
      ]);
      expect(await counted()).toMatchObject({ rows: 2 });
    });

    it('only inserts: a row that is there is in error', async () => {
      await load(['a,1']);

      const { lines } = await loadedText(['a,1', 'b,2']);

      expect(lines[0]).toBe('#ERROR Row 1: ORA-00001: unique constraint violated');
      expect(await counted()).toMatchObject({ rows: 2, inserted: 2, updated: 0, refusedDoubles: 1 });
    });

    it('stops after too many errors, and keeps only the batches before', async () => {
      await sandbox.putFaults({ ords: { refusedCourses: [REFUSED_COURSE] } });

      const { lines } = await loadedText(
        ['a,1', `b,${REFUSED_COURSE}`, 'c,1', `d,${REFUSED_COURSE}`, 'e,1'],
        `${LOAD}&errorsMax=1`,
      );

      expect(lines.slice(2)).toEqual([
        '#INFO Number of rows processed: 4',
        '#INFO Number of rows in error: 2',
        '#INFO Last row processed in final committed batch: 2',
        '2 - SEVERE: Load terminated, too many errors',
      ]);
      expect(await row('a')).toMatchObject({ id: 'a' });
      expect(await counted()).toMatchObject({ rows: 1, inserted: 1 });
    });

    it('takes nothing but CSV', async () => {
      expect((await sandbox.ask('POST', LOAD, { body: [] })).status).toBe(415);
    });
  });

  describe('its token endpoint', () => {
    const askToken = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${sandbox.url}/ords/lms/oauth/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
      });
    const basic = (secret: string) => ({ authorization: `Basic ${btoa(`${access.clientId}:${secret}`)}` });

    it('issues a token without a scope, and the table takes it', async () => {
      const answer = await askToken({}, basic(access.clientSecret));
      const told = (await answer.json()) as { access_token: string; token_type: string; expires_in: number };
      sandbox.token = told.access_token;

      expect(told).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
      expect((await put('a', {})).status).toBe(201);
    });

    it('refuses a wrong secret', async () => {
      const answer = await askToken({}, basic('wrong'));

      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
    });

    it('refuses another grant', async () => {
      const answer = await askToken({ grant_type: 'password' }, basic(access.clientSecret));

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: 'unsupported_grant_type' });
    });

    it('is needed: the table refuses who has no token of it', async () => {
      sandbox.token = 'somebody-elses';

      const answer = await put('a', {});

      expect(answer.status).toBe(401);
      expect(await bodyOf(answer)).toMatchObject({ title: 'Unauthorized' });
    });
  });
});
