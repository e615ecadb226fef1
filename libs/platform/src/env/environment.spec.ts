import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { EnvironmentInvalidError } from './environment.errors';
import { ENVIRONMENT_VARIABLES, parseEnvironment, type RawEnvironment } from './environment';

function refusalOf(raw: RawEnvironment): EnvironmentInvalidError {
  try {
    parseEnvironment(raw);
  } catch (error) {
    if (error instanceof EnvironmentInvalidError) return error;
    throw error;
  }
  throw new Error('The environment was taken.');
}

describe('parseEnvironment', () => {
  it('boots on nothing, with the documented defaults', () => {
    const environment = parseEnvironment({});

    expect(environment).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      trustProxy: false,
      databaseUrl: undefined,
      databaseReadUrl: undefined,
      dataDir: resolve('./data'),
      role: 'all',
      logLevel: 'log',
      logFormat: 'pretty',
      metrics: { token: undefined, port: undefined },
      shutdownDelayMs: 0,
      admin: undefined,
      pullToken: undefined,
      appSecret: undefined,
      previousAppSecrets: [],
    });
  });

  it('reads several earlier keys, and one that holds a comma', () => {
    const { previousAppSecrets } = parseEnvironment({ APP_SECRET_PREVIOUS: 'first-key-of-all, second' });

    expect(previousAppSecrets).toEqual(['first-key-of-all, second', 'first-key-of-all', 'second']);
  });

  it('takes empty and blank variables for not set', () => {
    const blank = Object.fromEntries(
      ENVIRONMENT_VARIABLES.map((variable, index) => [variable, index % 2 ? '' : '  ']),
    );

    expect(parseEnvironment(blank)).toEqual(parseEnvironment({}));
  });

  it('names every variable that cannot be used in one message', () => {
    const refusal = refusalOf({
      PORT: '70000',
      PUBLIC_URL: 'integration.example.com',
      DATABASE_URL: 'mysql://db/x',
      ROLE: 'master',
      LOG_LEVEL: 'loud',
      ADMIN_EMAIL: 'nobody',
    });

    expect(refusal.problems.map(({ variable }) => variable)).toEqual([
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'ROLE',
      'LOG_LEVEL',
      'ADMIN_EMAIL',
      'ADMIN_EMAIL',
    ]);
    expect(refusal.message).toMatch(/PORT.*PUBLIC_URL.*DATABASE_URL.*ROLE.*LOG_LEVEL.*ADMIN_EMAIL/);
  });

  it('never repeats a value, since it may be a secret', () => {
    const refusal = refusalOf({
      PORT: 'hunter2-port',
      DATABASE_URL: 'oracle://scott:hunter2@db/x',
      ADMIN_EMAIL: 'hunter2-mail',
      ADMIN_PASSWORD: 'hunter2',
      PULL_TOKEN: 'hunter2-token',
      LOG_LEVEL: 'hunter2-level',
      APP_SECRET: 'hunter2-key',
    });

    expect(refusal.problems).toHaveLength(7);
    expect(`${refusal.message} ${JSON.stringify(refusal.details)} ${refusal.stack}`).not.toContain('hunter2');
  });

  it.each(['3000.5', '0x10', '1e3', '65536', '-1', 'http'])('refuses the port %s', (port) => {
    expect(refusalOf({ PORT: port }).problems).toEqual([
      { variable: 'PORT', message: 'must be a whole number from 0 to 65535' },
    ]);
  });

  it('wants the e-mail address and the password of the first manager together', () => {
    const problem = { variable: 'ADMIN_EMAIL', message: 'and ADMIN_PASSWORD must be set together' };

    expect(refusalOf({ ADMIN_EMAIL: 'ann@example.com' }).problems).toEqual([problem]);
    expect(refusalOf({ ADMIN_PASSWORD: 'long enough', ADMIN_EMAIL: ' ' }).problems).toEqual([problem]);
  });

  it('reads the first manager when both are given', () => {
    const { admin } = parseEnvironment({ ADMIN_EMAIL: 'ann@example.com', ADMIN_PASSWORD: 'long enough' });

    expect(admin).toEqual({ email: 'ann@example.com', password: 'long enough' });
  });

  it.each([
    ['true', true],
    ['yes', true],
    ['off', false],
    ['1', 1],
    ['2', 2],
    ['10.0.0.0/8, 127.0.0.1', '10.0.0.0/8, 127.0.0.1'],
  ])('reads TRUST_PROXY=%s as what Fastify understands', (text, expected) => {
    expect(parseEnvironment({ TRUST_PROXY: text }).trustProxy).toBe(expected);
  });

  it('drops slashes at the end of the public address', () => {
    expect(parseEnvironment({ PUBLIC_URL: 'https://example.com/hr//' }).publicUrl).toBe(
      'https://example.com/hr',
    );
  });

  it('reads a tilde as the home folder, and only at the beginning', () => {
    expect(parseEnvironment({ DATA_DIR: '~/hr' }).dataDir).toBe(resolve(homedir(), 'hr'));
    expect(parseEnvironment({ DATA_DIR: '/srv/a~b' }).dataDir).toBe('/srv/a~b');
  });

  it('cannot be changed afterwards', () => {
    const environment = parseEnvironment({ ADMIN_EMAIL: 'ann@example.com', ADMIN_PASSWORD: 'long enough' });

    expect(Object.isFrozen(environment) && Object.isFrozen(environment.admin)).toBe(true);
  });
});
