import type { ApiError } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER, Service } from './system/service';

describe('the switch of the Pull API', () => {
  let database: TestDatabase;
  let services: Service[];

  beforeAll(async () => {
    database = await createEmptyDatabase();
    services = [
      await Service.start({ DATABASE_URL: database.url }),
      await Service.start({ DATABASE_URL: database.url }),
    ];
  });

  afterAll(async () => {
    await Promise.all((services ?? []).map((service) => service.stop()));
    await database?.drop();
  });

  it('turns it off with a reason, and on again, in every process', async () => {
    const manager = await Manager.signIn(services[0]!.url, MANAGER);
    const turn = async (pullEnabled: boolean, status: number) => {
      const answer = await manager.send('PUT', '/api/admin/settings', { pullEnabled });
      expect(answer.status).toBe(200);
      return waitUntil(
        () => Promise.all((services ?? []).map((service) => service.pull(''))),
        (answers) => answers.every((each) => each.status === status),
      );
    };

    const refused = await turn(false, 503);
    const problems = (await Promise.all(refused.map((answer) => answer.json()))) as ApiError[];

    for (const problem of problems) {
      expect(problem).toMatchObject({ code: 'PULL.DISABLED' });
      expect(problem.detail).toMatch(/Pull API is switched off/);
    }
    await turn(true, 200);
  });
});
