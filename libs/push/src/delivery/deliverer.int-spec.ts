import { HttpService } from '@nestjs/axios';
import { Clock } from '@oracle-integration/platform';
import { TokenService } from '../oauth/token.service';
import { TargetHttpClient } from '../target/target-http.client';
import { aTarget } from '../testing/a-target';
import { FakeOracle, grant } from '../testing/fake-oracle';
import { type PushSetup, startPush } from '../testing/push-setup';
import { Deliverer, type DeliveryOrder } from './deliverer';

/** Real time, unless a test makes some of it pass at once. */
class LeapingClock extends Clock {
  private leaptMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.leaptMs);
  }

  leapSeconds(seconds: number): void {
    this.leaptMs += seconds * 1000;
  }
}

describe('Deliverer', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;
  let clock: LeapingClock;
  let deliverer: Deliverer;
  let order: DeliveryOrder;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    setup = await startPush({});
    clock = new LeapingClock();
    const http = new TargetHttpClient(new HttpService());
    deliverer = new Deliverer(setup.queue, setup.ledger, new TokenService(http, clock), http, clock);
    order = { target: aTarget(oracle), maxAttempts: 12 };
  });

  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  it('releases what it has no time left to send, burns no attempt, and asks for no further token', async () => {
    await setup.record(3);
    await setup.dataSource.query('UPDATE queue_items SET is_alone = true');
    oracle.onDelivery = () => {
      clock.leapSeconds(3600);
      return { status: 200 };
    };

    const report = await deliverer.deliver(await setup.queue.claimDue(10), order);

    expect(report).toEqual({ delivered: 1, trouble: undefined });
    expect(oracle.deliveries).toHaveLength(1);
    expect(oracle.tokenRequests).toHaveLength(1);
    expect(await setup.items()).toMatchObject([
      { status: 'sent', attempts: 1 },
      { status: 'queued', attempts: 0, isAlone: true },
      { status: 'queued', attempts: 0, isAlone: true },
    ]);
  });

  it('releases what it has no time left to send because the token took so long', async () => {
    await setup.record(1);
    oracle.onToken = () => {
      clock.leapSeconds(40);
      return grant('late');
    };

    const report = await deliverer.deliver(await setup.queue.claimDue(10), order);

    expect(report).toEqual({ delivered: 0, trouble: undefined });
    expect(oracle.deliveries).toHaveLength(0);
    expect(await setup.items()).toMatchObject([{ status: 'queued', attempts: 0 }]);
  });

  it('releases the rest of a claim when the target is in trouble', async () => {
    await setup.record(3);
    await setup.dataSource.query('UPDATE queue_items SET is_alone = true');
    oracle.onDelivery = () => ({ status: oracle.deliveries.length === 1 ? 200 : 403 });

    const report = await deliverer.deliver(await setup.queue.claimDue(10), order);

    expect(report).toMatchObject({ delivered: 1, trouble: { code: 'PUSH.FORBIDDEN' } });
    expect(oracle.deliveries).toHaveLength(2);
    expect((await setup.items()).map(({ status }) => status)).toEqual(['sent', 'queued', 'queued']);
  });

  it('drops a result that comes after another worker has taken the item', async () => {
    await setup.record(1);
    const late = await setup.queue.claimDue(1);
    await setup.dataSource.query(`UPDATE queue_items SET lease_expires_at = now() - interval '1 second'`);
    await setup.queue.reclaimExpired();
    const present = await setup.queue.claimDue(1);

    await deliverer.deliver(late, order);

    expect(present.items).toHaveLength(1);
    expect(await setup.items()).toMatchObject([{ status: 'sending', attempts: 0 }]);
    expect(await setup.attempts()).toEqual([]);
  });

  it('gives up an item whose record is gone, and delivers the others', async () => {
    const [gone, kept] = await setup.record(2);
    await setup.dataSource.query('DELETE FROM completion_records WHERE id = $1', [gone]);

    await deliverer.deliver(await setup.queue.claimDue(10), order);

    expect(oracle.deliveries.map(({ ids }) => ids)).toEqual([[kept]]);
    expect(await setup.items()).toMatchObject([
      { status: 'dead', causeCode: 'PUSH.RECORD_MISSING' },
      { status: 'sent' },
    ]);
  });

  it('sends the claimed revision, though the record has a newer one by now', async () => {
    const [id] = await setup.record(1);
    const claim = await setup.queue.claimDue(1);
    await setup.ledger.record('totara', [{ ...revoked(), userId: 1, courseId: 88 }], {
      kind: 'later',
      by: 'change_log',
    });

    await deliverer.deliver(claim, order);

    const { items } = JSON.parse(oracle.deliveries[0]!.body) as { items: unknown[] };
    expect(items).toMatchObject([{ id, revision: 1, status: 'complete' }]);
  });
});

/** The picture of a learner whose completion is gone from the site. */
function revoked() {
  return { extent: 'whole' as const, exclusion: null, current: null, history: [], user: null, course: null };
}
