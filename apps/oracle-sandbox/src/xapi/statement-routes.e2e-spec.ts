import { bodyOf, RunningSandbox } from '../testing/running-sandbox';
import { aStatement } from '../testing/statements';

const VERSION = { 'x-experience-api-version': '1.0.3' };

describe('/statements', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  const post = (body: unknown, headers: Record<string, string> = VERSION) =>
    sandbox.ask('POST', '/xapi/statements', { body, headers });
  const counted = async () => (await sandbox.stats()).xapi;

  it('answers the ids in their order', async () => {
    const statements = [aStatement(), aStatement()];

    const answer = await post(statements);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-experience-api-version')).toBe('1.0.3');
    expect(await answer.json()).toEqual(statements.map(({ id }) => id));
    expect((await sandbox.get<{ statements: unknown[] }>('/_sandbox/xapi/statements')).statements).toEqual(
      statements,
    );
  });

  it('takes a single one by PUT under its own id only', async () => {
    const statement = aStatement();

    const own = await sandbox.ask('PUT', `/statements?statementId=${statement.id}`, {
      body: statement,
      headers: VERSION,
    });
    const other = await sandbox.ask('PUT', `/statements?statementId=${aStatement().id}`, {
      body: statement,
      headers: VERSION,
    });

    expect([own.status, other.status]).toEqual([204, 400]);
  });

  it('takes the same statement again, and counts it as no second one', async () => {
    const statement = aStatement();
    await post(statement);

    expect((await post([statement])).status).toBe(200);
    expect(await counted()).toMatchObject({ unique: 1, duplicates: 1, furtherEnrolments: 0 });
  });

  it('refuses an id that comes with another content', async () => {
    const statement = aStatement();
    await post(statement);

    const answer = await post({ ...statement, timestamp: '2026-02-01T00:00:00Z' });

    expect(answer.status).toBe(409);
    expect(await counted()).toMatchObject({ unique: 1, conflicts: 1 });
  });

  it('counts a completion that comes under a new id as a further enrolment', async () => {
    await post(aStatement());
    await post(aStatement());

    expect(await counted()).toMatchObject({ unique: 2, furtherEnrolments: 1 });
  });

  it('takes all or none', async () => {
    const answer = await post([aStatement(), aStatement({ verb: { id: 'completed' } })]);

    expect(answer.status).toBe(400);
    expect((await bodyOf(answer)).detail).toBe('Statement 1: statement.verb.id must be an IRI.');
    expect(await counted()).toMatchObject({ unique: 0 });
  });

  it('refuses the same id twice in one batch', async () => {
    const statement = aStatement();

    expect((await post([statement, statement])).status).toBe(400);
  });

  it('wants the version header and a token', async () => {
    const unversioned = await post([aStatement()], {});
    const strange = await post([aStatement()], { 'x-experience-api-version': '0.95' });
    const anonymous = await post([aStatement()], { ...VERSION, authorization: '' });

    expect([unversioned.status, strange.status, anonymous.status]).toEqual([400, 400, 401]);
  });

  it('tells its version', async () => {
    const answer = await sandbox.ask('GET', '/xapi/about');

    expect(await answer.json()).toEqual({ version: ['1.0.3'] });
  });

  it('does wrong what it is told to', async () => {
    const statement = aStatement();
    await sandbox.putFaults({ xapi: { unknownActors: ['jane@corp.example'], maxStatements: 1 } });
    const [unknown, tooMany] = [await post([statement]), await post([statement, aStatement()])];
    await sandbox.putFaults({ xapi: { times: 1, answer: { status: 503, recorded: true } } });
    const [lost, again] = [await post([statement]), await post([statement])];
    await sandbox.putFaults({ xapi: { loseAnswer: true } });

    await expect(post([aStatement()])).rejects.toThrow();
    expect([unknown, tooMany, lost, again].map(({ status }) => status)).toEqual([400, 413, 503, 200]);
    expect(await counted()).toMatchObject({ unique: 2, duplicates: 1 });
  });
});
