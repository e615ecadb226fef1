import type { ApiError } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import type { Service } from './system/service';
import { System } from './system/system';
import { PushChaosStand } from './testing/push-chaos-stand';

const LIMIT_MS = 400_000;

describe('a process that is told to stop', () => {
  let system: System;

  beforeAll(async () => (system = await System.create(1)));
  afterAll(() => system?.stop());

  it('says that it is not ready while it still serves, ends connections, and then goes by itself', async () => {
    // Long enough to be asked twice on any machine.
    const service = await system.startService({ SHUTDOWN_DELAY_SECONDS: '20' });
    await waitUntil(
      () => fetch(`${service.url}/health/ready`),
      ({ status }) => status === 200,
    );

    const ended = service.stop();
    const notReady = await waitUntil(
      () => fetch(`${service.url}/health/ready`),
      ({ status }) => status === 503,
    );
    const served = await service.pull('?since=0');

    const problem = (await notReady.json()) as ApiError;
    expect(problem.detail).toBe('The service is not ready: The process is shutting down.');
    expect(problem.checks).toContainEqual({
      name: 'shutdown',
      ok: false,
      needed: true,
      message: 'The process is shutting down.',
    });
    expect(served.headers.get('connection')).toBe('close');
    expect(await ended).toBe(0);
  });
});

describe('a worker that is told to stop while Oracle does not answer', () => {
  let stand: PushChaosStand;

  beforeAll(async () => (stand = await PushChaosStand.withBacklog(60)), LIMIT_MS);
  afterAll(() => stand?.stop());

  it(
    'gives back everything it holds, with no attempt burned, and leaves no lease behind',
    async () => {
      await stand.system.oracle.setFaults({ hang: true });
      // Nothing is sent while the worker starts: the request under way when it is told to stop has only just begun.
      await stand.system.query(`UPDATE queue_items SET next_attempt_at = now() + interval '1 hour'`);
      const worker: Service = await stand.startWorker();
      await stand.system.letWaitsPass();
      await waitUntil(
        () => stand.system.query<{ held: number }>(COUNT_SENDING),
        ([row]) => row!.held > 0,
      );

      const code = await worker.stop();

      const [left] = await stand.system.query(
        `SELECT count(*) FILTER (WHERE status = 'sending')::int AS sending, max(attempts)::int AS attempts,
                (SELECT count(*)::int FROM leases WHERE expires_at > now()) AS leases FROM queue_items`,
      );
      expect(code).toBe(0);
      // A worker that had waited for the end of its request would have burned an attempt.
      expect(left).toEqual({ sending: 0, attempts: 0, leases: 0 });
    },
    LIMIT_MS,
  );
});

const COUNT_SENDING = `SELECT count(*)::int AS held FROM queue_items WHERE status = 'sending'`;
