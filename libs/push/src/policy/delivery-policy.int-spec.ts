import { selectRows } from '@oracle-integration/platform';
import { FakeOracle } from '../testing/fake-oracle';
import { configuredFor, startPush } from '../testing/push-setup';

it('the policies in Settings decide what is queued', async () => {
  const oracle = await FakeOracle.start();
  const setup = await startPush(configuredFor(oracle.url, { POLICY_COURSES_EXCLUDED: '7, 88' }));
  try {
    await setup.record(2);

    expect(await setup.items()).toEqual([]);
    expect(await setup.ledger.counts()).toMatchObject({ completed: 2 });
  } finally {
    await setup.close();
    await oracle.close();
  }
});

/** What a look at the site shows of a learner whose completion is no longer there. */
const GONE = {
  userId: 1,
  courseId: 88,
  extent: 'whole' as const,
  exclusion: null,
  current: null,
  history: [],
  user: null,
  course: null,
};

describe('a completion that the site takes back', () => {
  it.each([
    ['generic-json', 'send', [{ status: 'sent' }, { status: 'sent' }], 0],
    ['generic-json', 'show', [{ status: 'sent' }], 1],
    // It has no words for it.
    ['oracle-learning-xapi', 'send', [{ status: 'sent' }], 1],
  ])('with %s, %s', async (profile, policy, items, flagged) => {
    const oracle = await FakeOracle.start();
    const setup = await startPush(
      configuredFor(oracle.url, { PUSH_PROFILE: profile, POLICY_REVOCATIONS: policy }),
    );
    try {
      const [id] = await setup.record(1);
      await selectRows(setup.dataSource, `UPDATE queue_items SET status = 'sent', sent_at = now()`);

      await setup.ledger.record('totara', [GONE], { kind: 'later', by: 'change_log' });
      await setup.push.deliverDue();

      expect(await setup.items()).toMatchObject(items);
      expect(await setup.queue.revokedAfterSent()).toBe(flagged);
      const told = oracle.deliveries.flatMap(({ body }) => (JSON.parse(body) as { items: unknown[] }).items);
      expect(told).toMatchObject(items.slice(1).map(() => ({ id, revision: 2, status: 'revoked' })));
    } finally {
      await setup.close();
      await oracle.close();
    }
  });
});
