import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mysqlAddress } from './mysql-address';

describe('the address of a MySQL site', () => {
  it('is read with its port, its account and its database', () => {
    expect(mysqlAddress('mysql://reader:p%40ss%2Fword@db.example:3307/totara')).toEqual({
      host: 'db.example',
      port: 3307,
      user: 'reader',
      password: 'p@ss/word',
      database: 'totara',
    });
  });

  it('has the port of MySQL unless it says otherwise, under either name', () => {
    expect(mysqlAddress('mariadb://reader@[::1]/totara')).toMatchObject({ host: '::1', port: 3306 });
  });

  it('is refused without a database', () => {
    expect(() => mysqlAddress('mysql://reader@db.example')).toThrow(/names no database/);
    expect(() => mysqlAddress('mysql://reader@db.example/')).toThrow(/names no database/);
  });

  it.each([
    ['disabled', undefined],
    ['required', { rejectUnauthorized: false }],
    ['REQUIRED', { rejectUnauthorized: false }],
    ['verify_ca', { rejectUnauthorized: true }],
    ['verify_identity', { rejectUnauthorized: true, verifyIdentity: true }],
  ])('asks for encryption by ssl-mode=%s', (mode, ssl) => {
    expect(mysqlAddress(`mysql://reader@db.example/totara?ssl-mode=${mode}`).ssl).toEqual(ssl);
  });

  it.each([['preferred'], ['toString'], ['']])(
    'is refused with an ssl-mode that there is not: "%s"',
    (mode) => {
      expect(() => mysqlAddress(`mysql://reader@db.example/totara?ssl-mode=${mode}`)).toThrow(
        /is not one of disabled, required, verify_ca, verify_identity/,
      );
    },
  );

  it.each([['sslmode=require'], ['ssl=true'], ['tls=1']])(
    'is refused with another way of asking for encryption: %s',
    (option) => {
      expect(() => mysqlAddress(`mysql://reader@db.example/totara?${option}`)).toThrow(
        /is not one of ssl-mode, ssl-ca/,
      );
    },
  );

  it('is refused when the identity of a number is to be verified', () => {
    expect(() => mysqlAddress('mysql://reader@10.0.0.5/totara?ssl-mode=verify_identity')).toThrow(
      /needs the name of a host, and 10\.0\.0\.5 is a number/,
    );
  });

  it('names the authority that signs the certificate, which is asked then', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mysql-address-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, 'the certificate');
    const url = `mysql://reader@db.example/totara?ssl-ca=${encodeURIComponent(file)}`;

    const addresses = [mysqlAddress(url), mysqlAddress(`${url}&ssl-mode=verify_identity`)];

    expect(addresses.map(({ ssl }) => ssl)).toEqual([
      { rejectUnauthorized: true, ca: 'the certificate' },
      { rejectUnauthorized: true, verifyIdentity: true, ca: 'the certificate' },
    ]);
    rmSync(folder, { recursive: true });
  });

  it('takes no other option of the driver from it', () => {
    const address = mysqlAddress(
      'mysql://reader@db.example/totara?multipleStatements=true&flags=LOCAL_FILES',
    );

    expect(Object.keys(address).sort()).toEqual(['database', 'host', 'password', 'port', 'user']);
  });
});
