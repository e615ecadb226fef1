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
    await service.stop();
    await database.drop();
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

  it.each([
    ['action=session.stolen', 'action'],
    ['actor=%00', 'actor'],
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
