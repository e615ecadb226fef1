import { readSandboxOptions } from './sandbox-options';

const databaseUrl = 'postgres://someone:hidden@127.0.0.1:5432/totara';

describe('readSandboxOptions', () => {
  it('needs nothing but the database', () => {
    expect(readSandboxOptions({ TOTARA_SANDBOX_DATABASE_URL: databaseUrl })).toEqual({
      databaseUrl,
      tablePrefix: 'ttr_',
      people: 400,
      seed: 17,
      perMinute: 20,
      port: 0,
      webhooks: undefined,
    });
  });

  it('reads every variable, and takes an empty one for unset', () => {
    const options = readSandboxOptions({
      TOTARA_SANDBOX_DATABASE_URL: databaseUrl,
      TOTARA_TABLE_PREFIX: 'lms_',
      TOTARA_SANDBOX_PEOPLE: '12',
      TOTARA_SANDBOX_SEED: '',
      TOTARA_SANDBOX_PER_MINUTE: '0',
      TOTARA_SANDBOX_PORT: '4020',
    });

    expect(options).toMatchObject({ tablePrefix: 'lms_', people: 12, seed: 17, perMinute: 0, port: 4020 });
  });

  it('reads where webhooks go, with the minutes of Totara unless they are shortened', () => {
    const webhooks = {
      TOTARA_SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:3000/api/v1/totara/events',
      TOTARA_SANDBOX_WEBHOOK_SECRET: 'hidden',
    };
    const read = (more = {}) =>
      readSandboxOptions({ TOTARA_SANDBOX_DATABASE_URL: databaseUrl, ...webhooks, ...more }).webhooks;

    expect(read()).toEqual({
      url: 'http://127.0.0.1:3000/api/v1/totara/events',
      secret: 'hidden',
      minuteMs: 60_000,
    });
    expect(read({ TOTARA_SANDBOX_WEBHOOK_MINUTE_MS: '20' })).toMatchObject({ minuteMs: 20 });
  });

  it.each([
    [{ TOTARA_SANDBOX_WEBHOOK_URL: 'http://h/' }, 'TOTARA_SANDBOX_WEBHOOK_SECRET must be set'],
    [{ TOTARA_SANDBOX_WEBHOOK_SECRET: 'hidden' }, 'TOTARA_SANDBOX_WEBHOOK_URL must be'],
    [{ TOTARA_SANDBOX_WEBHOOK_URL: 'ftp://h/' }, 'TOTARA_SANDBOX_WEBHOOK_URL must be'],
  ])('refuses webhooks told by %j', (env, reason) => {
    const read = () => readSandboxOptions({ TOTARA_SANDBOX_DATABASE_URL: databaseUrl, ...env });

    expect(read).toThrow(reason);
    expect(read).not.toThrow(/hidden/);
  });

  it.each([undefined, '', 'totara', 'mysql://u:hidden@h/d', 'postgres://u:hidden@h:nn/d'])(
    'refuses %s as a database without repeating it',
    (url) => {
      const read = () => readSandboxOptions({ TOTARA_SANDBOX_DATABASE_URL: url });

      expect(read).toThrow(/^TOTARA_SANDBOX_DATABASE_URL must be the address of an existing database/);
      expect(read).not.toThrow(/hidden/);
    },
  );

  it.each([
    ['TOTARA_TABLE_PREFIX', 'ttr-', 'may hold only a-z, 0-9 and underscores'],
    ['TOTARA_SANDBOX_PEOPLE', '0', 'a whole number from 1 to 100000'],
    ['TOTARA_SANDBOX_PEOPLE', '1e3', 'a whole number from 1 to 100000'],
    ['TOTARA_SANDBOX_PER_MINUTE', '-1', 'a whole number from 0 to 60000'],
    ['TOTARA_SANDBOX_PORT', '70000', 'a whole number from 0 to 65535'],
  ])('refuses %s "%s" by name', (name, value, reason) => {
    const read = () => readSandboxOptions({ TOTARA_SANDBOX_DATABASE_URL: databaseUrl, [name]: value });

    expect(read).toThrow(`${name} is "${value}", but`);
    expect(read).toThrow(reason);
  });
});
