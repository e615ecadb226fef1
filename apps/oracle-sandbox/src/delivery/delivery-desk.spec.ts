import { RequestRefusedError } from '../http/request-refused.error';
import { anItem } from '../testing/items';
import { DeliveryDesk } from './delivery-desk';
import { DeliveryStats } from './delivery-stats';
import type { AcceptableItem } from './item-rules';
import { RecentItems } from './recent-items';

/** A desk that can hold three items. */
function aSmallDesk() {
  const stats = new DeliveryStats();
  const surroundings = { stats, recent: new RecentItems(), now: () => 0, random: () => 0 };
  return { stats, desk: new DeliveryDesk(surroundings, 3) };
}

function aDelivery(key: string, ...items: AcceptableItem[]) {
  return { key, body: Buffer.from(JSON.stringify({ batchId: 'b', items })), faults: {} };
}

describe('DeliveryDesk', () => {
  it('refuses what it cannot keep as a whole, and counts nothing of it', () => {
    const { desk, stats } = aSmallDesk();
    desk.receive(aDelivery('first', anItem(), anItem()));

    const tooMuch = () => desk.receive(aDelivery('second', anItem(), anItem()));

    expect(tooMuch).toThrow(RequestRefusedError);
    expect(tooMuch).toThrow('507 Insufficient Storage');
    expect([desk.uniqueCount, stats.items, stats.duplicates]).toEqual([2, 2, 0]);
  });

  it('still recognises what it knows when it is full', () => {
    const { desk, stats } = aSmallDesk();
    const delivery = aDelivery('first', anItem(), anItem(), anItem());
    const answer = desk.receive(delivery);

    expect(desk.receive(delivery)).toEqual(answer);
    expect([desk.uniqueCount, stats.duplicates]).toEqual([3, 3]);
  });

  it('does not count a repetition of items that were never accepted as duplicates', () => {
    const { desk, stats } = aSmallDesk();
    const delivery = { ...aDelivery('first', anItem({ userId: 7 }), anItem()) };
    const rejectItems = { rate: 1, userIds: [7], status: 404, title: 'Unknown', detail: 'No employee 7.' };

    desk.receive({ ...delivery, faults: { rejectItems } });
    const repeated = desk.receive(delivery);

    expect(repeated.status).toBe(207);
    expect([desk.uniqueCount, stats.items, stats.duplicates]).toEqual([1, 4, 1]);
  });

  it('counts an item as a duplicate even when a fault rejects it', () => {
    const { desk, stats } = aSmallDesk();
    const item = anItem();
    desk.receive(aDelivery('first', item));

    const rejectItems = { rate: 1, status: 422, title: 'No', detail: 'No.' };
    const answer = desk.receive({ ...aDelivery('second', item), faults: { rejectItems } });

    expect(answer.status).toBe(207);
    expect(stats.duplicates).toBe(1);
  });
});
