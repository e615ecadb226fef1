import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { HealthService, ServiceNotReadyError } from './health.service';

describe('HealthService', () => {
  let database: ScratchDatabase;

  beforeEach(async () => (database = await openScratchDatabase()));
  afterEach(() => database.close());

  it('is ready while the database answers', async () => {
    await expect(new HealthService(database.dataSource).ready()).resolves.toEqual({ status: 'ok' });
  });

  it('lives on but is not ready when the database is gone', async () => {
    const connection = await database.connect();
    const health = new HealthService(connection);
    await connection.destroy();

    expect(health.live()).toEqual({ status: 'ok' });
    await expect(health.ready()).rejects.toThrow(ServiceNotReadyError);
  });
});
