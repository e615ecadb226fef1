import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { HealthService, ServiceNotReadyError } from './health.service';

async function refusalOf(health: HealthService): Promise<ServiceNotReadyError> {
  return health.ready().then(
    () => Promise.reject(new Error('It is ready.')),
    (error: unknown) => error as ServiceNotReadyError,
  );
}

describe('HealthService', () => {
  let database: ScratchDatabase;

  beforeEach(async () => (database = await openScratchDatabase()));
  afterEach(() => database.close());

  it('is ready while the database answers and its migrations have run, and says what it looked at', async () => {
    const { status, checks } = await new HealthService(database.dataSource).ready();

    expect(status).toBe('ok');
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['database', true],
      ['migrations', true],
      ['shutdown', true],
    ]);
  });

  it('lives on but is not ready when the database is gone', async () => {
    const connection = await database.connect();
    const health = new HealthService(connection);
    await connection.destroy();

    const refusal = await refusalOf(health);

    expect(health.live()).toEqual({ status: 'ok' });
    expect(refusal).toBeInstanceOf(ServiceNotReadyError);
    expect(refusal.message).toContain('The database does not answer.');
  });

  it('is not ready from the moment it is told to stop', async () => {
    const health = new HealthService(database.dataSource);

    health.beginShutdown();

    expect((await refusalOf(health)).message).toContain('The process is shutting down.');
  });

  it('is degraded, and goes on, while something fails that it can do without', async () => {
    const health = new HealthService(database.dataSource);

    health.add({ name: 'secrets', isNeeded: false, trouble: () => 'The key is another.' });

    const { status, checks } = await health.ready();
    expect(status).toBe('degraded');
    expect(checks.at(-1)).toEqual({
      name: 'secrets',
      ok: false,
      needed: false,
      message: 'The key is another.',
    });
  });
});
