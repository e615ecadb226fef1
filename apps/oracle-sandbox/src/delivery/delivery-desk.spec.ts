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
    const rejection = { status: 404, title: 'Unknown', detail: 'No employee 7.', recorded: false };
    const rejectItems = { rate: 1, userIds: [7], ...rejection };

    desk.receive({ ...delivery, faults: { rejectItems } });
    const repeated = desk.receive(delivery);

    expect(repeated.status).toBe(207);
    expect([desk.uniqueCount, stats.items, stats.duplicates]).toEqual([1, 4, 1]);
  });

  it('counts an item as a duplicate even when a fault rejects it', () => {
    const { desk, stats } = aSmallDesk();
    const item = anItem();
    desk.receive(aDelivery('first', item));

    const rejectItems = { rate: 1, status: 422, title: 'No', detail: 'No.', recorded: false };
    const answer = desk.receive({ ...aDelivery('second', item), faults: { rejectItems } });

    expect(answer.status).toBe(207);
    expect(stats.duplicates).toBe(1);
  });

  it('counts a key that comes again with another body, be it of a delivery or of an item', () => {
    const { desk, stats } = aSmallDesk();
    const item = anItem();
    desk.receive(aDelivery('first', item));

    expect(() => desk.receive(aDelivery('first', anItem()))).toThrow('Idempotency-Key');
    desk.receive(aDelivery('second', { ...item, progress: 50 }));

    expect([stats.conflicts, desk.uniqueCount]).toEqual([2, 1]);
  });
});
