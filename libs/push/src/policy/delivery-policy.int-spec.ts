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
