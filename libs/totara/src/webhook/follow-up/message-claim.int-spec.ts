import { aCompletionRow, totaraMessage } from '../testing/a-message';
import { openWebhooks, type WebhookStand } from '../testing/webhook-stand';
import { type MessageClaim } from './claimed-message';
import { LEASE_SECONDS } from './message-claim.repository';
import { done } from './settlement';

const COMPLETED = 'core\\event\\course_completed';
const SITE = 'totara';

let stand: WebhookStand;

beforeEach(async () => {
  stand = await openWebhooks();
});
afterEach(() => stand.close());

/** A message that learner `userid` completed course `course` at a moment. */
const message = (userid: number, course = 88, at = 1_731_000_000) =>
  totaraMessage(COMPLETED, aCompletionRow({ userid, course, timecompleted: at }), { time_created: at });

const leasesRunOut = () =>
  stand.dataSource.query(`UPDATE webhook_messages SET lease_expires_at = now() - interval '1 second'
                           WHERE state = 'working'`);
const settleAll = ({ leaseId, messages }: MessageClaim, claims = stand.claims) =>
  claims.settle(
    leaseId,
    messages.map((each) => done(each)),
  );
const counts = async () => (await stand.status.status()).counts;

describe('several processes', () => {
  it('follow up every message once', async () => {
    for (let user = 1; user <= 600; user += 1) await stand.send(message(user));
    const others = [await stand.anotherProcess(), await stand.anotherProcess()];

    await Promise.all([stand, ...others].map(({ followUps }) => followUps.followUp()));

    expect(await counts()).toMatchObject({ done: 600, waiting: 0, working: 0 });
    expect(await stand.records()).toHaveLength(600);
    expect(await stand.queued()).toHaveLength(600);
  });

  it('never hold messages about the same learner and course at once', async () => {
    const processes = [stand, await stand.anotherProcess(), await stand.anotherProcess()];
    for (let at = 1; at <= 12; at += 1) {
      for (let user = 1; user <= 6; user += 1) await stand.send(message(user, 88, 1_731_000_000 + at));
    }
    const holders = new Map<number, number>();
    const clashes: number[] = [];
    const claimed: string[] = [];
    const work = async (lane: number) => {
      const { claims } = processes[lane]!;
      for (;;) {
        const claim = await claims.claimDue(SITE, 'learner_course', 4);
        for (const { userId, id } of claim.messages) {
          if (holders.has(userId) && holders.get(userId) !== lane) clashes.push(userId);
          holders.set(userId, lane);
          claimed.push(id);
        }
        if (claim.messages.length === 0 && claimed.length === 72) return;
        claim.messages.forEach(({ userId }) => holders.delete(userId));
        await settleAll(claim, claims);
      }
    };

    await Promise.all([0, 1, 2].map(work));

    expect(clashes).toEqual([]);
    expect(new Set(claimed).size).toBe(72);
    expect(await counts()).toMatchObject({ done: 72 });
  });

  it('leave a message alone while another process has an earlier one about the same in hand', async () => {
    await stand.send(message(1, 88, 1_731_000_001));
    const first = await stand.claims.claimDue(SITE, 'learner_course', 10);
    await stand.send(message(1, 88, 1_731_000_002));
    await stand.send(message(1, 89, 1_731_000_003));
    const other = await stand.anotherProcess();

    const meanwhile = await other.claims.claimDue(SITE, 'learner_course', 10);
    await settleAll(first);
    const afterwards = await other.claims.claimDue(SITE, 'learner_course', 10);

    expect(meanwhile.messages.map(({ courseId }) => courseId)).toEqual([89]);
    expect(afterwards.messages.map(({ courseId }) => courseId)).toEqual([88]);
  });

  it('take no messages of another site', async () => {
    const other = await stand.anotherProcess({ TOTARA_SITE_ID: 'staging' });
    await stand.send(message(1));

    await other.followUps.followUp();

    expect(await counts()).toMatchObject({ waiting: 1 });
  });
});

describe('a process that is killed between claim and settling', () => {
  it('keeps its messages no longer than its lease', async () => {
    await stand.send(message(1));
    const killed = await stand.anotherProcess();
    await killed.claims.claimDue(SITE, 'learner_course', 10);

    await stand.followUps.reclaimExpired();
    const during = await counts();
    await leasesRunOut();
    await stand.followUps.reclaimExpired();
    await stand.followUps.followUp();

    expect(LEASE_SECONDS + 5).toBeLessThanOrEqual(60);
    expect(during).toMatchObject({ working: 1 });
    expect(await counts()).toMatchObject({ done: 1, working: 0 });
    expect(await stand.queued()).toEqual(['1 88']);
  });

  it('changes nothing when it wakes up after all: what it holds is no longer its own', async () => {
    await stand.send(message(1));
    const late = await stand.anotherProcess();
    const claim = await late.claims.claimDue(SITE, 'learner_course', 10);
    await leasesRunOut();
    await stand.followUps.reclaimExpired();
    const again = await stand.claims.claimDue(SITE, 'learner_course', 10);

    const settledLate = await settleAll(claim, late.claims);

    expect(settledLate).toBe(0);
    expect(await counts()).toMatchObject({ working: 1 });
    expect(await settleAll(again)).toBe(1);
    expect(await counts()).toMatchObject({ done: 1 });
  });
});

describe('a claim', () => {
  it('takes the oldest first, and no more than it is asked for', async () => {
    for (let user = 1; user <= 5; user += 1) await stand.send(message(user));

    const { messages } = await stand.claims.claimDue(SITE, 'learner_course', 3);

    expect(messages.map(({ userId }) => userId).sort()).toEqual([1, 2, 3]);
  });

  it('takes no more bodies than fit into memory, and a very large one alone', async () => {
    const large = (user: number, megabytes: number) =>
      totaraMessage(COMPLETED, {
        ...aCompletionRow({ userid: user }),
        padding: 'x'.repeat(megabytes * 1024 * 1024),
      });
    await stand.send(large(1, 20));
    for (const user of [2, 3, 4]) await stand.send(large(user, 5));

    const claims = [];
    for (let claim = 0; claim < 4; claim += 1)
      claims.push(await stand.claims.claimDue(SITE, 'learner_course', 100));

    expect(claims.map(({ messages }) => messages.map(({ userId }) => userId).sort())).toEqual([
      [1],
      [2, 3],
      [4],
      [],
    ]);
  });

  it('takes nothing before its time', async () => {
    await stand.send(message(1));
    await stand.dataSource.query(`UPDATE webhook_messages SET next_attempt_at = now() + interval '1 hour'`);

    const { messages } = await stand.claims.claimDue(SITE, 'learner_course', 3);

    expect(messages).toEqual([]);
    expect((await stand.followUps.nextDueAt())!.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });
});

describe('a message that cannot be followed up', () => {
  beforeEach(async () => {
    for (const user of [1, 2, 3]) await stand.send(message(user));
    await stand.dataSource.query(`UPDATE webhook_messages SET body = 'torn' WHERE user_id = 2`);
  });

  it('takes others down once, and is tried alone then', async () => {
    await stand.followUps.followUp();
    const first = await counts();
    await stand.passWaits();

    await stand.followUps.followUp();

    expect(first).toMatchObject({ failed: 3 });
    expect(await stand.kept()).toMatchObject([
      { state: 'done', attempts: 1 },
      { state: 'failed', attempts: 2, reason: expect.stringMatching(/^Following it up failed: /) as string },
      { state: 'done', attempts: 1 },
    ]);
  });

  it('is dead after twelve attempts, says why, and can be put back into the line', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await stand.followUps.followUp();
      await stand.passWaits();
    }
    const dead = (await stand.kept())[1];
    const requeued = await stand.status.requeueDead();

    expect(dead).toMatchObject({
      state: 'dead',
      attempts: 12,
      reason: expect.stringMatching(/^Following it up failed: /) as string,
    });
    expect(requeued).toEqual({ requeued: 1 });
    expect((await stand.kept())[1]).toMatchObject({ state: 'waiting', attempts: 0, reason: null });
  });
});
