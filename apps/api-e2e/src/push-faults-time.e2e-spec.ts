import { clockSkew } from './testing/push-clock-skew';
import { allSent, type SampleItem } from './testing/push-sample';
import { PushStand } from './testing/push-stand';

const isFailed = (code: string) => (item: SampleItem) => item.status === 'failed' && item.causeCode === code;

describe('an answer that does not come', () => {
  let stand: PushStand;

  beforeAll(async () => (stand = await PushStand.start()));

  afterEach(() => stand.cure());
  afterAll(() => stand?.stop());

  it.each<[string, object, number]>([
    ['nothing at all', { hang: true }, 0],
    ['one byte a second', { slowLoris: true }, 3],
  ])('%s: the outcome is unknown, and it goes again under the same key', async (_, faults, duplicates) => {
    await stand.keepWaiting();
    await stand.system.oracle.setFaults({ ...faults, times: 1 });
    const sample = await stand.complete(3);

    await sample.each(isFailed('PUSH.NO_ANSWER'));
    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(3, { duplicates }));
  });

  it('no token: all wait, no attempt is burned, and the cure delivers', async () => {
    await stand.system.oracle.setFaults({ unauthorized: 'once', token: { hang: true } });
    const sample = await stand.complete(3);

    await stand.heldFor('PUSH.TOKEN_UNREACHABLE');
    await stand.cure();
    const sent = await sample.settled();

    expect(sent.every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await sample.outcome()).toEqual(allSent(3));
  });
});

describe('an Oracle that comes and goes', () => {
  let stand: PushStand;

  beforeAll(async () => {
    // Within twelve attempts one completion in a hundred and fifty meets nothing but failures, by chance alone.
    stand = await PushStand.start({ PUSH_BATCH_SIZE: '5', PUSH_MAX_ATTEMPTS: '50' });
  });

  afterEach(() => stand.cure());
  afterAll(() => stand?.stop());

  it.each<[string, object]>([
    ['every second request fails', { errorEvery: 2 }],
    ['every third request fails', { errorEvery: 3, errorStatus: 500 }],
    ['two requests of three fail, by chance', { errorRate: 0.66 }],
    ['a token is forgotten, and every fourth request fails', { unauthorized: 'once', errorEvery: 4 }],
  ])('%s: everything arrives all the same', async (_, faults) => {
    await stand.system.oracle.setFaults(faults);
    const sample = await stand.complete(30);

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(30));
  });

  it('keeps failing: after a while all wait, and what waits burns no attempts', async () => {
    // Only the line is looked at: an item by which a probe is made has its attempt.
    await stand.keepWaiting();
    await stand.system.oracle.setFaults({ errorRate: 1, errorStatus: 500 });
    const sample = await stand.complete(30);

    const { reason } = await stand.heldFor('PUSH.FAILING');
    const late = await stand.complete(3);
    const waiting = await late.each(({ status }) => status === 'queued');
    await stand.cure();
    await sample.settled();
    await late.settled();
    await stand.overviewOnce(({ holds }) => holds.length === 0);

    expect(reason).toMatch(/^[A-Z].+\.$/);
    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    expect([await sample.outcome(), await late.outcome()]).toEqual([allSent(30), allSent(3)]);
  });

  it('fails again and again at the moment of the probe: nothing is lost, and nothing is sent twice', async () => {
    await stand.system.oracle.setFaults({ forbidden: true });
    const sample = await stand.complete(30);
    await stand.heldFor('PUSH.FORBIDDEN');
    // The last one is probed by many items at once: among single ones the cure would come between two of them.
    for (const faults of [{ errorRate: 1 }, { forbidden: true }, { html: true }]) {
      await stand.system.oracle.setFaults(faults);
      await stand.probed();
    }
    await stand.cure();

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(30));
  });
});

describe('a service whose clock is wrong', () => {
  let stand: PushStand;

  beforeAll(async () => (stand = await PushStand.prepare()));

  afterAll(() => stand?.stop());

  it.each([
    ['an hour ahead of', 3600],
    ['an hour behind', -3600],
  ])('%s the database: it delivers, keeps a wish to wait, and retries', async (_, seconds) => {
    const service = await stand.startService(clockSkew(seconds));
    const direct = await stand.complete(2);
    await direct.each(({ status }) => status === 'sent');

    await stand.system.oracle.setFaults({ answer: { status: 503 }, times: 1 });
    const retried = await stand.complete(2);
    // By itself and in its own time: the first wait is ten seconds at most.
    await retried.each(({ status }) => status === 'sent');

    await stand.system.oracle.setFaults({ rateLimit: { requests: 0, retryAfterSeconds: 2 }, times: 1 });
    const held = await stand.complete(2);
    await held.each(({ status }) => status === 'sent');
    await service.stop();

    expect(await direct.outcome()).toMatchObject({ ends: { sent: 2 }, recordedOnce: 2, conflicts: 0 });
    expect(await retried.told()).toBe('temporary, delivered');
    expect(await retried.outcome()).toMatchObject({ ends: { sent: 2 }, recordedOnce: 2, conflicts: 0 });
    expect(await held.outcome()).toEqual(allSent(2));
  });
});
