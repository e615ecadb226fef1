import { QUEUE_ITEM_STATUSES } from '@oracle-integration/contracts';
import { moved, QueueItemMove, sourcesOf } from './queue-item-state';

describe('the moves of a queue item', () => {
  it.each([
    ['queued', 'claim', 'sending'],
    ['failed', 'claim', 'sending'],
    ['sending', 'deliver', 'sent'],
    ['sending', 'retry', 'failed'],
    ['sending', 'give_up', 'dead'],
    ['sending', 'park', 'parked'],
    ['sending', 'release', 'queued'],
    ['dead', 'requeue', 'queued'],
    ['parked', 'requeue', 'queued'],
    ['failed', 'withdraw', 'withdrawn'],
  ] as const)('%s --%s--> %s', (from, move, to) => {
    expect(moved(from, move)).toBe(to);
  });

  it('never leaves sent: what Oracle has is not sent again under the same revision', () => {
    for (const move of Object.values(QueueItemMove)) expect(moved('sent', move)).toBeUndefined();
  });

  it('lets nobody take an item that is being sent', () => {
    expect(moved('sending', 'claim')).toBeUndefined();
    expect(moved('sending', 'requeue')).toBeUndefined();
    expect(moved('sending', 'withdraw')).toBeUndefined();
  });

  it('agrees with the statuses that SQL asks for', () => {
    for (const move of Object.values(QueueItemMove)) {
      const legal = QUEUE_ITEM_STATUSES.filter((status) => moved(status, move) !== undefined);
      expect([...sourcesOf(move)].sort()).toEqual([...legal].sort());
    }
  });
});
