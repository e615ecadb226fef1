import type { CompletionView } from '@oracle-integration/contracts';
import { aCompletionRow, anEvent, moodleMessage, secondsNow, totaraMessage } from '../testing/a-message';
import { openWebhooks, type WebhookStand } from '../testing/webhook-stand';

const COMPLETED = 'core\\event\\course_completed';
const EDITED = 'totara_completioneditor\\event\\course_completion_edited';
const RPL_DELETED = 'report_completion\\event\\rpl_deleted';
const ARCHIVED = 'totara_core\\event\\user_course_progress_archived';

/** Seconds at noon of a day of January 2026. */
const day = (number: number) => Date.UTC(2026, 0, number, 12) / 1000;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

let stand: WebhookStand;

beforeEach(async () => {
  stand = await openWebhooks();
});
afterEach(() => stand.close());

/** A message that something happened at a time, to learner 1207 in course 88 unless told otherwise. */
const rowMessage = (event: string, at: number, row: object) =>
  totaraMessage(event, aCompletionRow(row), { time_created: at });
const eventMessage = (event: string, at: number, values: object = {}) =>
  totaraMessage(event, anEvent(values), { time_created: at });

async function follow(...messages: object[]): Promise<void> {
  for (const message of messages) await stand.send(message);
  await stand.followUps.followUp();
}

/** Each message followed up before the next one comes. */
async function followOneByOne(messages: readonly object[]): Promise<void> {
  for (const message of messages) await follow(message);
}

/** Records in short: `status[/archived] day`. */
function short(records: readonly CompletionView[]): string[] {
  return records.map(({ status, archived, timecompleted }) =>
    [archived ? `${status}/archived` : status, timecompleted ?? 'open'].join(' '),
  );
}
const shortRecords = async () => short(await stand.records());

describe('a row in a message', () => {
  it('becomes a record, without names and course grade, and is delivered', async () => {
    await follow(rowMessage(COMPLETED, day(5), { timecompleted: String(day(4)) }));

    expect(await stand.records()).toMatchObject([
      {
        userId: 1207,
        courseId: 88,
        status: 'complete',
        progress: 100,
        timecompleted: iso(day(4)),
        grade: null,
        user: { id: 1207, firstname: null },
        course: { id: 88, fullname: null },
      },
    ]);
    expect(await stand.queued()).toEqual(['1207 88']);
    expect(await stand.kept()).toMatchObject([{ state: 'done', told: 'row' }]);
  });

  it('corrects the completion that it showed before', async () => {
    await follow(rowMessage(COMPLETED, day(5), { timecompleted: day(4) }));
    await follow(rowMessage(EDITED, day(6), { timecompleted: day(3) }));

    expect(await shortRecords()).toEqual([`complete ${iso(day(3))}`]);
  });

  it('archives the earlier completion when it is a new enrolment', async () => {
    await follow(rowMessage(COMPLETED, day(5), { id: 1, timecompleted: day(4) }));
    await follow(rowMessage(COMPLETED, day(20), { id: 2, timecompleted: day(19) }));

    expect(await shortRecords()).toEqual([`complete/archived ${iso(day(4))}`, `complete ${iso(day(19))}`]);
    expect(await stand.queued()).toHaveLength(2);
  });

  it('is told in the order in which things happened, when many wait', async () => {
    await follow(
      rowMessage(EDITED, day(7), { timecompleted: day(2) }),
      rowMessage(COMPLETED, day(5), { timecompleted: day(4) }),
      rowMessage(EDITED, day(6), { timecompleted: day(3) }),
    );

    expect(await shortRecords()).toEqual([`complete ${iso(day(2))}`]);
    expect(await stand.queued()).toHaveLength(1);
  });

  it('changes nothing when it is followed up a second time', async () => {
    await follow(rowMessage(COMPLETED, day(5), {}));
    const before = await stand.records();
    await stand.dataSource.query(`UPDATE webhook_messages SET state = 'waiting'`);

    await stand.followUps.followUp();

    expect(await stand.records()).toEqual(before);
    expect(await stand.queued()).toHaveLength(1);
  });
});

describe('what became of the present completion', () => {
  const completed = () =>
    follow(rowMessage(COMPLETED, day(5), { status: 75, rpl: 'Import', timecompleted: day(4) }));

  it('is told when its prior learning is no longer recognised', async () => {
    await completed();

    await follow(eventMessage(RPL_DELETED, day(6), { other: { cmid: null, type: 'course' } }));

    expect(await shortRecords()).toEqual([`revoked ${iso(day(4))}`]);
    expect(await stand.queued()).toEqual([]);
  });

  it('is told with the open enrolment where the row is shown', async () => {
    await completed();

    await follow(rowMessage(RPL_DELETED, day(6), { timecompleted: null, status: 10, timestarted: 0 }));

    expect(await shortRecords()).toEqual([`revoked ${iso(day(4))}`, 'notyetstarted open']);
  });

  it('is told when it was archived', async () => {
    await completed();

    await follow(eventMessage(ARCHIVED, day(6)));

    expect(await shortRecords()).toEqual([`completeviarpl/archived ${iso(day(4))}`]);
  });
});

describe('messages that come late', () => {
  const scenarios: [string, (userid: number) => object[], string[]][] = [
    [
      'a completion and its correction',
      (userid) => [
        rowMessage(COMPLETED, day(5), { userid, timecompleted: day(4) }),
        rowMessage(EDITED, day(6), { userid, timecompleted: day(3) }),
      ],
      [`complete ${iso(day(3))}`],
    ],
    [
      'a completion that was taken back',
      (userid) => [
        rowMessage(COMPLETED, day(5), { userid, timecompleted: day(4), status: 75, rpl: 'Import' }),
        eventMessage(RPL_DELETED, day(6), { relateduserid: userid }),
      ],
      [],
    ],
    [
      'a completion that was archived',
      (userid) => [
        rowMessage(COMPLETED, day(5), { userid, timecompleted: day(4) }),
        eventMessage(ARCHIVED, day(6), { relateduserid: userid }),
      ],
      [`complete/archived ${iso(day(4))}`],
    ],
    [
      'a completion, its archiving and the completion of the next enrolment',
      (userid) => [
        rowMessage(COMPLETED, day(5), { userid, id: 1, timecompleted: day(4) }),
        eventMessage(ARCHIVED, day(6), { relateduserid: userid }),
        rowMessage(COMPLETED, day(20), { userid, id: 2, timecompleted: day(19) }),
      ],
      [`complete/archived ${iso(day(4))}`, `complete ${iso(day(19))}`],
    ],
    [
      'three enrolments in a row',
      (userid) => [
        rowMessage(COMPLETED, day(5), { userid, id: 1, timecompleted: day(4) }),
        rowMessage(COMPLETED, day(12), { userid, id: 2, timecompleted: day(11) }),
        rowMessage(COMPLETED, day(20), { userid, id: 3, timecompleted: day(19) }),
      ],
      [`complete/archived ${iso(day(4))}`, `complete/archived ${iso(day(11))}`, `complete ${iso(day(19))}`],
    ],
    [
      'a completion that was corrected, taken back and made anew in the same row',
      (userid) => [
        rowMessage(COMPLETED, day(5), { userid, timecompleted: day(4) }),
        rowMessage(EDITED, day(6), { userid, timecompleted: day(3) }),
        rowMessage(EDITED, day(8), { userid, timecompleted: null }),
        rowMessage(COMPLETED, day(10), { userid, timecompleted: day(9) }),
      ],
      [`complete ${iso(day(9))}`],
    ],
  ];

  it.each(scenarios)('lead to the same present state in any order: %s', async (_, happened, expected) => {
    const orders = permutations(happened(0).map((_message, index) => index));
    for (const [lane, order] of orders.entries()) {
      const messages = happened(lane + 1);
      await followOneByOne(order.map((index) => messages[index]!));
    }

    const records = await stand.records();
    for (const [lane, order] of orders.entries()) {
      const standing = records.filter(({ userId, status }) => userId === lane + 1 && status !== 'revoked');
      expect([order.join(), short(standing)]).toEqual([order.join(), expected]);
    }
  });

  it('say that they came late', async () => {
    await followOneByOne([
      rowMessage(EDITED, day(6), { timecompleted: day(3) }),
      rowMessage(COMPLETED, day(5), { timecompleted: day(4) }),
    ]);

    expect(await stand.kept()).toMatchObject([
      { state: 'done', reason: null },
      { state: 'done', reason: expect.stringContaining('after a later message') as string },
    ]);
  });
});

describe('a message that only a database could answer', () => {
  it.each([
    ['who completed which course, but not when', moodleMessage(`\\${COMPLETED}`)],
    [
      'whose completions were imported',
      eventMessage('totara_completionimport\\event\\bulk_course_completionimport', day(5), {
        other: { user_course_completions: { 1207: [88] } },
      }),
    ],
    ['that a person changed, and not how', moodleMessage('\\core\\event\\user_updated')],
    ['that a course was archived', eventMessage('totara_core\\event\\course_completion_archived', day(5))],
  ])('is kept and shown as such: %s', async (_, message) => {
    if ('token' in message)
      await stand.intake.receive({ headers: {}, body: Buffer.from(JSON.stringify(message)) });
    else await stand.send(message);

    await stand.followUps.followUp();

    expect(await stand.kept()).toMatchObject([
      {
        state: 'parked',
        reason: expect.stringMatching(/^It needs the Totara database or a CSV import/) as string,
      },
    ]);
    expect(await stand.records()).toEqual([]);
  });

  it.each([
    ['an activity’s prior learning', eventMessage(RPL_DELETED, day(5), { other: { cmid: 12, type: '4' } })],
    ['a course that is gone', eventMessage('core\\event\\course_deleted', day(5))],
  ])('is not what needs no answer: %s', async (_, message) => {
    await follow(message);

    expect(await stand.kept()).toMatchObject([{ state: 'ignored' }]);
  });
});

describe('completions in the open shape', () => {
  const open = (completions: object[], values: object = {}) => ({
    event: 'course_completed',
    time_sent: secondsNow(),
    completions,
    ...values,
  });

  it('become records with all they tell', async () => {
    await follow(
      open([
        {
          userId: 1207,
          courseId: '88',
          timecompleted: '2026-02-01T14:03:11Z',
          grade: { value: 17, max: 20, percent: 85 },
          user: { firstname: 'María', lastname: 'López', idnumber: 'E100234' },
          course: { fullname: 'Fire Safety' },
        },
      ]),
    );

    expect(await stand.records()).toMatchObject([
      {
        status: 'complete',
        grade: { value: 17, max: 20, percent: 85 },
        user: { firstname: 'María', idnumber: 'E100234' },
        course: { fullname: 'Fire Safety' },
      },
    ]);
    expect(await stand.queued()).toEqual(['1207 88']);
  });

  it('are taken as far as they can be read, and the rest is told', async () => {
    await follow(
      open([
        { userId: 1, courseId: 88, timecompleted: day(4) },
        { userId: 2, courseId: 88, timecompleted: 'yesterday' },
        { userId: 'three', courseId: 88 },
      ]),
    );

    expect((await stand.records()).map(({ userId }) => userId)).toEqual([1]);
    expect(await stand.kept()).toMatchObject([
      {
        state: 'done',
        reason: expect.stringMatching(
          /^2 of 3 completions cannot be read: completions\[1\]\.timecompleted .* completions\[2\]\.userId/,
        ) as string,
      },
    ]);
  });

  it('are unreadable when none of them can be read', async () => {
    await follow(open([{ userId: 'three', courseId: 88 }]));

    expect(await stand.kept()).toMatchObject([{ state: 'unreadable' }]);
  });

  it('take a completion back', async () => {
    await follow(open([{ userId: 1, courseId: 88, timecompleted: day(4) }]));
    await follow(open([{ userId: 1, courseId: 88, status: 'revoked' }]));

    expect(await shortRecords()).toEqual([`revoked ${iso(day(4))}`]);
  });

  it('hold several completions of one learner in one course', async () => {
    await follow(
      open([
        { userId: 1, courseId: 88, timecompleted: day(19) },
        { userId: 1, courseId: 88, timecompleted: day(4) },
        { userId: 1, courseId: 88, timecompleted: day(11) },
      ]),
    );

    expect(await shortRecords()).toEqual([
      `complete/archived ${iso(day(4))}`,
      `complete/archived ${iso(day(11))}`,
      `complete ${iso(day(19))}`,
    ]);
  });

  it('are taken a thousand at a time', async () => {
    const completions = Array.from({ length: 1000 }, (_, index) => ({
      userId: index + 1,
      courseId: 88,
      timecompleted: day(4),
    }));

    await follow(open(completions));

    expect(await stand.records()).toHaveLength(1000);
    expect(await stand.queued()).toHaveLength(1000);
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
