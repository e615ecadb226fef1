import { AppError } from '@oracle-integration/platform';
import { waitUntil } from '@oracle-integration/testing';
import {
  aCompletionRow,
  anEvent,
  moodleMessage,
  SECRET,
  secondsNow,
  signed,
  totaraMessage,
} from '../testing/a-message';
import { openWebhooks, type WebhookStand } from '../testing/webhook-stand';

const COMPLETED = 'core\\event\\course_completed';

let stand: WebhookStand;

beforeEach(async () => {
  stand = await openWebhooks();
});
afterEach(() => stand.close());

/** The code with which a request is refused. */
async function refusal(receiving: Promise<unknown>): Promise<string> {
  const error: unknown = await receiving.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`Not refused, but ${JSON.stringify(error)}`);
  return error.code;
}

describe('a message that is right', () => {
  it('is kept as it came, to be followed up', async () => {
    const text = `{ "attempt":1, "event":"${COMPLETED.replaceAll('\\', '\\\\')}",\n "time_sent": ${secondsNow()},
      "body":{"id":"48213","userid":"1207","course":88,"name":"L\\u00f3pez"} }`;

    const receipt = await stand.send(text);

    expect(receipt).toEqual({ id: expect.stringMatching(/^\d+$/) as string, result: 'accepted' });
    expect(await stand.kept()).toEqual([
      {
        id: receipt.id,
        event: COMPLETED,
        about: 'learner_course',
        state: 'waiting',
        attempts: 0,
        reason: null,
        told: null,
        body: text,
      },
    ]);
  });

  it('is taken with the secret before the present one as well', async () => {
    const process = await stand.anotherProcess({ TOTARA_WEBHOOK_PREVIOUS_SECRET: 'the one before' });

    const receipt = await process.intake.receive(
      signed(totaraMessage(COMPLETED, aCompletionRow()), 'the one before'),
    );

    expect(receipt.result).toBe('accepted');
  });

  it('is taken with the secret itself as bearer, also without a time', async () => {
    const body = Buffer.from(
      JSON.stringify({ event: 'course_completed', completions: [{ userId: 1, courseId: 2 }] }),
    );

    const receipt = await stand.intake.receive({ headers: { authorization: `Bearer ${SECRET}` }, body });

    expect(receipt.result).toBe('accepted');
    expect(await stand.kept()).toMatchObject([{ state: 'waiting', about: 'completions' }]);
  });

  it('is taken from Moodle by the token inside, which is not kept', async () => {
    const body = Buffer.from(JSON.stringify(moodleMessage(`\\${COMPLETED}`)));

    const receipt = await stand.intake.receive({ headers: {}, body });

    expect(receipt.result).toBe('accepted');
    const [message] = await stand.kept();
    expect(message).toMatchObject({ event: COMPLETED, state: 'waiting' });
    expect(message!.body).not.toContain(SECRET);
    expect(JSON.parse(message!.body)).toMatchObject({ token: '***', relateduserid: '1207' });
  });
});

describe('a message that is sent again', () => {
  it('is kept once, however often it is tried and whoever takes it', async () => {
    const message = totaraMessage(COMPLETED, aCompletionRow());
    const other = await stand.anotherProcess();
    const first = await stand.send(message);

    const again = await Promise.all(
      [2, 3, 4, 5, 6].map((attempt) =>
        (attempt % 2 ? stand : other).intake.receive(
          signed({ ...message, attempt, time_sent: secondsNow() + attempt }),
        ),
      ),
    );

    expect(again).toEqual(again.map(() => ({ id: first.id, result: 'duplicate' })));
    expect(await stand.kept()).toHaveLength(1);
  });

  it('is accepted once when all tries come at the same moment', async () => {
    const message = signed(totaraMessage(COMPLETED, aCompletionRow()));
    const other = await stand.anotherProcess();

    const receipts = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 ? stand : other).intake.receive(message)),
    );

    expect(receipts.filter(({ result }) => result === 'accepted')).toHaveLength(1);
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
  });

  it('is followed up again when it had failed too often', async () => {
    const message = totaraMessage(COMPLETED, aCompletionRow());
    const { id } = await stand.send(message);
    await stand.dataSource.query(
      `UPDATE webhook_messages SET state = 'dead', attempts = 12, settled_at = now()`,
    );

    const receipt = await stand.send(message);

    expect(receipt).toEqual({ id, result: 'accepted' });
    expect(await stand.kept()).toMatchObject([{ id, state: 'waiting', attempts: 0 }]);
  });

  it('is another message when it tells of another moment', async () => {
    const message = totaraMessage(COMPLETED, aCompletionRow(), { time_created: 1_731_000_000 });
    await stand.send(message);

    const { result } = await stand.send({ ...message, time_created: 1_731_000_060 });

    expect(result).toBe('accepted');
  });
});

describe('a message that says nothing of use', () => {
  it.each([
    ['no JSON', 'event=course_completed', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['a list', '[]', 'unreadable'],
    ['no event', '{"time_sent":null}', 'unreadable'],
    ['no person', JSON.stringify(totaraMessage(COMPLETED, { course: '88' })), 'unreadable'],
    [
      'a signed list without the time it was sent',
      '{"event":"course_completed","completions":[{}]}',
      'unreadable',
    ],
    [
      'an event that is unknown',
      JSON.stringify(totaraMessage('core\\event\\user_loggedin', anEvent())),
      'ignored',
    ],
    ['text that PostgreSQL cannot hold', '{"event":"a\\u0000b\\ud800","body":{"x":"\\u0000"}}', 'ignored'],
    ['bytes that are no text', Buffer.from([0x00, 0xff, 0xfe]).toString('latin1'), 'unreadable'],
  ])('is kept with the reason, and not refused: %s', async (_, body, state) => {
    const { result } = await stand.intake.receive(signed(Buffer.from(body, 'latin1')));

    expect(result).toBe('accepted');
    expect(await stand.kept()).toMatchObject([
      { state, reason: expect.stringMatching(/\.$/) as string, about: null },
    ]);
  });

  it('is taken when it is large', async () => {
    const courses = Array.from({ length: 400_000 }, (_, index) => index + 1);
    const other = { user_course_completions: { 1207: courses } };
    const event = 'totara_completionimport\\event\\bulk_course_completionimport';

    await stand.send(totaraMessage(event, anEvent({ other })));

    const [message] = await stand.kept();
    expect(message).toMatchObject({ state: 'waiting', about: 'import' });
    expect(message!.body.length).toBeGreaterThan(2_500_000);
  });
});

describe('a message that is refused', () => {
  const message = totaraMessage(COMPLETED, aCompletionRow());
  const { headers, body } = signed(message);

  it.each([
    ['without a proof', {}, body, 'WEBHOOK.SIGNATURE_MISSING'],
    ['signed with another secret', signed(message, 'another').headers, body, 'WEBHOOK.SIGNATURE_WRONG'],
    ['changed on the way', headers, Buffer.from(`${body.toString()} `), 'WEBHOOK.SIGNATURE_WRONG'],
    ['with another bearer', { authorization: 'Bearer x' }, body, 'WEBHOOK.SIGNATURE_WRONG'],
    [
      'with another token',
      {},
      Buffer.from(JSON.stringify(moodleMessage(COMPLETED, {}, 'another'))),
      'WEBHOOK.SIGNATURE_WRONG',
    ],
    [
      'with the right token inside more than Moodle ever sends',
      {},
      Buffer.from(JSON.stringify(moodleMessage(COMPLETED, { padding: 'x'.repeat(1024 * 1024) }))),
      'WEBHOOK.SIGNATURE_MISSING',
    ],
    [
      'sent too long ago',
      ...tuple(signed(totaraMessage(COMPLETED, {}, { time_sent: secondsNow() - 3600 }))),
      'WEBHOOK.OUTSIDE_WINDOW',
    ],
    [
      'sent in what is the future here',
      ...tuple(signed(totaraMessage(COMPLETED, {}, { time_sent: String(secondsNow() + 3600) }))),
      'WEBHOOK.OUTSIDE_WINDOW',
    ],
  ])('is not kept, and counted for the manager: %s', async (_, given, bytes, code) => {
    expect(await refusal(stand.intake.receive({ headers: given, body: bytes }))).toBe(code);

    expect(await stand.kept()).toEqual([]);
    const [trouble] = await waitUntil(
      () => stand.refusals.trouble(),
      ({ length }) => length > 0,
    );
    expect(trouble).toMatchObject({ code, count: 1 });
  });

  it.each([
    ['no secret is configured', { TOTARA_WEBHOOK_SECRET: '' }, 'WEBHOOK.NOT_CONFIGURED'],
    ['the integration is switched off', { INTEGRATION_ENABLED: 'false' }, 'WEBHOOK.SWITCHED_OFF'],
  ])('may come again later while %s', async (_, variables, code) => {
    const process = await stand.anotherProcess(variables);

    const error: unknown = await process.intake.receive(signed(message)).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code, details: { retryAfterSeconds: 60 } });
    expect(await stand.kept()).toEqual([]);
  });

  it('may come again later while our database is away', async () => {
    const process = await stand.anotherProcess();
    await process.dataSource.destroy();
    const fresh = signed(totaraMessage(COMPLETED, aCompletionRow()));

    const error: unknown = await process.intake.receive(fresh).catch((reason: unknown) => reason);
    await process.dataSource.initialize();

    expect(error).toMatchObject({ code: 'WEBHOOK.NOT_KEPT', details: { retryAfterSeconds: 60 } });
    expect(await process.intake.receive(fresh)).toMatchObject({ result: 'accepted' });
  });

  it('is counted in all processes together, from the first on', async () => {
    const other = await stand.anotherProcess();
    const wrong = signed(message, 'another');
    await Promise.all(
      [stand, other, stand, other, stand].map(({ intake }) => refusal(intake.receive(wrong))),
    );
    await refusal(stand.intake.receive({ headers: {}, body }));

    const trouble = await waitUntil(
      () => stand.refusals.trouble(),
      (views) => views.length > 1 && views.some(({ count }) => count === 5),
    );

    const wrongOnes = trouble.find(({ code }) => code === 'WEBHOOK.SIGNATURE_WRONG')!;
    expect(wrongOnes.reason).toContain('another secret');
    expect(wrongOnes.action).toContain('requeue the dead letters');
    expect(Date.parse(wrongOnes.lastAt)).toBeGreaterThanOrEqual(Date.parse(wrongOnes.since));
    expect(trouble).toHaveLength(2);
  });

  it('is forgotten when a manager has seen to it, or after 28 days', async () => {
    await refusal(stand.intake.receive(signed(message, 'another')));
    await waitUntil(
      () => stand.refusals.trouble(),
      ({ length }) => length === 1,
    );
    await stand.dataSource.query(`UPDATE webhook_refusals SET last_at = now() - interval '29 days'`);
    const afterFourWeeks = await stand.refusals.trouble();
    await refusal(stand.intake.receive(signed(message, 'another')));
    const [begunAnew] = await waitUntil(
      () => stand.refusals.trouble(),
      ({ length }) => length === 1,
    );

    await stand.status.clearTrouble();

    expect(afterFourWeeks).toEqual([]);
    expect(begunAnew).toMatchObject({ count: 1 });
    expect(await stand.refusals.trouble()).toEqual([]);
  });
});

describe('what a manager sees', () => {
  it('is how many messages stand where, and the latest without what they say of a person', async () => {
    await stand.send(totaraMessage(COMPLETED, aCompletionRow()));
    await stand.send(
      totaraMessage('core\\event\\user_updated', { id: 5, username: 'mlopez', email: 'm@example.com' }),
    );
    await stand.send('no JSON');

    const status = await stand.status.status();

    expect(status).toMatchObject({
      state: 'listening',
      url: expect.stringMatching(/^http.*\/api\/v1\/totara\/events$/) as string,
      counts: { waiting: 2, unreadable: 1, working: 0, failed: 0, done: 0, ignored: 0, parked: 0, dead: 0 },
      trouble: [],
    });
    expect(status.latest).toMatchObject([
      { event: null, state: 'unreadable', userId: null, courseId: null, reason: 'The body is not JSON.' },
      { event: 'core\\event\\user_updated', state: 'waiting', userId: 5, courseId: null },
      { event: COMPLETED, state: 'waiting', userId: 1207, courseId: 88, settledAt: null, reason: null },
    ]);
    expect(status.lastReceivedAt).toBe(status.latest[0]!.receivedAt);
    expect(JSON.stringify(status)).not.toMatch(/mlopez|example\.com|1731000000/);
  });

  it('is at most fifty messages', async () => {
    for (let id = 1; id <= 55; id += 1)
      await stand.send(totaraMessage(COMPLETED, aCompletionRow({ userid: id })));

    const { latest, counts } = await stand.status.status();

    expect(latest.map(({ userId }) => userId)).toEqual(Array.from({ length: 50 }, (_, index) => 55 - index));
    expect(counts.waiting).toBe(55);
  });

  it.each([
    ['off', { INTEGRATION_ENABLED: 'false' }],
    ['not_configured', { TOTARA_WEBHOOK_SECRET: '' }],
  ])('says that nothing is taken: %s', async (state, variables) => {
    const { status } = await stand.anotherProcess(variables);

    expect(await status.status()).toMatchObject({ state, lastReceivedAt: null });
  });
});

describe('old messages', () => {
  const settledDaysAgo = (days: number, where: string) =>
    stand.dataSource.query(
      `UPDATE webhook_messages SET settled_at = now() - interval '${days} days' WHERE ${where}`,
    );
  const setState = (id: string, state: string) =>
    stand.dataSource.query('UPDATE webhook_messages SET state = $2 WHERE id = $1', [id, state]);

  it.each([
    ['done', 29, 31],
    ['ignored', 29, 31],
    ['unreadable', 89, 91],
    ['dead', 89, 91],
    ['parked', 89, 91],
  ])('are deleted when they are %s for more than %i days', async (state, young, old) => {
    for (const userid of [1, 2]) {
      const { id } = await stand.send(totaraMessage(COMPLETED, aCompletionRow({ userid })));
      await setState(id, state);
    }
    await settledDaysAgo(young, 'user_id = 1');
    await settledDaysAgo(old, 'user_id = 2');

    expect(await stand.purges.purgeOld()).toBe(1);

    expect((await stand.status.status()).latest).toMatchObject([{ userId: 1 }]);
    expect((await stand.status.status()).counts).toMatchObject({ [state]: 1 });
  });

  it('are kept for ever while they wait', async () => {
    await stand.send(totaraMessage(COMPLETED, aCompletionRow()));
    await settledDaysAgo(400, 'true');

    expect(await stand.purges.purgeOld()).toBe(0);
  });

  it('are deleted in small batches, by several processes at once', async () => {
    await stand.dataSource.query(
      `INSERT INTO webhook_messages (site_id, digest, event, event_at, state, settled_at, body_bytes, body)
       SELECT 'totara', sha256(n::text::bytea), 'x', now(), 'done', now() - interval '40 days', 2, '{}'
         FROM generate_series(1, 4500) AS n`,
    );
    const other = await stand.anotherProcess();

    const deleted = await Promise.all([stand.purges.purgeOld(), other.purges.purgeOld()]);

    expect(deleted[0] + deleted[1]).toBe(4500);
    expect((await stand.status.status()).counts.done).toBe(0);
  });
});

function tuple({ headers, body }: ReturnType<typeof signed>): [typeof headers, Buffer] {
  return [headers, body];
}
