import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  createRandom,
  createScratchSite,
  freePort,
  type ScratchSite,
  signWebhook,
  TotaraSite,
  waitUntil,
  type Random,
} from '@oracle-integration/testing';
import { WebhookQueue } from './webhook-queue';
import { WebhookSender } from './webhook-sender';

const SECRET = 'a secret of the site';
/** An answer that a busy machine was slow to give is none that was lost. */
const PATIENCE_MS = 90_000;

interface Received {
  signature: string | undefined;
  contentType: string | undefined;
  raw: string;
}

/** Never loses an answer and keeps the order, unless told to. */
function evenRandom(lostAnswers = false): Random {
  return { ...createRandom(1), chance: (probability) => lostAnswers && probability < 0.1, next: () => 0.5 };
}

describe('the sender of webhooks', () => {
  let scratch: ScratchSite;
  let queue: WebhookQueue;
  let receiver: Server;
  let received: Received[];
  let answers: number[];
  let senders: WebhookSender[];

  beforeEach(async () => {
    scratch = await createScratchSite(1_767_600_000);
    queue = new WebhookQueue(scratch.pool, 'ttr_');
    await queue.prepare();
    received = [];
    answers = [];
    senders = [];
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({
          signature: request.headers['x-totara-signature']?.toString(),
          contentType: request.headers['content-type'],
          raw: Buffer.concat(chunks).toString(),
        });
        response.writeHead(answers.shift() ?? 202).end();
      });
    }).listen(await freePort(), '127.0.0.1');
    await once(receiver, 'listening');
  });

  afterEach(async () => {
    for (const sender of senders) await sender.stop();
    receiver.closeAllConnections();
    receiver.close();
    await scratch.drop();
  });

  function startSender({ random = evenRandom(), minuteMs = 5 } = {}): WebhookSender {
    const { port } = receiver.address() as AddressInfo;
    const sender = new WebhookSender({
      queue,
      random,
      minuteMs,
      timeoutMs: PATIENCE_MS,
      secret: SECRET,
      url: `http://127.0.0.1:${port}/api/v1/totara/events`,
      say: (text) => {
        throw new Error(text);
      },
    });
    senders.push(sender);
    sender.start();
    return sender;
  }

  /** A site that puts what happens on it into the queue. */
  function listeningSite(): TotaraSite {
    const now = () => 1_767_600_000;
    return new TotaraSite(scratch.pool, { now, onEvents: (events) => queue.enqueue(events) });
  }

  async function renamePeople(site: TotaraSite, count: number): Promise<number[]> {
    const people: number[] = [];
    for (let index = 0; index < count; index += 1) {
      people.push(await scratch.site.addUser());
      await site.updateUser(people[index] ?? 0, { lastname: `L${index}` });
    }
    return people;
  }

  const counts = (enough: Partial<Awaited<ReturnType<WebhookQueue['counts']>>>) =>
    waitUntil(
      () => queue.counts(),
      (now) => Object.entries(enough).every(([name, count]) => now[name as keyof typeof now] === count),
    );
  const envelopes = () =>
    received.map(({ raw }) => JSON.parse(raw) as { attempt: number; body: Record<string, string> });

  it('sends a completion with its row, signed over the very bytes', async () => {
    const site = listeningSite();
    const course = await site.addCourse();
    const learner = await site.addUser();
    await site.complete(learner, course);
    startSender();
    await counts({ sent: 1, queued: 0, deadLetters: 0 });

    const [webhook] = received;
    expect(webhook?.contentType).toBe('application/json');
    expect(webhook?.signature).toBe(signWebhook(webhook?.raw ?? '', SECRET));
    expect(JSON.parse(webhook?.raw ?? '')).toMatchObject({
      attempt: 1,
      event: 'core\\event\\course_completed',
      time_created: 1_767_600_000,
      webhook_id: 1,
      body: { userid: String(learner), course: String(course), status: 50 },
    });
  });

  it('keeps the order as long as nothing goes wrong', async () => {
    const people = await renamePeople(listeningSite(), 5);
    startSender();
    await counts({ sent: 5 });

    expect(envelopes().map(({ body }) => Number(body['id']))).toEqual(people);
  });

  it('tries again after trouble of the receiver, counting, and lets others overtake', async () => {
    answers = [503, 301];
    const people = await renamePeople(listeningSite(), 2);
    startSender();
    await counts({ sent: 2, queued: 0 });

    const tries = envelopes().map(({ attempt, body }) => [Number(body['id']), attempt]);
    expect(tries).toHaveLength(4);
    expect(tries).toEqual(
      expect.arrayContaining(
        people.flatMap((id) => [
          [id, 1],
          [id, 2],
        ]),
      ),
    );
    expect(new Set(received.map(({ signature }) => signature)).size).toBe(4);
  });

  it('waits for a receiver that is away', async () => {
    const { port } = receiver.address() as AddressInfo;
    receiver.close();
    await once(receiver, 'close');
    await renamePeople(listeningSite(), 1);
    // The address is known, nobody is there.
    const sender = new WebhookSender({
      queue,
      random: evenRandom(),
      minuteMs: 5,
      secret: SECRET,
      url: `http://127.0.0.1:${port}/`,
      say: () => undefined,
    });
    senders.push(sender);
    sender.start();
    await waitUntil(
      () => scratch.rows<{ attempt: number }>('SELECT attempt FROM ttr_totara_webhook_payload_queue'),
      ([row]) => (row?.attempt ?? 0) >= 1,
    );
    receiver.listen(port, '127.0.0.1');
    await counts({ sent: 1 });

    expect(envelopes()[0]?.attempt).toBeGreaterThan(1);
  });

  it.each([400, 401, 404, 413, 429])(
    'buries a webhook at once when it is answered with %i',
    async (status) => {
      answers = [status];
      await renamePeople(listeningSite(), 2);
      startSender();
      await counts({ sent: 1, queued: 0, deadLetters: 1 });

      expect(received).toHaveLength(2);
    },
  );

  it('gives up after the eleventh try', async () => {
    answers = Array<number>(50).fill(500);
    await renamePeople(listeningSite(), 1);
    startSender({ minuteMs: 0.01 });
    await counts({ deadLetters: 1, queued: 0, sent: 0 });

    expect(envelopes().map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('sends twice when an answer is lost on the way', async () => {
    await renamePeople(listeningSite(), 1);
    startSender({ random: evenRandom(true) });
    await counts({ sent: 1, queued: 0 });

    expect(envelopes().map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('sends every webhook at least once, some twice, some out of order, over a long run', async () => {
    const people = await renamePeople(listeningSite(), 120);
    startSender({ random: createRandom(5), minuteMs: 1 });
    await counts({ sent: 120, queued: 0 });

    const ids = envelopes().map(({ body }) => Number(body['id']));
    expect(new Set(ids)).toEqual(new Set(people));
    expect(ids.length).toBeGreaterThan(120);
    expect(ids.length).toBeLessThan(140);
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b));
  });

  it('goes on with what was left when it is started again', async () => {
    await renamePeople(listeningSite(), 3);
    const before = await queue.counts();
    startSender();
    const after = await counts({ sent: 3 });

    expect(before).toEqual({ queued: 3, sent: 0, deadLetters: 0 });
    expect(after).toEqual({ queued: 0, sent: 3, deadLetters: 0 });
  });
});
