import { readSandboxOptions, SandboxOptionInvalidError } from './sandbox-options';

describe('readSandboxOptions', () => {
  it('takes the documented defaults when nothing is set', () => {
    expect(readSandboxOptions({})).toEqual({
      port: 4010,
      host: '127.0.0.1',
      clientId: 'sandbox-client',
      clientSecret: 'sandbox-secret',
      scope: 'urn:opc:resource:consumer::all',
      tokenSeconds: 3600,
      loadSeconds: 5,
    });
  });

  it('takes every variable that is set', () => {
    const options = readSandboxOptions({
      PORT: '0',
      HOST: '0.0.0.0',
      SANDBOX_CLIENT_ID: 'id',
      SANDBOX_CLIENT_SECRET: 'se cret',
      SANDBOX_SCOPE: 'https://x.example:443/ic/api/',
      SANDBOX_TOKEN_SECONDS: '5',
      SANDBOX_LOAD_SECONDS: '0',
    });

    expect(options).toEqual({
      port: 0,
      host: '0.0.0.0',
      clientId: 'id',
      clientSecret: 'se cret',
      scope: 'https://x.example:443/ic/api/',
      tokenSeconds: 5,
      loadSeconds: 0,
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4010x'],
    ['SANDBOX_TOKEN_SECONDS', '0'],
    ['SANDBOX_TOKEN_SECONDS', '1.5'],
    ['SANDBOX_LOAD_SECONDS', '3601'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => readSandboxOptions({ [name]: value })).toThrow(SandboxOptionInvalidError);
    expect(() => readSandboxOptions({ [name]: value })).toThrow(name);
  });
});
