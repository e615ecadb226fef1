import { allSent, type SampleItem } from './testing/push-sample';
import { PushStand } from './testing/push-stand';

let stand: PushStand;

beforeAll(async () => (stand = await PushStand.start()));

afterEach(() => stand.cure());
afterAll(() => stand?.stop());

const COUNT = 8;
const isFailed = (code: string) => (item: SampleItem) => item.status === 'failed' && item.causeCode === code;

/** The faults must know the people before the first delivery: the door is shut until they do. */
async function completeWith(count: number, faults: (userIds: readonly number[]) => object) {
  await stand.gates.completions.shut();
  const sample = await stand.complete(count);
  await stand.system.oracle.setFaults(faults(sample.userIds));
  await stand.gates.completions.open();
  return sample;
}

describe('a result that condemns one item', () => {
  it.each<[number, string]>([
    [400, 'dead PUSH.REJECTED'],
    [422, 'dead PUSH.REJECTED'],
    [403, 'dead PUSH.FORBIDDEN_ITEM'],
    [413, 'dead PUSH.TOO_LARGE'],
    [404, 'parked PUSH.UNKNOWN_TO_ORACLE'],
  ])('%d for one of eight: it alone ends as %s', async (status, end) => {
    const sample = await completeWith(COUNT, (userIds) => ({
      rejectItems: { userIds: userIds.slice(2, 3), status, title: 'No', detail: 'Not this one.' },
    }));

    const items = await sample.settled();

    expect(items[2]).toMatchObject({ attempts: 1 });
    expect(await sample.outcome()).toEqual(
      allSent(COUNT, { ends: { sent: COUNT - 1, [end]: 1 }, recordedOnce: COUNT - 1 }),
    );
  });

  it('every item of a batch is unknown: all are parked', async () => {
    const sample = await completeWith(3, (userIds) => ({ rejectItems: { userIds, status: 404 } }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(
      allSent(0, { ends: { 'parked PUSH.UNKNOWN_TO_ORACLE': 3 }, recordedOnce: 0 }),
    );
  });
});

describe('a result that leaves one item for later', () => {
  it.each([429, 500, 503])('%d for one of eight: it alone is tried again', async (status) => {
    const sample = await completeWith(COUNT, (userIds) => ({
      rejectItems: { userIds: userIds.slice(0, 1), status },
    }));
    const [first, ...others] = await sample.each(
      (item) => item.status === 'sent' || isFailed('PUSH.TEMPORARY')(item),
    );
    await stand.system.oracle.setFaults({});

    await sample.settled();

    expect(first!.status).toBe('failed');
    expect(others.every((item) => item.status === 'sent')).toBe(true);
    expect(await sample.outcome()).toEqual(allSent(COUNT));
  });

  it('503 for the only item of a batch: the next try is not taken for the first', async () => {
    const sample = await completeWith(1, (userIds) => ({ rejectItems: { userIds, status: 503 } }));
    await sample.each(isFailed('PUSH.TEMPORARY'));
    await stand.system.oracle.setFaults({});

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(1));
  });
});

describe('a result that says the item is there', () => {
  it('409, it is there already: it is delivered', async () => {
    const sample = await completeWith(COUNT, (userIds) => ({
      rejectItems: { userIds: userIds.slice(0, 2), status: 409, recorded: true },
    }));

    const items = await sample.settled();

    expect(items.every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await sample.outcome()).toEqual(allSent(COUNT));
  });

  it('202 for each item: they are delivered', async () => {
    const sample = await completeWith(COUNT, () => ({ acceptedStatus: 202 }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(COUNT));
  });
});

describe('results that do not fit what was sent', () => {
  it.each<[string, object, number]>([
    ['that Oracle did not record', { recorded: false }, 0],
    ['that Oracle recorded', { recorded: true }, COUNT],
  ])('no word of any item %s: each goes again alone, under the same key', async (_, more, duplicates) => {
    const sample = await completeWith(COUNT, () => ({ omitItems: { rate: 1, ...more }, times: 1 }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(COUNT, { duplicates }));
  });

  it('no word of an item, even when it is asked about alone: it is tried again later', async () => {
    const sample = await completeWith(2, () => ({ omitItems: { rate: 1, recorded: false } }));
    await sample.each(isFailed('PUSH.UNANSWERED'));
    await stand.system.oracle.setFaults({});

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(2));
  });

  it('207 without a list of results: each goes again alone', async () => {
    const sample = await completeWith(3, () => ({
      answer: { status: 207, text: '{"items":[]}', recorded: true },
      times: 1,
    }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(3, { duplicates: 3 }));
  });

  it('results for ids that were not sent: they are passed over', async () => {
    const sample = await completeWith(COUNT, () => ({ extraResults: { unknown: 5 } }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(COUNT));
  });

  it('each result twice: the items are delivered once', async () => {
    const sample = await completeWith(COUNT, () => ({ extraResults: { repeated: true } }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(COUNT));
  });

  it('each result twice, and the second contradicts the first: delivered, if need be under the same key again', async () => {
    const sample = await completeWith(2, () => ({
      extraResults: { repeated: true, repeatedStatus: 503 },
      times: 1,
    }));

    await sample.settled();

    const { duplicates, ...outcome } = await sample.outcome();
    expect({ ...outcome, duplicates: 0 }).toEqual(allSent(2));
    expect(duplicates).toBeLessThanOrEqual(2);
  });
});

describe('a receiver that takes all or none', () => {
  it.each([
    [400, 1],
    [422, 1],
    [422, 3],
  ])('%d because of %d of thirty: the culprits are found, all others delivered', async (status, culprits) => {
    const sample = await completeWith(30, (userIds) => ({
      poison: { userIds: userIds.filter((_, index) => index % 11 === 7).slice(0, culprits), status },
    }));
    const { requests } = await stand.stats();

    await sample.settled();

    const sent = 30 - culprits;
    expect(await sample.outcome()).toEqual(allSent(sent, { ends: { sent, 'dead PUSH.REJECTED': culprits } }));
    // Halving finds one of thirty in at most five steps of two requests; asking about each would take thirty.
    expect((await stand.stats()).requests - requests).toBeLessThanOrEqual(1 + 10 * culprits);
  });

  it('refuses each of three: all are dead, none is lost', async () => {
    const sample = await completeWith(3, (userIds) => ({ poison: { userIds } }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(
      allSent(0, { ends: { 'dead PUSH.REJECTED': 3 }, recordedOnce: 0 }),
    );
  });
});

describe('a receiver that finds it too large', () => {
  it('413 above so many items: smaller batches pass', async () => {
    const sample = await completeWith(30, () => ({ maxItems: 7 }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(30));
  });

  it('413 above so many bytes: smaller batches pass', async () => {
    const sample = await completeWith(30, () => ({ maxBytes: 6_000 }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(allSent(30));
  });

  it('413 for a single item: it is dead, since nothing smaller can be sent', async () => {
    const sample = await completeWith(2, () => ({ maxBytes: 10 }));

    await sample.settled();

    expect(await sample.outcome()).toEqual(
      allSent(0, { ends: { 'dead PUSH.TOO_LARGE': 2 }, recordedOnce: 0 }),
    );
  });
});
