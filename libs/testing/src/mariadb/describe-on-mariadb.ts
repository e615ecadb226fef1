import { hasMariaDb, type MariaDbServer, startMariaDb } from './start-mariadb';

/**
 * A `describe` with a MariaDB (or MySQL) of its own while its tests run. Where no server is installed its tests are
 * skipped, and one line says so.
 *
 * @param specs gets the server by a function, because it starts only when the tests do.
 */
export function describeOnMariaDb(title: string, specs: (server: () => MariaDbServer) => void): void {
  let server: MariaDbServer | undefined;
  const running = () => server!;
  if (!hasMariaDb()) {
    process.stderr.write(
      'MariaDB is not installed: its tests are skipped. Debian: apt-get install mariadb-server\n',
    );
    describe.skip(title, () => specs(running));
    return;
  }
  describe(title, () => {
    beforeAll(async () => {
      server = await startMariaDb();
    });
    afterAll(() => server?.stop());
    specs(running);
  });
}
