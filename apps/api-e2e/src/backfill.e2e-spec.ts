import {
  type BackfillView,
  type CompletionStoryView,
  CSRF_HEADER,
  type OverviewView,
  type RequestBackfill,
  type RevokedDeliveriesPageView,
} from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { walkPull } from './system/pull-walk';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';
import { LedgerTurnstile } from './testing/ledger-turnstile';

/** A manager at work on backfills. */
class BackfillDesk {
  private constructor(
    private readonly service: Service,
    readonly manager: Manager,
  ) {}

  static async open(service: Service): Promise<BackfillDesk> {
    return new BackfillDesk(service, await Manager.signIn(service.url, MANAGER));
  }

  ask(body: unknown, csrfToken = this.manager.session.csrfToken): Promise<Response> {
    return fetch(`${this.service.url}/api/admin/backfills`, {
      method: 'POST',
      headers: { cookie: this.manager.cookie, 'content-type': 'application/json', [CSRF_HEADER]: csrfToken },
      body: JSON.stringify(body),
    });
  }

  async begin(request: RequestBackfill): Promise<BackfillView> {
    return (await (await this.ask(request)).json()) as BackfillView;
  }

  async read<Body>(path: string): Promise<Body> {
    return (await (await this.manager.call('GET', path)).json()) as Body;
  }

  find({ id }: { id: string }): Promise<BackfillView> {
    return this.read(`/api/admin/backfills/${id}`);
  }

  /** Asks and waits for the end. */
  async runToEnd(request: RequestBackfill): Promise<BackfillView> {
    const backfill = await this.begin(request);
    return waitUntil(
      () => this.find(backfill),
      ({ finishedAt }) => finishedAt !== null,
    );
  }
}

const isAllSent = ({ ledger, queue }: OverviewView) =>
  queue.sent === ledger.completed && queue.queued + queue.sending === 0;

describe('a backfill of a site whose history was not wanted at first', () => {
  let system: System;
  let service: Service;
  let desk: BackfillDesk;

  beforeAll(async () => {
    system = await System.create(45);
    service = await system.startService({ PUSH_HISTORY: 'none' });
    await service.loaded();
    desk = await BackfillDesk.open(service);
  });

  afterAll(() => system?.stop());

  it.each([
    ['nothing is chosen', {}, 'everything'],
    ['a date is none', { from: '2026-02-30' }, 'from'],
    ['a list is none', { courseIds: 'all' }, 'courseIds'],
    ['the rate is none', { everything: true, ratePerSecond: 0 }, 'ratePerSecond'],
    ['the span is empty', { from: '2026-02-01', to: '2026-01-01' }, 'to'],
    ['a field is unknown', { everything: true, dryrun: true }, 'dryrun'],
  ])('is refused with the name of the field when %s', async (_why, body, field) => {
    const answer = await desk.ask(body);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'HTTP.REQUEST_INVALID', errors: [{ field }] });
  });

  it('is for managers who are signed in and mean it', async () => {
    const stranger = await fetch(`${service.url}/api/admin/backfills`);
    const forged = await desk.ask({ everything: true }, 'x'.repeat(43));

    expect(stranger.status).toBe(401);
    expect(forged.status).toBe(403);
    expect(await desk.read<BackfillView[]>('/api/admin/backfills')).toEqual([]);
  });

  it('counts first, and queues nothing by that', async () => {
    const answer = await desk.ask({ everything: true, dryRun: true });
    const begun = (await answer.json()) as BackfillView;

    const ended = await waitUntil(
      () => desk.find(begun),
      ({ state }) => state === 'finished',
    );

    const { ledger, queue } = await service.overview();
    expect(answer.status).toBe(201);
    expect(begun).toMatchObject({ dryRun: true, force: false, requestedBy: MANAGER.email, site: 'totara' });
    expect(ledger.completed).toBeGreaterThan(300);
    expect(ended).toMatchObject({
      lookedAt: ledger.completed + ledger.unfinished,
      counts: { new: ledger.completed, alreadySent: 0, alreadyWaiting: 0, stopped: 0 },
      queued: ledger.completed,
    });
    expect(ended.summary).toMatch(/^Finished: .* would be queued\. Nothing was queued by this dry run\.$/);
    expect(Object.values(queue).every((count) => count === 0)).toBe(true);
  });

  it('sends one course, and no other', async () => {
    const [course] = await system.query<{ course_id: string; completed: number }>(
      `SELECT course_id, count(*)::int AS completed FROM completion_records
        WHERE status IN ('complete', 'completeviarpl') GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    );

    const ended = await desk.runToEnd({ courseIds: [Number(course!.course_id)] });
    await waitUntil(
      () => service.overview(),
      ({ queue }) => queue.sent === course!.completed,
    );

    expect(ended).toMatchObject({ state: 'finished', queued: course!.completed });
    const delivered = await system.oracle.items();
    expect(new Set(delivered.map(({ courseId }) => courseId))).toEqual(new Set([Number(course!.course_id)]));
  });

  it('brings all of the past to Oracle, each completion once', async () => {
    const before = (await service.overview()).queue.sent;

    const ended = await desk.runToEnd({ everything: true });
    const { ledger } = await service.overviewOnce(isAllSent);

    expect(ended).toMatchObject({
      counts: { new: ledger.completed - before, alreadySent: before },
      queued: ledger.completed - before,
    });
    expect(await system.oracle.stats()).toMatchObject({
      unique: ledger.completed,
      items: ledger.completed,
      duplicates: 0,
    });
  });

  it('sends nothing twice unless it is forced to; then under the same keys and with the same bytes', async () => {
    const { ledger } = await service.overview();

    const again = await desk.runToEnd({ everything: true });
    const forced = await desk.runToEnd({ everything: true, force: true });
    const stats = await waitUntil(
      () => system.oracle.stats(),
      ({ duplicates }) => duplicates >= ledger.completed,
    );

    expect(again).toMatchObject({ queued: 0, counts: { alreadySent: ledger.completed } });
    expect(again.notices).toEqual([expect.stringContaining('force sends them once more')]);
    expect(forced).toMatchObject({ queued: ledger.completed, counts: { alreadySent: ledger.completed } });
    // Oracle refuses another body under a key that it knows.
    expect(stats).toMatchObject({ unique: ledger.completed, duplicates: ledger.completed });
    await service.overviewOnce(isAllSent);
  });

  it('is listed, the latest first', async () => {
    const list = await desk.read<BackfillView[]>('/api/admin/backfills');

    expect(list.map(({ dryRun, force }) => [dryRun, force])).toEqual([
      [false, true],
      [false, false],
      [false, false],
      [false, false],
      [true, false],
    ]);
  });

  it('is missing, or refuses what its state does not allow, in words', async () => {
    const [latest] = await desk.read<BackfillView[]>('/api/admin/backfills');
    const call = (method: string, path: string) => desk.manager.call(method, `/api/admin/backfills/${path}`);

    const unknown = await call('GET', '0198c0de-0000-7000-8000-000000000000');
    const malformed = await call('GET', 'latest');
    const tooLate = await call('DELETE', latest!.id);

    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'BACKFILL.UNKNOWN' });
    expect(malformed.status).toBe(400);
    expect(tooLate.status).toBe(409);
    expect(await tooLate.json()).toMatchObject({ code: 'BACKFILL.STATE_CONFLICT' });
  });

  it('pauses, goes on and is cancelled over HTTP', async () => {
    const { id } = await desk.begin({ everything: true, force: true, ratePerSecond: 1 });
    const call = async (method: string, path: string) => {
      const answer = await desk.manager.call(method, `/api/admin/backfills/${path}`);
      return `${answer.status} ${((await answer.json()) as BackfillView).state}`;
    };

    const states = [
      await call('POST', `${id}/pause`),
      await call('POST', `${id}/resume`),
      await call('DELETE', id),
    ];

    expect(states).toEqual(['200 paused', '200 running', '200 cancelled']);
    await service.overviewOnce(isAllSent);
  });

  describe('the story of one completion', () => {
    it('tells what happened to it and what became of its deliveries', async () => {
      const [item] = await system.oracle.items();

      const story = await desk.read<CompletionStoryView>(`/api/admin/completions/${item!.id}`);

      expect(story).toMatchObject({ completion: { id: item!.id, userId: item!.userId }, site: 'totara' });
      expect(story.revisions.at(-1)!.summary).toMatch(/Found when the site was read for the first time\.$/);
      expect(story.deliveries).toMatchObject([{ status: 'sent', externalId: expect.any(String) as string }]);
    });

    it('is missing for an id that nobody knows, and refused for what is no id', async () => {
      const unknown = await desk.manager.call(
        'GET',
        '/api/admin/completions/0198c0de-0000-7000-8000-000000000000',
      );
      const malformed = await desk.manager.call('GET', '/api/admin/completions/42');
      const stranger = await fetch(`${service.url}/api/admin/completions/42`);

      expect(unknown.status).toBe(404);
      expect(await unknown.json()).toMatchObject({ code: 'COMPLETIONS.RECORD_UNKNOWN' });
      expect(malformed.status).toBe(400);
      expect(stranger.status).toBe(401);
    });
  });

  it('flags a completion that Totara takes back although Oracle has it', async () => {
    const [taken] = await system.query<{ id: string; user_id: string; course_id: string }>(
      `SELECT id, user_id, course_id FROM completion_records
        WHERE status = 'complete' AND NOT is_archived AND source_table = 'current' LIMIT 1`,
    );
    const pair = [Number(taken!.user_id), Number(taken!.course_id)];
    // In one statement: nobody reads the one without the other.
    await system.site.rows(
      `WITH taken AS (UPDATE ttr_course_completions SET timecompleted = NULL, status = 25
                       WHERE userid = ${pair[0]} AND course = ${pair[1]})
       INSERT INTO ttr_course_completion_log (courseid, userid, changeuserid, description, timemodified)
       VALUES (${pair[1]}, ${pair[0]}, 2, 'Completion manually edited', extract(epoch FROM now())::bigint)`,
    );

    const { flags } = await waitUntil(
      () => service.overview(),
      (overview) => overview.flags.length > 0,
    );
    const list = await desk.read<RevokedDeliveriesPageView>('/api/admin/queue/revoked');
    const story = await desk.read<CompletionStoryView>(`/api/admin/completions/${taken!.id}`);

    expect(flags).toMatchObject([{ code: 'QUEUE.REVOKED_AFTER_SENT', count: 1 }]);
    expect(list).toMatchObject({
      items: [
        { recordId: taken!.id, userId: pair[0], courseId: pair[1], externalId: expect.any(String) as string },
      ],
      nextCursor: null,
    });
    expect(story.revisions.at(-1)).toMatchObject({
      kind: 'revoked',
      summary: "Taken back in Totara: the completion is no longer there. Noticed in the site's change log.",
    });
    expect(story.deliveries.at(-1)).toMatchObject({
      status: 'sent',
      revokedAt: expect.any(String) as string,
    });
  });

  it('refuses a cursor of that list that it did not give out', async () => {
    const answer = await desk.manager.call('GET', '/api/admin/queue/revoked?cursor=nonsense');

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'cursor' }] });
  });
});

describe('a backfill in a service of several processes', () => {
  let system: System;

  beforeEach(async () => {
    system = await System.create(45);
  });

  afterEach(() => system.stop());

  it('is asked of a process that only serves, and done by one that only works', async () => {
    const worker = await system.startService({ PUSH_HISTORY: 'none', ROLE: 'worker' });
    const service = await system.startService({ PUSH_HISTORY: 'none', ROLE: 'api' });
    await service.loaded();
    const desk = await BackfillDesk.open(service);

    const ended = await desk.runToEnd({ everything: true });
    const { ledger } = await service.overviewOnce(isAllSent);

    expect(ended.queued).toBe(ledger.completed);
    expect(await worker.stop()).toBe(0);
  });

  it('goes on after its process was killed, queueing each completion once, and waits while Push is off', async () => {
    const environment = { PUSH_HISTORY: 'none', PUSH_ENABLED: 'false' };
    const first = await system.startService(environment);
    await first.loaded();
    const turnstile = await LedgerTurnstile.shut(system.database.url);
    const begun = await (await BackfillDesk.open(first)).begin({ everything: true, ratePerSecond: 60 });
    await turnstile.letThrough();
    const { queue } = await first.overview();
    await first.process.end('SIGKILL');
    await turnstile.open();
    await system.letLeasesRunOut();

    const second = await system.startService(environment);
    const desk = await BackfillDesk.open(second);
    const ended = await waitUntil(
      () => desk.find(begun),
      ({ state }) => state === 'finished',
    );

    const { ledger, queue: afterwards } = await second.overview();
    const completed = (await walkPull(second, 1000)).filter(({ status }) => status.startsWith('complete'));
    expect(queue.queued).toBeGreaterThan(0);
    expect(queue.queued).toBeLessThan(ledger.completed);
    expect(afterwards).toMatchObject({ queued: completed.length, sent: 0 });
    expect(ended).toMatchObject({ queued: completed.length, counts: { new: completed.length } });
    expect(ended.notices).toEqual([expect.stringContaining('Push is switched off')]);
    const [items] = await system.query<{ records: number; items: number }>(
      'SELECT count(*)::int AS items, count(DISTINCT record_id)::int AS records FROM queue_items',
    );
    expect(items).toEqual({ items: completed.length, records: completed.length });
  });
});
