import { allSent, type SampleItem } from './testing/push-sample';
import { PushStand } from './testing/push-stand';

let stand: PushStand;

beforeAll(async () => (stand = await PushStand.start()));

afterEach(() => stand.cure());
afterAll(() => stand?.stop());

function setFaults(faults: object): Promise<void> {
  return stand.system.oracle.setFaults(faults);
}

const isFailed = (code: string) => (item: SampleItem) => item.status === 'failed' && item.causeCode === code;
const attemptsOf = (items: readonly SampleItem[]) => [...new Set(items.map(({ attempts }) => attempts))];

describe('an answer that means: not now', () => {
  it.each<[string, object]>([
    ['408', { answer: { status: 408 } }],
    ['409, the same key is still being worked on', { answer: { status: 409 } }],
    ['425', { answer: { status: 425 } }],
    ['500', { answer: { status: 500 } }],
    ['500 without a body', { answer: { status: 500, text: '' } }],
    ['502 with the page of a proxy', { answer: { status: 502, text: '<p>Bad', contentType: 'text/html' } }],
    ['503 that does not say how long', { answer: { status: 503 } }],
    ['504', { answer: { status: 504, text: 'Gateway Timeout', contentType: 'text/plain' } }],
  ])('%s: each item is tried again later, by itself', async (_, faults) => {
    await setFaults(faults);
    const sample = await stand.complete(3);

    const failed = await sample.each(isFailed('PUSH.TEMPORARY'));
    await setFaults({});
    const sent = await sample.settled();

    for (const { attempts, nextAttemptAt } of failed) {
      expect(attempts).toBeGreaterThan(0);
      expect(nextAttemptAt).toBeInstanceOf(Date);
    }
    expect(Math.min(...attemptsOf(sent))).toBeGreaterThan(1);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('503 after Oracle recorded the delivery: it goes again under the same key', async () => {
    await stand.keepWaiting();
    await setFaults({ recordThenFail: true, times: 1 });
    const sample = await stand.complete(4);

    await sample.each(isFailed('PUSH.TEMPORARY'));
    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(4, { duplicates: 4 }));
  });

  it('409 after Oracle recorded the delivery: it goes again under the same key', async () => {
    await stand.keepWaiting();
    await setFaults({ answer: { status: 409, recorded: true }, times: 1 });
    const sample = await stand.complete(4);

    await sample.each(isFailed('PUSH.TEMPORARY'));
    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(4, { duplicates: 4 }));
  });
});

describe('an outcome that nobody can know', () => {
  it.each<[string, object, number]>([
    ['the connection is closed without an answer', { refuse: true }, 0],
    ['the connection is reset in mid-request', { reset: 'mid_request' }, 0],
    ['the connection is reset after Oracle recorded it', { reset: 'after_recording' }, 3],
    ['the answer is torn in the middle', { torn: true }, 3],
    [
      'the answer is JSON that breaks off',
      { answer: { status: 200, text: '{"items":[', recorded: true } },
      3,
    ],
    ['the answer is 100 MB long', { hugeBytes: 100_000_000 }, 3],
  ])('%s: it goes again under the same key', async (_, faults, recorded) => {
    await stand.keepWaiting();
    await setFaults({ ...faults, times: 1 });
    const sample = await stand.complete(3);

    await sample.each(isFailed('PUSH.NO_ANSWER'));
    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(3, { duplicates: recorded }));
  });
});

describe('trouble with the target as a whole', () => {
  it.each<[string, object, string]>([
    ['every token is refused', { unauthorized: true }, 'PUSH.TOKEN_REJECTED'],
    ['the client may not deliver', { forbidden: true }, 'PUSH.FORBIDDEN'],
    ['404', { answer: { status: 404 } }, 'PUSH.ENDPOINT_MISSING'],
    ['405', { answer: { status: 405 } }, 'PUSH.ENDPOINT_MISSING'],
    ['a sign-in page with 200', { html: true }, 'PUSH.NOT_AN_INTERFACE'],
    [
      'a redirect to a sign-in page',
      { answer: { status: 302, text: '', location: '/signin' } },
      'PUSH.NOT_AN_INTERFACE',
    ],
    ['429 that does not say how long', { answer: { status: 429 } }, 'PUSH.ASKED_TO_WAIT'],
    [
      '429 with a Retry-After that nobody can read',
      { answer: { status: 429, retryAfter: 'next week' } },
      'PUSH.ASKED_TO_WAIT',
    ],
    [
      '429 with Retry-After in seconds',
      { rateLimit: { requests: 0, retryAfterSeconds: 3 } },
      'PUSH.ASKED_TO_WAIT',
    ],
    ['503 with Retry-After in seconds', { answer: { status: 503, retryAfter: '3' } }, 'PUSH.ASKED_TO_WAIT'],
    [
      '429 with Retry-After as a date',
      { rateLimit: { requests: 0, retryAfterDate: new Date(Date.now() + 300_000).toISOString() } },
      'PUSH.ASKED_TO_WAIT',
    ],
    [
      '429 with a date that has passed',
      { rateLimit: { requests: 0, retryAfterDate: '2001-01-01T00:00:00Z' } },
      'PUSH.ASKED_TO_WAIT',
    ],
    [
      '429 that asks to wait for a year',
      { rateLimit: { requests: 0, retryAfterSeconds: 31_536_000 } },
      'PUSH.ASKED_TO_WAIT',
    ],
  ])('%s: all wait, no attempt is burned, and the cure delivers', async (_, faults, code) => {
    // Some probes ask about one item after the other: a cure between two of them would make it the first one's own fault.
    await stand.keepWaiting();
    await setFaults(faults);
    const sample = await stand.complete(3);

    const hold = await stand.heldFor(code);
    const waiting = await sample.each(({ status }) => status === 'queued');
    await setFaults({});
    const sent = await sample.settled();
    await stand.overviewOnce(({ holds }) => holds.length === 0);

    expect(hold).toMatchObject({ reason: expect.stringMatching(/^[A-Z].+\.$/), action: expect.any(String) });
    expect(hold.waiting).toBeGreaterThanOrEqual(1);
    expect(attemptsOf(waiting)).toEqual([0]);
    expect(attemptsOf(sent)).toEqual([1]);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('nobody listens on the port: all wait, and when somebody does, delivery goes on by itself', async () => {
    await stand.gates.completions.shut();
    const sample = await stand.complete(3);

    await stand.heldFor('PUSH.UNREACHABLE');
    await stand.gates.completions.open();
    const sent = await sample.each(({ status }) => status === 'sent');
    await stand.overviewOnce(({ holds }) => holds.length === 0);

    expect(attemptsOf(sent)).toEqual([1]);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('a wish to wait for a year is kept for a day at most', async () => {
    await setFaults({ answer: { status: 429, retryAfter: '31536000' } });
    const sample = await stand.complete(1);

    const { nextProbeAt } = await stand.heldFor('PUSH.ASKED_TO_WAIT');
    await setFaults({});
    await sample.settled();

    const waitMs = Date.parse(nextProbeAt!) - Date.now();
    expect(waitMs).toBeGreaterThan(60_000);
    expect(waitMs).toBeLessThanOrEqual(24 * 3600 * 1000);
  });

  it('a short Retry-After is kept: nothing is sent before it is over, and then all', async () => {
    await setFaults({ rateLimit: { requests: 0, retryAfterSeconds: 4 }, times: 1 });
    const { requests } = await stand.stats();
    const sample = await stand.complete(3);

    const sent = await sample.each(({ status }) => status === 'sent');

    const [second, first] = await stand.system.query<{ status: number; at: Date }>(
      'SELECT http_status AS status, started_at AS at FROM delivery_requests ORDER BY started_at DESC LIMIT 2',
    );
    expect((await stand.stats()).requests).toBe(requests + 2);
    expect(first!.status).toBe(429);
    expect(second!.at.getTime() - first!.at.getTime()).toBeGreaterThanOrEqual(4_000);
    expect(attemptsOf(sent)).toEqual([1]);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('a token that Oracle forgot: it is asked for anew, and no attempt is burned', async () => {
    await setFaults({ unauthorized: 'once' });
    const { tokens } = await stand.stats();
    const sample = await stand.complete(3);

    const sent = await sample.each(({ status }) => status === 'sent');

    expect((await stand.stats()).tokens).toBe(tokens + 1);
    expect(attemptsOf(sent)).toEqual([1]);
    expect((await stand.service.overview()).holds).toEqual([]);
    expect(await sample.outcome()).toEqual(allSent(3));
  });
});

describe('an answer that says it for all', () => {
  it.each<[string, object]>([
    ['200 without a body', { answer: { status: 200, text: '', recorded: true } }],
    [
      '200 with plain words',
      { answer: { status: 200, text: 'OK', contentType: 'text/plain', recorded: true } },
    ],
    [
      '201 with a JSON that speaks of no item',
      { answer: { status: 201, text: '{"ok":true}', recorded: true } },
    ],
    ['202', { answer: { status: 202, text: '', recorded: true } }],
    ['204', { answer: { status: 204, text: '', recorded: true } }],
  ])('%s: every item is delivered', async (_, faults) => {
    await setFaults(faults);
    const sample = await stand.complete(3);

    const sent = await sample.each(({ status }) => status === 'sent');

    expect(attemptsOf(sent)).toEqual([1]);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('a late answer is an answer', async () => {
    await setFaults({ latencyMs: 3_000 });
    const sample = await stand.complete(3);

    await sample.each(({ status }) => status === 'sent');

    expect(await sample.outcome()).toEqual(allSent(3));
  });
});
