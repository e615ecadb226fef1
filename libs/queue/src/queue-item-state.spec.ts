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
    ['sent', 'resend', 'queued'],
    ['failed', 'recall', 'sent'],
    ['withdrawn', 'load', 'sent'],
    ['parked', 'refuse', 'dead'],
  ] as const)('%s --%s--> %s', (from, move, to) => {
    expect(moved(from, move)).toBe(to);
  });

  it('leaves sent by no other move than the one that asks for a repetition', () => {
    const leaving = Object.values(QueueItemMove).filter((move) => moved('sent', move) !== undefined);

    expect(leaving).toEqual(['resend']);
  });

  it('lets nobody take an item that is being sent', () => {
    expect(moved('sending', 'claim')).toBeUndefined();
    expect(moved('sending', 'requeue')).toBeUndefined();
    expect(moved('sending', 'withdraw')).toBeUndefined();
    expect(moved('sending', 'recall')).toBeUndefined();
    expect(moved('sending', 'load')).toBeUndefined();
    expect(moved('sending', 'refuse')).toBeUndefined();
  });

  it('agrees with the statuses that SQL asks for', () => {
    for (const move of Object.values(QueueItemMove)) {
      const legal = QUEUE_ITEM_STATUSES.filter((status) => moved(status, move) !== undefined);
      expect([...sourcesOf(move)].sort()).toEqual([...legal].sort());
    }
  });
});
