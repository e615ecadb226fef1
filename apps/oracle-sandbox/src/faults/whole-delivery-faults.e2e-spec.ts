import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { anItem } from '../testing/items';
import { RunningSandbox } from '../testing/running-sandbox';
import type { FaultSet } from './fault-set';

describe('faults that strike a delivery as a whole', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  /** Sends the head and the first half of a body that never ends; answers how the connection failed. */
  function failureOfHalfADelivery(): Promise<string | undefined> {
    return new Promise((failed) => {
      const half = request(`${sandbox.url}/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1000 },
      });
      half.once('error', (error: NodeJS.ErrnoException) => failed(error.code));
      half.write('{"batchId":');
    });
  }

  it('resets the connection while the body is still on its way', async () => {
    await sandbox.putFaults({ reset: 'mid_request' });

    expect(await failureOfHalfADelivery()).toBe('ECONNRESET');
    expect(await sandbox.stats()).toMatchObject({ requests: 1, items: 0, unique: 0, byStatus: {} });
  });

  it('resets the connection after it recorded the delivery', async () => {
    await sandbox.putFaults({ reset: 'after_recording' });

    await expect(sandbox.deliver([anItem()])).rejects.toThrow('fetch failed');
    expect(await sandbox.stats()).toMatchObject({ requests: 1, items: 1, unique: 1, byStatus: {} });
  });

  it.each([202, 204, 302, 400, 408, 409, 413, 425, 500, 502, 504])(
    'answers %d when told so and records nothing',
    async (status) => {
      await sandbox.putFaults({ answer: { status, text: '' } });

      const response = await sandbox.deliver([anItem()]);
      expect([response.status, await response.text()]).toEqual([status, '']);
      expect(await sandbox.stats()).toMatchObject({ unique: 0, items: 0 });
    },
  );

  it('explains its answer in problem details when no text is given', async () => {
    await sandbox.putFaults({ answer: { status: 409 } });

    const response = await sandbox.deliver([anItem()]);

    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ status: 409, detail: 'Fault: 409 was asked for.' });
  });

  it('answers with the words, the type and the headers given', async () => {
    const answer = { status: 503, text: '<p>Down', contentType: 'text/html', retryAfter: 'next week' };
    await sandbox.putFaults({ answer });

    const response = await sandbox.deliver([anItem()]);

    expect([response.status, await response.text()]).toEqual([503, '<p>Down']);
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.get('retry-after')).toBe('next week');
  });

  it('sends the client elsewhere', async () => {
    await sandbox.putFaults({ answer: { status: 302, text: '', location: 'https://elsewhere.example/' } });

    const response = await fetch(`${sandbox.url}/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      redirect: 'manual',
    });

    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it('records the delivery before it answers, when told so', async () => {
    await sandbox.putFaults({ answer: { status: 202, text: '', recorded: true }, times: 1 });
    const [items, key] = [[anItem(), anItem()], randomUUID()];

    const first = await sandbox.deliver(items, { key });
    const second = await sandbox.deliver(items, { key });

    expect([first.status, second.status]).toEqual([202, 200]);
    expect(await sandbox.stats()).toMatchObject({ unique: 2, duplicates: 2, byStatus: { 200: 1, 202: 1 } });
  });

  it('fails every so many-th delivery', async () => {
    await sandbox.putFaults({ errorEvery: 3, errorStatus: 500 });

    const statuses = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await sandbox.deliver([anItem()])).status);

    expect(statuses).toEqual([200, 200, 500, 200, 200, 500]);
  });

  it.each<[string, FaultSet, number, number]>([
    ['more items than may be', { maxItems: 2 }, 3, 413],
    ['as many items as may be', { maxItems: 2 }, 2, 200],
    ['more bytes than may be', { maxBytes: 500 }, 1, 413],
    ['less bytes than may be', { maxBytes: 5000 }, 1, 200],
  ])('given %s', async (_, faults, count, status) => {
    await sandbox.putFaults(faults);

    const response = await sandbox.deliver(Array.from({ length: count }, () => anItem()));

    expect(response.status).toBe(status);
    expect(await sandbox.stats()).toMatchObject({ unique: status === 200 ? count : 0 });
  });

  it('takes all or none: one bad item spoils the delivery, and the others alone are taken', async () => {
    const [good, bad, key] = [anItem({ userId: 1 }), anItem({ userId: 7 }), randomUUID()];
    await sandbox.putFaults({ poison: { userIds: [7], status: 400 } });

    const together = await sandbox.deliver([good, bad], { key });
    expect(await sandbox.stats()).toMatchObject({ unique: 0, items: 0 });
    const alone = await sandbox.deliver([good]);
    await sandbox.putFaults({});
    const cured = await sandbox.deliver([good, bad], { key });

    expect([together.status, alone.status, cured.status]).toEqual([400, 200, 200]);
    expect(await sandbox.stats()).toMatchObject({ unique: 2, duplicates: 1, conflicts: 0 });
  });
});
