import {
  type ApiError,
  type CompletionStoryView,
  CSRF_HEADER,
  type OverviewChartView,
  type OverviewView,
  type PeoplePageView,
  type PersonDetailView,
  type PersonView,
  type QueueGroupsView,
  type QueueItemDetailView,
  type QueuePageView,
  type ReconciliationRowsView,
  type ReconciliationView,
  type RequeuedView,
} from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER } from './system/service';
import { PushStand } from './testing/push-stand';

let stand: PushStand;
let manager: Manager;
let viewer: Manager;
let courseId: number;

/** Six completions: two that Oracle rejects, one whose person it does not know, three that it takes. */
beforeAll(async () => {
  stand = await PushStand.start();
  manager = await Manager.signIn(stand.service.url, MANAGER);
  await stand.system.query(`INSERT INTO managers (id, email, password_hash, role)
    SELECT gen_random_uuid(), 'viewer@example.com', password_hash, 'view' FROM managers WHERE email = '${MANAGER.email}'`);
  viewer = await Manager.signIn(stand.service.url, { ...MANAGER, email: 'viewer@example.com' });
  const { site } = stand.system.site;
  courseId = await site.addCourse({ fullname: 'Brandschutz für Köche', idnumber: 'OLC-10021' });
  const userIds: number[] = [];
  for (const [firstname, lastname, idnumber] of [
    ['María', 'López', 'E100234'],
    ['Mario', 'Bianchi', 'E100235'],
    ['Ann', 'Smith', 'E200001'],
    ['Bea', 'Smith', 'E200002'],
    ['Cai', 'Smith', 'E200003'],
    ['Dee', 'Smith', ''],
  ] as const)
    userIds.push(await site.addUser({ firstname, lastname, idnumber, email: `${firstname}@example.com` }));
  await stand.gates.completions.shut();
  for (const userId of userIds.slice(0, 3)) await complete(userId);
  await stand.overviewOnce(({ queue }) => queue.queued === 3);
  await stand.system.oracle.setFaults({ rejectItems: { userIds: userIds.slice(0, 2), status: 422 } });
  await stand.gates.completions.open();
  await stand.overviewOnce(({ queue }) => queue.dead === 2 && queue.sent === 1);
  await stand.system.oracle.setFaults({ rejectItems: { userIds: userIds.slice(5), status: 404 } });
  for (const userId of userIds.slice(3)) await complete(userId);
  await stand.overviewOnce(({ queue }) => queue.parked === 1 && queue.sent === 3);
});

afterAll(() => stand?.stop());

async function complete(userId: number): Promise<void> {
  await stand.system.site.site.complete(userId, courseId, { timecompleted: 1_769_904_000 });
}

async function get<View>(path: string, by = manager): Promise<View> {
  const response = await by.call('GET', path);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as View;
}

async function refusal(path: string): Promise<ApiError> {
  const response = await manager.call('GET', path);
  expect(response.headers.get('content-type')).toMatch(/application\/problem\+json/);
  return (await response.json()) as ApiError;
}

const page = (query: string) => get<QueuePageView>(`/api/admin/queue${query}`);
const usersOf = async (query: string) => (await page(query)).items.map(({ user }) => user);

function post(path: string, body: unknown, by = manager): Promise<Response> {
  return fetch(`${stand.service.url}${path}`, {
    method: 'POST',
    headers: {
      cookie: by.cookie,
      [CSRF_HEADER]: by.session.csrfToken,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
}

describe('GET /api/admin/queue', () => {
  it('lists every item with person, course, status and cause, the newest first', async () => {
    const { items, nextCursor } = await page('');

    expect(items).toHaveLength(6);
    expect(nextCursor).toBeNull();
    expect(items.map(({ id }) => Number(id))).toEqual(
      items.map(({ id }) => Number(id)).sort((one, other) => other - one),
    );
    expect(items.find(({ user }) => user === 'María López')).toMatchObject({
      staffNumber: 'E100234',
      course: 'Brandschutz für Köche',
      courseId,
      status: 'dead',
      attempts: 1,
      nextAttemptAt: null,
      cause: { code: 'PUSH.REJECTED', actor: 'oracle_administrator' },
      externalId: null,
    });
    expect(items.find(({ user }) => user === 'Dee Smith')!.cause).toMatchObject({
      code: 'PUSH.UNKNOWN_TO_ORACLE',
      reason: 'Oracle does not know this course, or Dee Smith, who has no staff number in Totara.',
      actor: 'hr',
    });
    expect(items.find(({ user }) => user === 'Ann Smith')).toMatchObject({ status: 'sent', cause: null });
  });

  it('takes a status, several of them, a cause and a course', async () => {
    expect((await usersOf('?status=dead')).sort()).toEqual(['Mario Bianchi', 'María López']);
    expect(await usersOf('?status=parked&status=dead&sort=oldest')).toHaveLength(3);
    expect(await usersOf('?causeCode=PUSH.UNKNOWN_TO_ORACLE')).toEqual(['Dee Smith']);
    expect(await usersOf(`?courseId=${courseId}&status=sent`)).toHaveLength(3);
    expect(await usersOf('?courseId=987654')).toEqual([]);
    expect(await usersOf('?status=withdrawn')).toEqual([]);
    expect(await usersOf('?sort=nextAttempt')).toEqual([]);
  });

  it.each([
    ['lopez', ['María López']],
    ['MARÍA', ['María López']],
    ['mari', ['Mario Bianchi', 'María López']],
    ['mario%40example.com', ['Mario Bianchi']],
    ['E100235', ['Mario Bianchi']],
    ['ann smith brandschutz', ['Ann Smith']],
    ['kochE smith cai', ['Cai Smith']],
    ['nobody', []],
    ['%27%22%5C%26%7C', []],
  ])('finds by words: %s', async (q, users) => {
    expect((await usersOf(`?q=${q}`)).sort()).toEqual(users);
  });

  it('finds by course, by record and by the number that Oracle gave', async () => {
    expect(await usersOf('?q=OLC-10021')).toHaveLength(6);
    const [sent] = (await page('?status=sent&limit=1')).items;

    expect(await usersOf(`?q=${sent!.recordId}`)).toEqual([sent!.user]);
    expect(sent!.externalId).not.toBeNull();
    expect(await usersOf(`?q=${sent!.externalId}`)).toEqual([sent!.user]);
  });

  it.each(['newest', 'oldest'])(
    'turns pages in the order %s without losing or repeating any',
    async (sort) => {
      for (const filter of ['', '&q=smith', '&status=dead&status=sent&status=parked']) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const next: string = cursor === null ? '' : `&cursor=${cursor}`;
          const { items, nextCursor }: QueuePageView = await page(`?sort=${sort}&limit=2${filter}${next}`);
          seen.push(...items.map(({ id }) => id));
          cursor = nextCursor;
        } while (cursor !== null);

        const whole = (await page(`?sort=${sort}${filter}`)).items.map(({ id }) => id);
        expect(seen).toEqual(whole);
      }
    },
  );

  it.each([
    ['status=gone', 'status'],
    ['status=', 'status'],
    ['sort=name', 'sort'],
    ['sort=nextAttempt&status=dead', 'sort'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['courseId=x', 'courseId'],
    ['courseId=0', 'courseId'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=oldest-0-5', 'cursor'],
    ['causeCode=x%27', 'causeCode'],
    ['q=a&q=b', 'q'],
    [`q=${'a'.repeat(201)}`, 'q'],
    ['offset=5', 'offset'],
  ])('refuses ?%s and names %s', async (query, field) => {
    expect(await refusal(`/api/admin/queue?${query}`)).toMatchObject({
      status: 400,
      code: 'HTTP.REQUEST_INVALID',
      errors: [{ field }],
    });
  });

  it('is there for a manager who may only look, and for nobody else', async () => {
    expect((await get<QueuePageView>('/api/admin/queue', viewer)).items).toHaveLength(6);
    for (const path of ['/api/admin/queue', '/api/admin/queue/groups', '/api/admin/queue/1'])
      expect((await fetch(`${stand.service.url}${path}`)).status).toBe(401);
    expect((await post('/api/admin/queue/requeue', {}, viewer)).status).toBe(403);
  });
});

describe('GET /api/admin/queue/groups', () => {
  it('tells what is stopped by cause, the most first, with the sentence and who must act', async () => {
    const { groups } = await get<QueueGroupsView>('/api/admin/queue/groups', viewer);

    expect(groups).toMatchObject([
      {
        status: 'dead',
        count: 2,
        cause: { code: 'PUSH.REJECTED', reason: 'Oracle rejected the data.', actor: 'oracle_administrator' },
        oldestAt: expect.any(String) as string,
      },
      { status: 'parked', count: 1, cause: { code: 'PUSH.UNKNOWN_TO_ORACLE', actor: 'hr' } },
    ]);
  });
});

describe('GET /api/admin/queue/:id', () => {
  it('tells every attempt with its request and answer, and the request, secrets left out', async () => {
    const [listed] = (await page('?status=dead&q=lopez')).items;

    const item = await get<QueueItemDetailView>(`/api/admin/queue/${listed!.id}`, viewer);

    expect(item).toMatchObject(listed!);
    expect(item.history).toMatchObject([
      {
        attempt: 1,
        outcome: 'rejected',
        summary: expect.stringMatching(/^Oracle rejected the data: /) as string,
        request: { outcome: 'answered', itemCount: expect.any(Number) as number },
      },
    ]);
    expect(item.request).toMatchObject({
      method: 'POST',
      url: expect.stringMatching(/\/completions$/) as string,
      headers: { authorization: 'Bearer ***', 'content-type': 'application/json' },
    });
    const { items } = JSON.parse(item.request!.body) as { items: unknown[] };
    expect(items).toMatchObject([{ id: listed!.recordId, revision: listed!.revision }]);
  });

  it.each(['999999999', '0', 'abc', '1.5', '9'.repeat(40), '%27'])('answers 404 for %s', async (id) => {
    expect(await refusal(`/api/admin/queue/${id}`)).toMatchObject({
      status: 404,
      code: 'QUEUE.ITEM_UNKNOWN',
    });
  });
});

describe('GET /api/admin/people', () => {
  const people = (query: string) => get<PeoplePageView>(`/api/admin/people${query}`, viewer);
  const namesOf = async (query: string) => (await people(query)).items.map(({ name }) => name);

  it('finds people by the beginnings of their words, with where their completions stand', async () => {
    const { items, nextCursor } = await people('?q=lop');

    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        name: 'María López',
        email: 'María@example.com',
        staffNumber: 'E100234',
        counts: { completed: 1, delivered: 0, waiting: 0, stopped: 1, notQueued: 0, keptBack: 0 },
      },
    ]);
  });

  it.each([
    ['smith', ['Ann Smith', 'Bea Smith', 'Cai Smith', 'Dee Smith']],
    ['SMITH%20ann', ['Ann Smith']],
    ['E20000', ['Ann Smith', 'Bea Smith', 'Cai Smith']],
    ['brandschutz', []],
    ['%26%7C', []],
  ])('sorts by last name, then first: %s', async (q, names) => {
    expect(await namesOf(`?q=${q}`)).toEqual(names);
  });

  it('lists everybody, page by page', async () => {
    const whole = await namesOf('?limit=100');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: PeoplePageView = await people(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(seen).toEqual(whole);
    expect(whole).toEqual(expect.arrayContaining(['Dee Smith', 'Mario Bianchi']));
  });

  it('shows one person with where each completion stands', async () => {
    const [{ site, userId }] = (await people('?q=lopez')).items as [PersonView];

    const person = await get<PersonDetailView>(`/api/admin/people/${userId}?site=${site}`, viewer);

    expect(person).toMatchObject({ userId, name: 'María López', counts: { stopped: 1 } });
    expect(person.completions).toMatchObject([
      {
        course: 'Brandschutz für Köche',
        status: 'complete',
        standing: 'stopped',
        delivery: { status: 'dead', cause: { code: 'PUSH.REJECTED', actor: 'oracle_administrator' } },
      },
    ]);
    const story = await get<CompletionStoryView>(
      `/api/admin/completions/${person.completions[0]!.id}`,
      viewer,
    );
    expect(story.deliveries).toMatchObject([{ history: [{ attempt: 1, cause: { code: 'PUSH.REJECTED' } }] }]);
  });

  it.each([
    ['?limit=101', 'limit'],
    ['?cursor=x', 'cursor'],
    ['?q=a&q=b', 'q'],
    ['/abc', 'userId'],
    ['/5?cursor=x', 'cursor'],
    ['/5?limit=0', 'limit'],
    ['/5?site=a&site=b', 'site'],
  ])('refuses %s and names %s', async (query, field) => {
    expect(await refusal(`/api/admin/people${query}`)).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('answers 404 for somebody nobody knows', async () => {
    for (const path of ['/api/admin/people/999999999', '/api/admin/people/5?site=elsewhere'])
      expect(await refusal(path)).toMatchObject({ status: 404, code: 'PEOPLE.PERSON_UNKNOWN' });
  });
});

describe('POST /api/admin/queue/requeue with words or a course', () => {
  const preview = async (body: object) =>
    ((await (await post('/api/admin/queue/requeue', { ...body, dryRun: true })).json()) as RequeuedView)
      .requeued;

  it('counts what it would send', async () => {
    expect(await preview({ q: 'lopez' })).toBe(1);
    expect(await preview({ q: 'smith' })).toBe(0);
    expect(await preview({ q: 'smith', statuses: ['parked'] })).toBe(1);
    expect(await preview({ courseId })).toBe(2);
    expect(await preview({ courseId: 987_654 })).toBe(0);
    expect(await preview({})).toBe(2);
  });

  it.each([
    [{ q: 5 }, 'q'],
    [{ courseId: 'x' }, 'courseId'],
    [{ statuses: ['sent'] }, 'statuses'],
  ])('refuses %j', async (body, field) => {
    const response = await post('/api/admin/queue/requeue', body);

    expect(response.status).toBe(400);
    expect((await response.json()) as ApiError).toMatchObject({ errors: [{ field }] });
  });

  it('sends only that again', async () => {
    await stand.system.oracle.setFaults({});

    const answer = (await (await post('/api/admin/queue/requeue', { q: 'lopez' })).json()) as RequeuedView;

    expect(answer).toEqual({ requeued: 1, spreadSeconds: 0 });
    await stand.overviewOnce(({ queue }) => queue.sent === 4 && queue.dead === 1);
    expect(await usersOf('?status=dead')).toEqual(['Mario Bianchi']);
  });
});

describe('GET /api/admin/overview/chart', () => {
  it.each([
    ['24h', 24, 3_600],
    ['7d', 28, 21_600],
    ['30d', 30, 86_400],
  ])('counts over %s what was delivered and what failed', async (range, count, seconds) => {
    const chart = await get<OverviewChartView>(`/api/admin/overview/chart?range=${range}`, viewer);

    expect(chart).toMatchObject({ range, bucketSeconds: seconds });
    expect(chart.buckets).toHaveLength(count);
    const sum = (figure: 'delivered' | 'failed' | 'pulled') =>
      chart.buckets.reduce((total, bucket) => total + bucket[figure], 0);
    expect({ delivered: sum('delivered'), failed: sum('failed') }).toEqual({ delivered: 4, failed: 3 });
    expect(chart.freshness).toMatchObject({ deliveries: 4, medianSeconds: expect.any(Number) as number });
    expect(chart.freshness.p95Seconds).toBeGreaterThanOrEqual(chart.freshness.medianSeconds!);
    expect(chart.oldestWaitingAt).toBeNull();
  });

  it('is told by the overview, too, with the last five events', async () => {
    const { freshness, oldestWaitingAt, events } = await get<OverviewView>('/api/admin/overview', viewer);

    expect(freshness.deliveries).toBe(4);
    expect(oldestWaitingAt).toBeNull();
    expect(events).toHaveLength(5);
    expect(events[0]).toMatchObject({
      kind: 'delivered',
      summary: 'María López, Brandschutz für Köche: delivered to Oracle.',
    });
    expect(events.map(({ at }) => Date.parse(at))).toEqual(
      events.map(({ at }) => Date.parse(at)).sort((one, other) => other - one),
    );
  });

  it('refuses another range', async () => {
    expect(await refusal('/api/admin/overview/chart?range=1y')).toMatchObject({
      status: 400,
      errors: [{ field: 'range' }],
    });
  });
});

describe('the rows behind a reconciliation', () => {
  const rows = (query: string) =>
    get<ReconciliationRowsView>(`/api/admin/reconciliation/rows?${query}`, viewer);

  beforeAll(async () => {
    const { site } = stand.system.site;
    const risky = await site.addCourse({ fullname: '=HYPERLINK("http://evil.example","x")' });
    await site.complete(await site.addUser({ lastname: '@SUM(1)' }), risky, { timecompleted: 1_769_904_000 });
    await stand.overviewOnce(({ queue }) => queue.sent === 5);
    expect((await post('/api/admin/reconciliation', {})).status).toBe(202);
    await waitUntil(
      () => get<ReconciliationView>('/api/admin/reconciliation'),
      ({ last, current, totals }) => last !== null && current === null && totals.ledger >= 7,
    );
  });

  it.each([
    'delivered',
    'stopped',
    'waiting',
    'notQueued',
    'keptBack',
    'imported',
    'duplicates',
    'unexplained',
  ] as const)('are as many as the figure says: %s', async (kind) => {
    const { totals, byDay, byCourse } = await get<ReconciliationView>('/api/admin/reconciliation', viewer);

    expect((await rows(`kind=${kind}&limit=200`)).items).toHaveLength(totals[kind]);
    for (const one of byDay.filter(({ day }) => day === '2026-02-01'))
      expect((await rows(`kind=${kind}&day=${one.day}&limit=200`)).items).toHaveLength(one[kind]);
    for (const one of byCourse.filter((figures) => figures.courseId === courseId))
      expect((await rows(`kind=${kind}&courseId=${courseId}&limit=200`)).items).toHaveLength(one[kind]);
  });

  it('say who, what, and why', async () => {
    const { items } = await rows('kind=stopped&day=2026-02-01');

    expect(items.map(({ user }) => user).sort()).toEqual(['Dee Smith', 'Mario Bianchi']);
    expect(items.find(({ user }) => user === 'Mario Bianchi')).toMatchObject({
      courseId,
      status: 'complete',
      source: { kind: 'current', rowId: expect.any(Number) as number },
      reason: expect.stringMatching(/^Oracle rejected the data/) as string,
    });
    expect((await rows('kind=stopped&day=2026-02-02')).items).toEqual([]);
    expect((await rows(`kind=stopped&courseId=987654`)).items).toEqual([]);
  });

  it.each(['kind=delivered', 'kind=delivered&day=2026-02-01', 'kind=stopped'])(
    'turn pages: %s',
    async (query) => {
      const whole = (await rows(`${query}&limit=200`)).items.map(({ recordId }) => recordId);
      const seen: (string | null)[] = [];
      let cursor: string | null = null;
      do {
        const page: ReconciliationRowsView = await rows(
          `${query}&limit=1${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        seen.push(...page.items.map(({ recordId }) => recordId));
        cursor = page.nextCursor;
      } while (cursor !== null);

      expect(seen).toEqual(whole);
    },
  );

  it.each([
    ['', 'kind'],
    ['kind=lost', 'kind'],
    ['kind=stopped&day=yesterday', 'day'],
    ['kind=stopped&day=2026-02-30', 'day'],
    ['kind=stopped&courseId=x', 'courseId'],
    ['kind=stopped&cursor=x', 'cursor'],
    ['kind=unexplained&cursor=x', 'cursor'],
    ['kind=stopped&limit=201', 'limit'],
  ])('refuse ?%s and name %s', async (query, field) => {
    expect(await refusal(`/api/admin/reconciliation/rows?${query}`)).toMatchObject({
      status: 400,
      errors: [{ field }],
    });
  });

  it('are signed off in a file that no spreadsheet takes for formulas', async () => {
    const response = await viewer.call('GET', '/api/admin/reconciliation/sign-off.csv');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="sign-off-.*\.csv"$/);
    const lines = (await response.text()).split('\n');
    expect(lines[0]).toContain('of,day or course,name,Totara,');
    expect(lines.find((line) => line.startsWith('day,2026-02-01,'))).toBeDefined();
    expect(lines.find((line) => line.includes('HYPERLINK'))).toContain(`"'=HYPERLINK(""http`);
    expect(lines.filter((line) => /(^|,)"?[=@]/.test(line))).toEqual([]);
  });
});
