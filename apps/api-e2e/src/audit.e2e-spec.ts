import type { AuditPageView } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER, Service } from './system/service';

describe('the audit log over HTTP', () => {
  let database: TestDatabase;
  let service: Service;
  let manager: Manager;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    service = await Service.start({ DATABASE_URL: database.url });
    manager = await Manager.signIn(service.url, MANAGER);
  });

  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  const list = async (query = '') =>
    (await (await manager.call('GET', `/api/admin/audit${query}`)).json()) as AuditPageView;

  it('is taken out as a CSV file, which it tells itself', async () => {
    const answer = await manager.call('GET', '/api/admin/audit.csv?action=hold.opened');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await answer.text()).toBe('Time,Action,Actor kind,Actor id,Actor,Address,Target,Details,Id\r\n');
    expect((await list('?action=audit.exported')).items).toMatchObject([
      {
        actor: { kind: 'manager', name: MANAGER.email },
        address: '127.0.0.1',
        details: { action: ['hold.opened'] },
      },
    ]);
  });

  it('tells what a manager did, with what was sent; a dry run did nothing', async () => {
    await manager.send('PUT', '/api/admin/push/pause', { reason: 'Oracle is being moved' });
    await manager.send('DELETE', '/api/admin/push/pause', {});
    await manager.send('POST', '/api/admin/queue/purge', { olderThanDays: 30, dryRun: true });
    await manager.send('POST', '/api/admin/queue/purge', { olderThanDays: 30 });
    await manager.send('POST', '/api/admin/queue/requeue', { statuses: ['dead'] });
    await manager.send('POST', '/api/admin/backfills', {
      from: '2026-01-01',
      to: '2026-02-01',
      dryRun: true,
    });
    await manager.send('POST', '/api/admin/queue/purge', { olderThanDays: -1 });

    const { items } = await list(
      '?action=push.paused&action=push.resumed&action=queue.purged&action=queue.requeued&action=backfill.requested',
    );

    expect(items.map(({ action, actor, details }) => [action, actor.name, details])).toEqual([
      ['backfill.requested', MANAGER.email, { from: '2026-01-01', to: '2026-02-01', dryRun: true }],
      ['queue.requeued', MANAGER.email, { statuses: ['dead'], requeued: 0, spreadSeconds: 0 }],
      ['queue.purged', MANAGER.email, { olderThanDays: 30, purged: 0 }],
      ['push.resumed', MANAGER.email, {}],
      ['push.paused', MANAGER.email, { reason: 'Oracle is being moved' }],
    ]);
  });

  it('tells who was turned away', async () => {
    await manager.call('DELETE', '/api/admin/session', 'x'.repeat(43));

    const { items } = await list('?action=access.refused');

    expect(items).toMatchObject([
      {
        actor: { kind: 'manager', name: MANAGER.email },
        target: 'DELETE /api/admin/session',
        details: { reason: 'AUTH.CSRF_INVALID' },
      },
    ]);
  });

  it.each([
    ['action=session.stolen', 'action'],
    ['actor=%01', 'actor'],
    ['from=yesterday', 'from'],
    ['to=2026-13-01', 'to'],
    ['q=', 'q'],
    ['cursor=7', 'cursor'],
    ['limit=501', 'limit'],
    ['before=1', 'before'],
  ])('names the parameter at fault: %s', async (query, field) => {
    const answer = await manager.call('GET', `/api/admin/audit?${query}`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'HTTP.REQUEST_INVALID', errors: [{ field }] });
  });
});
