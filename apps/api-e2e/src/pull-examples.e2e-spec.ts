import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { CompletionPageView } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER, Service } from './system/service';
import { message, signed, WEBHOOK_SECRET } from './testing/webhook-sender';

const EXAMPLES = resolve(import.meta.dirname, '../../../docs/examples');
/** More than a page of the examples holds. */
const PEOPLE = 1_200;
const run = promisify(execFile);

interface Example {
  name: string;
  command: [string, ...string[]];
  /** What must run without complaint for the example to be able to. */
  needs: [string, ...string[]][];
}

const POLLERS: Example[] = [
  {
    name: 'curl',
    command: ['bash', 'poll.sh'],
    needs: [
      ['bash', '--version'],
      ['curl', '--version'],
      ['jq', '--version'],
    ],
  },
  { name: 'JavaScript', command: [process.execPath, 'poll.mjs'], needs: [] },
  { name: 'Python', command: ['python3', 'poll.py'], needs: [['python3', '--version']] },
  {
    name: 'Python with requests',
    command: ['python3', 'poll_requests.py'],
    needs: [['python3', '-c', 'import requests']],
  },
  { name: 'Java', command: ['java', 'Poll.java'], needs: [['java', '--source', '17', '--version']] },
];

function isThere([program, ...args]: [string, ...string[]]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('the pollers in the documentation', () => {
  let database: TestDatabase;
  let service: Service;
  let manager: Manager;
  let folder: string;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    folder = await mkdtemp(join(tmpdir(), 'oracle-integration-examples-'));
    service = await Service.start({ DATABASE_URL: database.url, TOTARA_WEBHOOK_SECRET: WEBHOOK_SECRET });
    manager = await Manager.signIn(service.url, MANAGER);
    const people = Array.from({ length: PEOPLE }, (_, index) => index + 1);
    await complete(people.slice(0, 700));
    await complete(people.slice(700));
    await waitUntil(
      async () => (await pulled('?limit=1000&userid=700&userid=1200')).items.length,
      (count) => count === 2,
    );
  });

  afterAll(async () => {
    await service?.stop();
    await database?.drop();
    await rm(folder, { recursive: true });
  });

  async function complete(userIds: number[]): Promise<void> {
    const completions = userIds.map((userId) => ({
      userId,
      courseId: 88,
      timecompleted: '2026-02-01T14:03:11Z',
      user: { idnumber: `E${userId}`, lastname: 'Łukasz "O’Neil"' },
      course: { shortname: 'FIRE-1' },
    }));
    const body = message(completions);
    const answer = await fetch(`${service.url}/api/v1/totara/events`, {
      method: 'POST',
      headers: signed(body),
      body,
    });
    expect(answer.status).toBe(202);
  }

  const pulled = async (query: string, headers?: Record<string, string>) =>
    (await (await service.pull(query, headers)).json()) as CompletionPageView;

  /** Lines that a run of the example printed. */
  async function lines(example: Example, environment: Record<string, string>): Promise<string[]> {
    const [program, ...args] = example.command;
    const { PATH = '', HOME = '' } = process.env;
    const { stdout } = await run(program, args, {
      cwd: EXAMPLES,
      env: { PATH, HOME, PYTHONUTF8: '1', ...environment },
      maxBuffer: 10_000_000,
    });
    return stdout.split('\n').filter(Boolean);
  }

  for (const example of POLLERS) {
    const missing = example.needs.filter((need) => !isThere(need)).map((need) => need.join(' '));
    const onlyWhereThere = missing.length === 0 ? it : it.skip;
    const reason = missing.length === 0 ? '' : ` (skipped: this machine cannot run ${missing.join(', ')})`;

    onlyWhereThere(
      `read everything once, acknowledge it and go on where they stopped: ${example.name}${reason}`,
      async () => {
        const answer = await manager.send('POST', '/api/admin/tokens', { label: example.name });
        const { token } = (await answer.json()) as { token: string };
        const cursorFile = join(folder, `${example.name}.cursor`);
        const environment = { OI_URL: service.url, OI_TOKEN: token, OI_CURSOR_FILE: cursorFile };

        const first = await lines(example, environment);
        const second = await lines(example, environment);

        expect(new Set(first.map((line) => line.split('\t')[0])).size).toBe(PEOPLE);
        expect(first).toHaveLength(PEOPLE);
        expect(second).toEqual([]);
        expect((await readFile(cursorFile, 'utf8')).trim()).toMatch(/^[\w-]+$/);
        const left = await pulled('?acknowledged=false', { 'x-api-key': token });
        expect(left.items).toEqual([]);
      },
    );
  }

  it('can be started as they are', async () => {
    const { mode } = await stat(join(EXAMPLES, 'poll.sh'));

    expect(mode & 0o111).not.toBe(0);
  });
});
