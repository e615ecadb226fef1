import { sha256 } from '../crypto/tokens';
import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { InstallationService } from './installation.service';

describe('InstallationService', () => {
  let database: ScratchDatabase;

  beforeEach(async () => (database = await openScratchDatabase()));
  afterEach(() => database.close());

  const take = (service: InstallationService, token: string) =>
    database.dataSource.transaction((manager) => service.takeSetUpToken(manager, sha256(token)));

  it('makes one cursor key for all processes, though they ask at the same moment', async () => {
    const services = await Promise.all(
      Array.from({ length: 4 }, async () => new InstallationService(await database.connect())),
    );

    const keys = await Promise.all(services.map((service) => service.cursorKey()));

    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
  });

  it('keeps the cursor key across restarts', async () => {
    const before = await new InstallationService(database.dataSource).cursorKey();

    const after = await new InstallationService(database.dataSource).cursorKey();

    expect(after).toEqual(before);
  });

  it('takes the set-up token once, and only the right one', async () => {
    const service = new InstallationService(database.dataSource);
    await service.setSetUpTokenHash(sha256('the-link'));

    const answers = [
      await take(service, 'a-guess'),
      await take(service, 'the-link'),
      await take(service, 'the-link'),
    ];

    expect(answers).toEqual([false, true, false]);
  });

  it('takes the set-up token once when two use it at the same moment', async () => {
    const service = new InstallationService(database.dataSource);
    await service.setSetUpTokenHash(sha256('the-link'));

    const answers = await Promise.all([take(service, 'the-link'), take(service, 'the-link')]);

    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});
