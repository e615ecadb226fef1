import { SetClock } from '@oracle-integration/testing';
import { TokenBudget } from '../oauth/token-budget.repository';
import { TokenClient } from '../oauth/token.client';
import { TokenService } from '../oauth/token.service';
import { parseSettings } from '@oracle-integration/settings';
import { storedParts } from '../mapping/item-mapper';
import { profileOf } from '../profile/profiles';
import { TargetHttpClient } from '../target/target-http.client';
import { aTarget } from '../testing/a-target';
import { FakeOracle, grant } from '../testing/fake-oracle';
import { type PushSetup, startPush } from '../testing/push-setup';
import { Deliverer, type DeliveryOrder } from './deliverer';
import type { SuppliedItem } from './supplied-item';

describe('Deliverer', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;
  let clock: SetClock;
  let deliverer: Deliverer;
  let order: DeliveryOrder;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    setup = await startPush({});
    clock = new SetClock(new Date());
    const http = new TargetHttpClient();
    const tokens = new TokenService(new TokenClient(http, new TokenBudget(setup.dataSource), clock), clock);
    deliverer = new Deliverer(tokens, http, clock);
    const settings = parseSettings({});
    order = {
      target: aTarget(oracle),
      profile: profileOf(settings),
      settings,
      maxAttempts: 12,
      firstSeconds: 10,
      longestSeconds: 86_400,
    };
  });

  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  /** What is due, in hand as the supply has it. */
  async function inHand(limit = 10): Promise<SuppliedItem[]> {
    const { leaseId, items } = await setup.queue.claimDue(limit);
    const json = await setup.ledger.publicJsonOf(items);
    const deadline = clock.now().getTime() + 33_000;
    return items
      .map((item, index) => ({
        ...item,
        leaseId,
        deadline,
        ...storedParts({ ...item, publicJson: json[index]! }),
      }))
      .sort((left, right) => Number(left.id) - Number(right.id));
  }

  async function deliver(items: readonly SuppliedItem[]) {
    const report = await deliverer.deliver(items, order);
    await setup.queue.settle(report);
    return report;
  }

  it('logs the request with the beginning of its answer, and without secrets', async () => {
    await setup.record(2);
    oracle.onDelivery = () => ({
      status: 200,
      body: { note: 'Bearer token-1 of secret', access_token: 'abc' },
    });

    const { requests } = await deliver(await inHand());

    expect(requests).toMatchObject([{ itemCount: 2, httpStatus: 200, outcome: 'answered' }]);
    expect(requests[0]!.answer).toContain('note');
    expect(requests[0]!.answer).not.toMatch(/token-1|secret|abc/);
  });

  it('halves a refused request until the culprit is found: the others are delivered, in few requests', async () => {
    const ids = await setup.record(64);
    const poison = ids[41]!;
    oracle.onDelivery = ({ ids: sent }) =>
      sent.includes(poison) ? { status: 422, body: 'no employee' } : { status: 200 };

    await deliver(await inHand(64));

    const items = await setup.items();
    expect(items.filter(({ status }) => status === 'sent')).toHaveLength(63);
    expect(items.filter(({ status }) => status === 'dead')).toMatchObject([
      { recordId: poison, causeCode: 'PUSH.REJECTED', attempts: 1 },
    ]);
    // The whole, then both halves of what was refused, six times over.
    expect(oracle.deliveries).toHaveLength(13);
  });

  it('lets what is left of a halved request go alone the next time when its time is out', async () => {
    await setup.record(4);
    oracle.onDelivery = () => {
      clock.passMs(20_000);
      return { status: 422, body: 'no' };
    };

    await deliver(await inHand());

    expect(await setup.items()).toMatchObject(
      Array.from({ length: 4 }, () => ({ status: 'queued', attempts: 0, isAlone: true })),
    );
  });

  it('releases what it has no time left to send because the token took so long', async () => {
    await setup.record(1);
    oracle.onToken = () => {
      clock.passMs(40_000);
      return grant('late');
    };

    const report = await deliver(await inHand());

    expect(report).toMatchObject({ trouble: undefined, requests: [] });
    expect(oracle.deliveries).toHaveLength(0);
    expect(await setup.items()).toMatchObject([{ status: 'queued', attempts: 0 }]);
  });

  it('releases everything when the target is in trouble', async () => {
    await setup.record(3);
    oracle.onDelivery = () => ({ status: 403 });

    const report = await deliver(await inHand());

    expect(report.trouble).toMatchObject({ code: 'PUSH.FORBIDDEN' });
    expect((await setup.items()).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
      ['queued', 0],
    ]);
  });

  it('drops a result that comes after another worker has taken the item', async () => {
    await setup.record(1);
    const late = await inHand(1);
    await setup.dataSource.query(`UPDATE queue_items SET lease_expires_at = now() - interval '1 second'`);
    await setup.queue.reclaimExpired();
    const present = await setup.queue.claimDue(1);

    await deliver(late);

    expect(present.items).toHaveLength(1);
    expect(await setup.items()).toMatchObject([{ status: 'sending', attempts: 0 }]);
    expect(await setup.attempts()).toEqual([]);
  });

  it('sends the claimed revision, though the record has a newer one by now', async () => {
    const [id] = await setup.record(1);
    const claimed = await inHand(1);
    await setup.ledger.record('totara', [{ ...revoked(), userId: 1, courseId: 88 }], {
      kind: 'later',
      by: 'change_log',
    });

    await deliver(claimed);

    const { items } = JSON.parse(oracle.deliveries[0]!.body) as { items: unknown[] };
    expect(items).toMatchObject([{ id, revision: 1, status: 'complete' }]);
  });
});

/** The picture of a learner whose completion is gone from the site. */
function revoked() {
  return { extent: 'whole' as const, exclusion: null, current: null, history: [], user: null, course: null };
}
