import { anItem } from '../testing/items';
import { RECENT_ITEMS_MAX, RecentItems } from './recent-items';

function recorded(n: number) {
  const item = anItem({ userId: (n % 3) + 1 });
  return { externalId: String(n), receivedAt: Date.UTC(2026, 0, 1), batchId: 'b', item };
}

function ids(items: ReturnType<RecentItems['list']>): number[] {
  return items.map(({ externalId }) => Number(externalId));
}

describe('RecentItems', () => {
  it('lists the newest first, up to the limit', () => {
    const recent = new RecentItems();
    for (let n = 1; n <= 5; n += 1) recent.add(recorded(n));

    expect(ids(recent.list({ limit: 3 }))).toEqual([5, 4, 3]);
  });

  it('lists one user', () => {
    const recent = new RecentItems();
    for (let n = 1; n <= 7; n += 1) recent.add(recorded(n));

    expect(ids(recent.list({ limit: 10, userId: 2 }))).toEqual([7, 4, 1]);
  });

  it('keeps the last ones when there are more than it holds', () => {
    const recent = new RecentItems();
    for (let n = 1; n <= RECENT_ITEMS_MAX + 5; n += 1) recent.add(recorded(n));

    const kept = ids(recent.list({ limit: 5_000 }));

    expect(kept).toHaveLength(RECENT_ITEMS_MAX);
    expect([kept[0], kept.at(-1)]).toEqual([RECENT_ITEMS_MAX + 5, 6]);
  });
});
