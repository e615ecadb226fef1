import type { AddressInfo } from 'node:net';
import { readSandboxOptions } from './sandbox-options';
import { buildSandbox } from './sandbox-server';
import { explainStartFailure } from './start-failure';

const access = readSandboxOptions({});

/** What a person is told when the sandbox cannot be started with these variables. */
async function failure(env: Record<string, string>): Promise<string> {
  const app = buildSandbox(access);
  try {
    const { port, host } = readSandboxOptions(env);
    return await app.listen({ port, host });
  } catch (error) {
    return explainStartFailure(error, env);
  } finally {
    await app.close();
  }
}

describe('explainStartFailure', () => {
  it('says that the port is taken, and by which variable to change it', async () => {
    const first = buildSandbox(access);
    await first.listen({ port: 0, host: '127.0.0.1' });
    const PORT = String((first.server.address() as AddressInfo).port);

    const told = await failure({ PORT });
    await first.close();

    expect(told).toBe(`Port ${PORT} is taken: stop the program that uses it, or set PORT to another number.`);
  });

  it('says that the host is not an address of this computer', async () => {
    expect(await failure({ PORT: '0', HOST: '192.0.2.1' })).toBe(
      'HOST 192.0.2.1 is not an address of this computer.',
    );
  });

  it('says which variable cannot be used', async () => {
    expect(await failure({ PORT: 'many' })).toBe(
      'PORT is "many", but must be a whole number from 0 to 65535.',
    );
  });

  it('passes on what it does not know', () => {
    expect(explainStartFailure(new Error('No more files.'), {})).toBe(
      'The Oracle sandbox could not start: No more files.',
    );
  });
});
