import {
  type CompletionStoryView,
  type ConnectionTestView,
  CSRF_HEADER,
  type PurgedView,
  type RequeuedView,
} from '@oracle-integration/contracts';
import { Manager } from './system/manager';
import { MANAGER } from './system/service';
import { PushStand } from './testing/push-stand';

let stand: PushStand;
let manager: Manager;

beforeAll(async () => {
  stand = await PushStand.start();
  manager = await Manager.signIn(stand.service.url, MANAGER);
});

afterEach(() => stand.cure());
afterAll(() => stand?.stop());

function send(
  method: string,
  path: string,
  body?: unknown,
  csrfToken = manager.session.csrfToken,
): Promise<Response> {
  return fetch(`${stand.service.url}${path}`, {
    method,
    headers: {
      cookie: manager.cookie,
      [CSRF_HEADER]: csrfToken,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function answer<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await send(method, path, body);
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

const queue = async () => (await stand.service.overview()).queue;

describe('what a manager does with deliveries', () => {
  it('requeues what is dead: previewed first, then delivered', async () => {
    await stand.gates.completions.shut();
    const sample = await stand.complete(5);
    await stand.system.oracle.setFaults({ rejectItems: { userIds: sample.userIds, status: 422 } });
    await stand.gates.completions.open();
    await stand.overviewOnce(({ queue: counts }) => counts.dead === 5);
    await stand.cure();

    const preview = await answer<RequeuedView>('POST', '/api/admin/queue/requeue', {
      statuses: ['dead'],
      causeCode: 'PUSH.REJECTED',
      dryRun: true,
    });
    expect(preview).toEqual({ requeued: 5, spreadSeconds: 0 });
    expect((await queue()).dead).toBe(5);

    expect(await answer('POST', '/api/admin/queue/requeue', { statuses: ['failed', 'dead'] })).toEqual(
      preview,
    );
    await stand.overviewOnce(({ queue: counts }) => counts.dead === 0 && counts.sent >= 5);
  });

  it('purges what was sent; that Oracle has it is remembered', async () => {
    const sample = await stand.complete(3);
    const items = await sample.settled();
    const { sent } = await queue();

    const purged = await answer<PurgedView>('POST', '/api/admin/queue/purge', { olderThanDays: 0 });

    expect(purged).toEqual({ purged: sent });
    expect((await queue()).sent).toBe(0);
    const story = await manager.call('GET', `/api/admin/completions/${items[0]!.recordId}`);
    const { deliveries } = (await story.json()) as CompletionStoryView;
    expect(deliveries).toMatchObject([{ status: 'sent' }]);
  });

  it('purges the log of deliveries', async () => {
    await (await stand.complete(2)).settled();

    const { purged } = await answer<PurgedView>('POST', '/api/admin/logs/purge', { olderThanDays: 0 });

    expect(purged).toBeGreaterThanOrEqual(2);
    expect(await answer('POST', '/api/admin/logs/purge', { olderThanDays: 0 })).toEqual({ purged: 0 });
  });

  it('pauses and resumes: what comes meanwhile waits', async () => {
    expect((await send('PUT', '/api/admin/push/pause', { reason: 'Oracle is upgraded' })).status).toBe(204);
    await stand.complete(2);
    const { holds } = await stand.overviewOnce(({ queue: counts }) => counts.queued === 2);
    expect(holds).toMatchObject([
      { code: 'PUSH.PAUSED', reason: expect.stringContaining('Oracle is upgraded') as string },
    ]);

    expect((await send('DELETE', '/api/admin/push/pause')).status).toBe(204);

    await stand.overviewOnce(({ queue: counts, holds: open }) => counts.queued === 0 && open.length === 0);
  });

  it('has a target in trouble tried again at once', async () => {
    await stand.system.oracle.setFaults({ answer: { status: 429, retryAfter: '3600' } });
    await stand.complete(2);
    await stand.heldFor('PUSH.ASKED_TO_WAIT');
    await stand.cure();

    expect((await send('POST', '/api/admin/push/probe')).status).toBe(204);

    await stand.overviewOnce(({ queue: counts, holds }) => counts.queued === 0 && holds.length === 0);
  });

  it('tests the connection step by step', async () => {
    const { ok, steps } = await answer<ConnectionTestView>('POST', '/api/admin/connections/oracle/test');

    expect(ok).toBe(true);
    expect(new Set(steps.map(({ result }) => result))).toEqual(new Set(['ok', 'skipped']));
  });
});

describe('what is refused', () => {
  it.each([
    ['POST', '/api/admin/queue/requeue', { statuses: ['sent'] }, 'statuses'],
    ['POST', '/api/admin/queue/requeue', { statuses: [] }, 'statuses'],
    ['POST', '/api/admin/queue/requeue', { itemIds: ['x'] }, 'itemIds'],
    ['POST', '/api/admin/queue/purge', {}, 'olderThanDays'],
    ['POST', '/api/admin/queue/purge', { olderThanDays: -1 }, 'olderThanDays'],
    ['POST', '/api/admin/logs/purge', { olderThanDays: '7' }, 'olderThanDays'],
    ['PUT', '/api/admin/push/pause', { to: 'tomorrow' }, 'to'],
    ['PUT', '/api/admin/push/pause', { to: '2020-01-01' }, 'later time'],
  ])('%s %s with %j: 400 that names %s', async (method, path, body, named) => {
    const response = await send(method, path, body);

    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(named);
  });

  it.each([
    ['POST', '/api/admin/queue/requeue'],
    ['POST', '/api/admin/queue/purge'],
    ['POST', '/api/admin/logs/purge'],
    ['PUT', '/api/admin/push/pause'],
    ['DELETE', '/api/admin/push/pause'],
    ['POST', '/api/admin/connections/oracle/test'],
  ])('%s %s without the CSRF header: 403', async (method, path) => {
    expect((await send(method, path, {}, 'wrong')).status).toBe(403);
  });
});
