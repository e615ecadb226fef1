import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Service } from './system/service';

const CLI = resolve(import.meta.dirname, '../../../dist/apps/api/cli.js');
const run = promisify(execFile);

describe('the command line on the embedded PostgreSQL', () => {
  let folder: string;

  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'oracle-integration-cli-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What a command prints; it fails the test when the command does. */
  async function command(...args: string[]): Promise<string> {
    const { PATH = '', HOME = '' } = process.env;
    const { stdout } = await run(process.execPath, [CLI, ...args], {
      env: { PATH, HOME, DATA_DIR: join(folder, 'data') },
    });
    return stdout;
  }

  it('works before the service has ever run, beside it, and after it: always on the same data', async () => {
    const early = await command('token', 'create', '--label', 'Early');
    const service = await Service.start({ DATA_DIR: join(folder, 'data') });
    const beside = await command('token', 'create', '--label', 'Beside');

    const pulled = await Promise.all(
      [early, beside].map((token) => service.pull('', { 'x-api-key': token.trim() })),
    );
    const doctor = JSON.parse(await command('doctor', '--json')) as { failed: number };
    await service.stop();
    const listed = await command('token', 'list');

    expect(pulled.map(({ status }) => status)).toEqual([200, 200]);
    expect(doctor.failed).toBe(0);
    expect(listed).toMatch(/Beside[\s\S]*Early/);
  });
});
