import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import {
  type ApiError,
  type CompletionPageView,
  WEBHOOK_BODY_BYTES_MAX,
  WEBHOOK_PATH,
  type WebhookStatusView,
} from '@oracle-integration/contracts';
import {
  createEmptyDatabase,
  createScratchSite,
  type TestDatabase,
  waitUntil,
} from '@oracle-integration/testing';
import { Client } from 'pg';
import { Manager } from './system/manager';
import { MANAGER, Service } from './system/service';

const SECRET = 'k3D9vQ2nXw8LrTz5YbHcJm7P';
const COMPLETED = 'core\\event\\course_completed';

const secondsNow = () => Math.floor(Date.now() / 1000);
const sign = (body: string | Buffer, secret = SECRET) =>
  createHmac('sha256', secret).update(body).digest('hex');

/** A completion in Totara's envelope: some of the row is text, as PHP's database drivers give it. */
function completion(userId: number, envelope: object = {}) {
  const row = { id: `${userId}`, userid: `${userId}`, course: '88', timecompleted: '1731000000', status: 50 };
  const now = secondsNow();
  return {
    attempt: 1,
    body: row,
    event: COMPLETED,
    time_created: now,
    time_sent: now,
    webhook_id: 4,
    ...envelope,
  };
}

function post(service: Service, body: string | Buffer, headers: Record<string, string>): Promise<Response> {
  return fetch(`${service.url}${WEBHOOK_PATH}`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers,
  });
}

/** Sends a message as Totara does. */
function send(service: Service, message: string | object, secret = SECRET): Promise<Response> {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return post(service, body, {
    'content-type': 'application/json',
    'x-totara-signature': sign(body, secret),
  });
}

async function statusOf(service: Service): Promise<WebhookStatusView> {
  const manager = await Manager.signIn(service.url, MANAGER);
  return (await (await manager.call('GET', '/api/admin/webhooks')).json()) as WebhookStatusView;
}

async function recordsOf(service: Service): Promise<CompletionPageView['items']> {
  return ((await (await service.pull('?since=0&limit=1000')).json()) as CompletionPageView).items;
}

async function expectProblem(answer: Response, status: number, code: string): Promise<ApiError> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await answer.json()) as ApiError;
  expect(problem).toMatchObject({ status, code });
  expect(answer.status).toBe(status);
  return problem;
}

describe('webhooks without a Totara database', () => {
  let database: TestDatabase;
  let service: Service;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    service = await Service.start({ DATABASE_URL: database.url, TOTARA_WEBHOOK_SECRET: SECRET });
  });

  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('takes a message whose bytes are signed, however it is written, and carries its completion to Pull', async () => {
    const body = `\n{ "attempt" : 1,\t"event":"core\\\\event\\\\course_completed", "time_created":${secondsNow()},
      "time_sent": ${secondsNow()},"webhook_id":4,
      "body":{"id":"1","userid":"101","course":"88","timecompleted":"1731000000","status":75,"rpl":"L\\u00f3pez \\ud83d\\ude00 / ok"} }\r\n`;

    const answer = await send(service, body);

    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ id: expect.stringMatching(/^\d+$/) as string, result: 'accepted' });
    const records = await waitUntil(
      () => recordsOf(service),
      (items) => items.some(({ userId }) => userId === 101),
    );
    expect(records.find(({ userId }) => userId === 101)).toMatchObject({
      status: 'completeviarpl',
      rpl: 'López 😀 / ok',
      timecompleted: '2024-11-07T17:20:00Z',
    });
  });

  it('answers a message that Totara tries again with what it answered first, and records it once', async () => {
    const message = completion(102);
    const first = (await (await send(service, message)).json()) as { id: string };

    const again = await send(service, { ...message, attempt: 2, time_sent: secondsNow() + 60 });

    expect(again.status).toBe(202);
    expect(await again.json()).toEqual({ id: first.id, result: 'duplicate' });
    const records = await waitUntil(
      () => recordsOf(service),
      (items) => items.some(({ userId }) => userId === 102),
    );
    expect(records.filter(({ userId }) => userId === 102)).toMatchObject([{ revision: 1 }]);
  });

  it.each([
    ['a form, as Moodle calls its JSON', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain; charset=utf-8' }],
    ['something that is no content type', { 'content-type': 'json' }],
  ])('takes a body that is called %s', async (_, headers) => {
    const body = JSON.stringify({
      eventname: '\\core\\event\\course_completed',
      relateduserid: 103,
      courseid: 88,
      timecreated: secondsNow(),
      extra: headers['content-type'],
      token: SECRET,
    });

    expect((await post(service, body, headers)).status).toBe(202);
  });

  it('takes a message without a content type and without a length', async () => {
    const body = JSON.stringify(completion(104));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const url = new URL(`${service.url}${WEBHOOK_PATH}`);
      const sending = request(
        url,
        { method: 'POST', headers: { 'x-totara-signature': sign(body) } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sending.on('error', reject);
      sending.write(body.slice(0, 40));
      sending.end(body.slice(40));
    });

    expect(status).toBe(202);
  });

  it('takes the completions of another system with the secret as bearer', async () => {
    const body = JSON.stringify({
      event: 'course_completed',
      completions: [
        { userId: 105, courseId: 88, timecompleted: '2026-02-01T14:03:11Z', user: { lastname: 'García' } },
      ],
    });

    const answer = await post(service, body, { authorization: `Bearer ${SECRET}` });

    expect(answer.status).toBe(202);
    const records = await waitUntil(
      () => recordsOf(service),
      (items) => items.some(({ userId }) => userId === 105),
    );
    expect(records.find(({ userId }) => userId === 105)).toMatchObject({ user: { lastname: 'García' } });
  });

  it.each([
    ['no JSON', 'course_completed!'],
    ['nothing', ''],
    ['an unknown event', '{"event":"core\\\\event\\\\user_loggedin","body":{}}'],
    ['nobody', `{"event":"core\\\\event\\\\course_completed","body":{"course":"88"}}`],
  ])('never refuses what is signed for what it says: %s', async (_, body) => {
    expect((await send(service, body)).status).toBe(202);
  });

  it('refuses who does not prove themselves, each for its own reason', async () => {
    const body = JSON.stringify(completion(106));
    const tenMinutesAgo = completion(106, { time_sent: secondsNow() - 700 });

    const unsigned = await post(service, body, { 'content-type': 'application/json' });
    const wrong = await send(service, completion(106), 'another secret');
    const written = await post(service, `${body} `, { 'x-totara-signature': sign(body) });
    const late = await send(service, tenMinutesAgo);

    await expectProblem(unsigned, 401, 'WEBHOOK.SIGNATURE_MISSING');
    await expectProblem(wrong, 401, 'WEBHOOK.SIGNATURE_WRONG');
    await expectProblem(written, 401, 'WEBHOOK.SIGNATURE_WRONG');
    const problem = await expectProblem(late, 401, 'WEBHOOK.OUTSIDE_WINDOW');
    expect(problem.detail).toMatch(/clock/);
  });

  it('shows a manager what came and what was refused, with who must act, until they have seen to it', async () => {
    await send(service, completion(107), 'another secret');
    const manager = await Manager.signIn(service.url, MANAGER);
    // With the two before: what is not written down yet would turn up again after it was seen to.
    const { trouble, counts, latest, url, state } = await waitUntil(
      () => statusOf(service),
      (status) =>
        status.trouble.find(({ code }) => code === 'WEBHOOK.SIGNATURE_WRONG')?.count === 3 &&
        status.counts.waiting + status.counts.working === 0,
    );

    const cleared = await manager.call('DELETE', '/api/admin/webhooks/trouble');
    const requeued = await manager.call('POST', '/api/admin/webhooks/requeue');

    expect({ url, state }).toEqual({ url: `${service.url}${WEBHOOK_PATH}`, state: 'listening' });
    expect(trouble.find(({ code }) => code === 'WEBHOOK.SIGNATURE_WRONG')?.action).toMatch(
      /^Manager: copy the secret/,
    );
    expect(counts.done).toBeGreaterThanOrEqual(4);
    expect(counts.unreadable).toBeGreaterThanOrEqual(3);
    expect(latest[0]).toMatchObject({
      state: expect.any(String) as string,
      receivedAt: expect.any(String) as string,
    });
    expect(JSON.stringify(latest)).not.toMatch(/García|López/);
    expect(cleared.status).toBe(204);
    expect(await requeued.json()).toEqual({ requeued: 0 });
    expect((await statusOf(service)).trouble).toEqual([]);
    expect((await fetch(`${service.url}/api/admin/webhooks`)).status).toBe(401);
  });

  it('logs what it refuses once a minute at most, without the body', () => {
    const lines = service.process.output().split('\n');

    expect(lines.filter((line) => line.includes('WEBHOOK.SIGNATURE_WRONG'))).toHaveLength(1);
    expect(service.process.output()).not.toMatch(/López|García|k3D9vQ2n/);
  });

  it('refuses a message that is larger than any', async () => {
    const body = Buffer.alloc(WEBHOOK_BODY_BYTES_MAX + 1, 'x');

    // The answer may come while the body is still on its way; the connection is closed then.
    const status = await post(service, body, { 'x-totara-signature': sign(body) }).then(
      (answer) => answer.status,
      () => 'closed',
    );

    expect([413, 'closed']).toContain(status);
  });

  it('takes the largest there may be', async () => {
    const empty = completion(108, { padding: '' });
    const padding = 'x'.repeat(WEBHOOK_BODY_BYTES_MAX - JSON.stringify(empty).length);

    expect((await send(service, { ...empty, padding })).status).toBe(202);
  });

  it('goes on refusing bad JSON on other routes', async () => {
    const answer = await fetch(`${service.url}/api/admin/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":',
    });

    expect(answer.status).toBe(400);
    expect((await fetch(`${service.url}${WEBHOOK_PATH}`)).status).toBe(404);
  });
});

/** Trouble is written down within seconds. */
function statusWithTrouble(service: Service) {
  return waitUntil(
    () => statusOf(service),
    ({ trouble }) => trouble.length > 0,
  );
}

describe('webhooks that come while we are in trouble', () => {
  it('are asked to come again later while the integration is not configured', async () => {
    const database = await createEmptyDatabase();
    const service = await Service.start({ DATABASE_URL: database.url });

    const answer = await send(service, completion(1));
    const status = await statusWithTrouble(service);

    expect(answer.headers.get('retry-after')).toBe('60');
    await expectProblem(answer, 503, 'WEBHOOK.NOT_CONFIGURED');
    expect(status).toMatchObject({
      state: 'not_configured',
      trouble: [{ code: 'WEBHOOK.NOT_CONFIGURED', count: 1 }],
    });
    await service.stop();
    await database.drop();
  });

  it('are asked to come again later while it is switched off, and told of once it is on', async () => {
    const database = await createEmptyDatabase();
    const variables = { DATABASE_URL: database.url, TOTARA_WEBHOOK_SECRET: SECRET };
    const switchedOff = await Service.start({ ...variables, INTEGRATION_ENABLED: 'false' });

    const answer = await send(switchedOff, completion(1));

    expect(answer.headers.get('retry-after')).toBe('60');
    await expectProblem(answer, 503, 'WEBHOOK.SWITCHED_OFF');
    await switchedOff.stop();
    const service = await Service.start(variables);
    expect(await statusWithTrouble(service)).toMatchObject({
      trouble: [{ code: 'WEBHOOK.SWITCHED_OFF', count: 1 }],
    });
    await service.stop();
    await database.drop();
  });

  it('are asked to come again later while our database is away, and are taken then', async () => {
    const database = await createEmptyDatabase();
    const service = await Service.start({ DATABASE_URL: database.url, TOTARA_WEBHOOK_SECRET: SECRET });
    const name = new URL(database.url).pathname.slice(1);
    await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    // Waits until they are gone: until then a message would still be kept.
    await asAdmin(`SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '${name}'`);

    const away = await send(service, completion(1));
    await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    const back = await waitUntil(
      () => send(service, completion(1, { attempt: 2 })),
      ({ status }) => status !== 503,
    );

    expect(away.headers.get('retry-after')).toBe('60');
    await expectProblem(away, 503, 'WEBHOOK.NOT_KEPT');
    expect(back.status).toBe(202);
    await service.stop();
    await database.drop();
  });
});

describe('webhooks with a Totara database', () => {
  it('are followed up by another process within seconds, long before the site is looked at by itself', async () => {
    const site = await createScratchSite(secondsNow());
    const database = await createEmptyDatabase();
    const environment = {
      DATABASE_URL: database.url,
      TOTARA_DATABASE_URL: site.url,
      TOTARA_WEBHOOK_SECRET: SECRET,
      TOTARA_POLL_SECONDS: '3600',
    };
    const api = await Service.start({ ...environment, ROLE: 'api' });
    const worker = await Service.start({ ...environment, ROLE: 'worker' });
    await api.loaded();
    const category = await site.site.addCategory('Compliance');
    const course = await site.site.addCourse({ fullname: 'Fire Safety', category });
    const user = await site.site.addUser({ lastname: 'López' });
    await site.site.complete(user, course);
    const [row] = await site.rows<Record<string, unknown>>('SELECT * FROM ttr_course_completions');

    const answer = await send(api, completion(user, { body: row }));

    expect(answer.status).toBe(202);
    const [record] = await waitUntil(
      () => recordsOf(api),
      ({ length }) => length > 0,
    );
    expect(record).toMatchObject({
      userId: user,
      user: { lastname: 'López' },
      course: { fullname: 'Fire Safety' },
    });
    await worker.stop();
    await api.stop();
    await database.drop();
    await site.drop();
  });

  it('are followed up by the next worker when one was killed', async () => {
    const database = await createEmptyDatabase();
    const environment = { DATABASE_URL: database.url, TOTARA_WEBHOOK_SECRET: SECRET };
    const api = await Service.start({ ...environment, ROLE: 'api' });
    const killed = await Service.start({ ...environment, ROLE: 'worker' });
    const sendings = Array.from({ length: 300 }, (_, user) => () => send(api, completion(user + 1)));
    for (const sending of sendings.slice(0, 150)) await sending();
    await killed.process.end('SIGKILL');
    for (const sending of sendings.slice(150)) await sending();
    await inDatabase(
      database.url,
      `UPDATE webhook_messages SET lease_expires_at = now() - interval '1 second' WHERE state = 'working'`,
    );

    const next = await Service.start({ ...environment, ROLE: 'worker' });
    const { counts } = await waitUntil(
      () => statusOf(api),
      (status) => status.counts.done === 300,
    );

    expect(counts).toMatchObject({ waiting: 0, working: 0, failed: 0, dead: 0 });
    expect(await recordsOf(api)).toHaveLength(300);
    await next.stop();
    await api.stop();
    await database.drop();
  });
});

function asAdmin(sql: string): Promise<void> {
  return inDatabase(process.env['TEST_DATABASE_URL']!, sql);
}

async function inDatabase(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
