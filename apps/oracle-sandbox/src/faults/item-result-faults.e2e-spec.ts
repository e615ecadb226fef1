import { anItem } from '../testing/items';
import { bodyOf, itemStatuses, RunningSandbox } from '../testing/running-sandbox';

describe('faults in the results of single items', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  it('rejects the items with the ids given', async () => {
    const items = [anItem(), anItem()];
    await sandbox.putFaults({ rejectItems: { ids: [items[1]!.id], status: 403 } });

    expect(await itemStatuses(await sandbox.deliver(items))).toEqual([201, 403]);
    expect(await sandbox.stats()).toMatchObject({ unique: 1 });
  });

  it('records what it rejects when told so: it is there already', async () => {
    const item = anItem();
    await sandbox.putFaults({ rejectItems: { status: 409, recorded: true } });

    const first = await itemStatuses(await sandbox.deliver([item]));
    const second = await itemStatuses(await sandbox.deliver([item]));

    expect([first, second]).toEqual([[409], [409]]);
    expect(await sandbox.stats()).toMatchObject({ unique: 1, duplicates: 1 });
  });

  it('accepts each item with the status given', async () => {
    await sandbox.putFaults({ acceptedStatus: 202 });

    expect(await itemStatuses(await sandbox.deliver([anItem(), anItem()]))).toEqual([202, 202]);
    expect(await sandbox.stats()).toMatchObject({ unique: 2 });
  });

  it('adds results for ids that were not sent', async () => {
    const item = anItem();
    await sandbox.putFaults({ extraResults: { unknown: 2 } });

    const { items } = await bodyOf(await sandbox.deliver([item]));

    expect(items!.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(items!.map(({ id }) => id)).size).toBe(3);
    expect(items![0]!.id).toBe(item.id);
    expect(await sandbox.stats()).toMatchObject({ items: 1, unique: 1 });
  });

  it.each([
    ['the same', {}, [201, 201, 201, 201]],
    ['another', { repeatedStatus: 500 }, [201, 201, 500, 500]],
  ])('gives each result a second time, with %s status', async (_, more, statuses) => {
    await sandbox.putFaults({ extraResults: { repeated: true, ...more } });

    const { items } = await bodyOf(await sandbox.deliver([anItem(), anItem()]));

    expect(items!.map(({ status }) => status)).toEqual(statuses);
    expect(items![0]!.id).toBe(items![2]!.id);
  });
});
