import type { BackfillView, ConnectionTestView, OverviewView } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';

/** What the stand-in has counted at its further surfaces. */
interface SurfaceStats {
  xapi: {
    requests: number;
    unique: number;
    duplicates: number;
    conflicts: number;
    furtherEnrolments: number;
  };
  ords: { rows: number; inserted: number; updated: number; refusedDoubles: number };
  fusion: { requests: number; records: number; complete: number; doubled: number; updated: number };
}

const PEOPLE = 12;
const isAtRest = ({ queue }: OverviewView) =>
  queue.sent > 0 && queue.queued + queue.sending + queue.failed === 0;

/** A site whose completions go to one of Oracle's own interfaces. */
class ProfileStand {
  private constructor(
    readonly system: System,
    readonly service: Service,
    readonly manager: Manager,
  ) {}

  static async start(environment: Record<string, string>): Promise<ProfileStand> {
    const system = await System.create(PEOPLE);
    return system.orStop(async () => {
      const service = await system.startService({ PUSH_HISTORY: 'all', ...environment });
      await service.loaded();
      await service.overviewOnce(isAtRest);
      return new ProfileStand(system, service, await Manager.signIn(service.url, MANAGER));
    });
  }

  async stats(): Promise<SurfaceStats> {
    return (await (await fetch(`${this.system.oracle.url}/_sandbox/stats`)).json()) as SurfaceStats;
  }

  /** Everything that Oracle has already goes out once more. */
  async sendAgain(): Promise<void> {
    const request = { everything: true, force: true };
    const begun = (await (
      await this.manager.send('POST', '/api/admin/backfills', request)
    ).json()) as BackfillView;
    await waitUntil(
      async () =>
        (await (await this.manager.call('GET', `/api/admin/backfills/${begun.id}`)).json()) as BackfillView,
      ({ finishedAt }) => finishedAt !== null,
    );
    await this.service.overviewOnce(isAtRest);
  }

  async testConnection(): Promise<ConnectionTestView> {
    const answer = await this.manager.send('POST', '/api/admin/connections/oracle/test', {});
    return (await answer.json()) as ConnectionTestView;
  }

  /** Completes a course for somebody new, and waits for what becomes of it. */
  async completeOne(): Promise<{ userId: number; item: () => Promise<ItemRow | undefined> }> {
    const { site } = this.system.site;
    const userId = await site.addUser();
    const courseId = await site.addCourse({ completedBy: 'activity' });
    await site.complete(userId, courseId, { grade: 8 });
    return { userId, item: async () => (await this.system.query<ItemRow>(itemOf(userId)))[0] };
  }
}

interface ItemRow {
  status: string;
  causeCode: string | null;
  causeDetail: string | null;
}

function itemOf(userId: number): string {
  return `SELECT item.status, item.cause_code AS "causeCode", item.cause_detail AS "causeDetail"
            FROM queue_items AS item JOIN completion_records AS record ON record.id = item.record_id
           WHERE record.user_id = ${userId}`;
}

describe('the profile oracle-learning-xapi', () => {
  let stand: ProfileStand;

  beforeAll(async () => {
    stand = await ProfileStand.start({
      PUSH_PROFILE: 'oracle-learning-xapi',
      PUSH_XAPI_OBJECT_ID: 'urn:totara:course:{courseId}',
    });
  });

  afterEach(() => stand.system.oracle.setFaults({}));
  afterAll(() => stand?.system.stop());

  it('brings the whole site to Oracle, each completion as one statement', async () => {
    const { queue } = await stand.service.overview();

    expect(queue.sent).toBeGreaterThan(PEOPLE * 5);
    expect((await stand.stats()).xapi).toMatchObject({
      unique: queue.sent,
      conflicts: 0,
      furtherEnrolments: 0,
    });
  });

  it('doubles nothing when everything is sent again', async () => {
    const before = (await stand.stats()).xapi;

    await stand.sendAgain();

    expect((await stand.stats()).xapi).toMatchObject({
      unique: before.unique,
      duplicates: before.duplicates + before.unique,
      furtherEnrolments: 0,
    });
  });

  it('takes 409 for delivered, when Oracle wants no statement twice', async () => {
    await stand.system.oracle.setFaults({ xapi: { strictConflicts: true } });
    const before = (await stand.stats()).xapi;

    await stand.sendAgain();

    const { queue } = await stand.service.overview();
    expect(queue).toMatchObject({ sent: before.unique, dead: 0 });
    expect((await stand.stats()).xapi.unique).toBe(before.unique);
  });

  it('finds the one statement that Oracle refuses, and delivers the others', async () => {
    const { site } = stand.system.site;
    const courseId = await site.addCourse({ completedBy: 'activity' });
    const userIds = [await site.addUser(), await site.addUser(), await site.addUser()];
    const [{ email }] = (await stand.system.site.rows<{ email: string }>(
      `SELECT email FROM ttr_user WHERE id = ${userIds[1]}`,
    )) as [{ email: string }];
    await stand.system.oracle.setFaults({ xapi: { unknownActors: [email] } });

    await site.inTransaction(async (inside) => {
      for (const userId of userIds) await inside.complete(userId, courseId);
    });

    const statuses = await waitUntil(
      async () =>
        Promise.all(
          userIds.map(async (id) => (await stand.system.query<ItemRow>(itemOf(id)))[0]?.status ?? 'queued'),
        ),
      (found) => found.every((status) => ['sent', 'dead'].includes(status)),
    );
    expect(statuses).toEqual(['sent', 'dead', 'sent']);
  });

  it('sends the same statement again when the answer was lost', async () => {
    const before = (await stand.stats()).xapi;
    await stand.system.oracle.setFaults({ xapi: { loseAnswer: true, times: 1 } });

    const { item } = await stand.completeOne();
    await stand.system.onceWaitsPass(
      () => item(),
      (found) => found?.status === 'sent',
    );

    const after = (await stand.stats()).xapi;
    expect(after).toMatchObject({ unique: before.unique + 1, furtherEnrolments: 0 });
    expect(after.duplicates).toBe(before.duplicates + 1);
  });

  it('tests the connection without leaving anything', async () => {
    const before = (await stand.stats()).xapi.unique;

    expect(await stand.testConnection()).toMatchObject({ ok: true });
    expect((await stand.stats()).xapi.unique).toBe(before);
  });
});

describe.each(['false', 'true'])('the profile fusion-hcm-rest, in batches: %s', (batch) => {
  let stand: ProfileStand;

  beforeAll(async () => {
    stand = await ProfileStand.start({
      PUSH_PROFILE: 'fusion-hcm-rest',
      PUSH_FUSION_BATCH: batch,
      PUSH_MAX_ATTEMPTS: '3',
    });
  });

  afterEach(() => stand.system.oracle.setFaults({}));
  afterAll(() => stand?.system.stop());

  it('brings the whole site to Oracle, each completion as one record', async () => {
    const { queue } = await stand.service.overview();

    expect(queue.sent).toBeGreaterThan(PEOPLE * 5);
    expect(queue.dead).toBe(0);
    expect((await stand.stats()).fusion).toMatchObject({ complete: queue.sent, doubled: 0 });
  });

  it('doubles nothing, and writes nothing, when everything is sent again', async () => {
    const before = (await stand.stats()).fusion;

    await stand.sendAgain();

    const { records, complete, updated } = before;
    expect((await stand.stats()).fusion).toMatchObject({ records, complete, updated, doubled: 0 });
  });

  it('parks a completion of somebody whom Oracle does not know, with the number', async () => {
    const [{ idnumber }] = (await stand.system.site.rows<{ idnumber: string }>(
      `SELECT 'E' || max(id) + 77 AS idnumber FROM ttr_user`,
    )) as [{ idnumber: string }];
    const { site } = stand.system.site;
    const userId = await site.addUser({ idnumber });
    const courseId = await site.addCourse({ completedBy: 'activity', idnumber: 'OLC-E2E' });
    await stand.system.oracle.setFaults({ fusion: { unknownPeople: [idnumber] } });

    await site.complete(userId, courseId);

    const [item] = await waitUntil(
      () => stand.system.query<ItemRow>(itemOf(userId)),
      ([found]) => found?.status === 'parked',
    );
    expect(item).toEqual({
      status: 'parked',
      causeCode: 'PUSH.UNKNOWN_TO_ORACLE',
      causeDetail: `Oracle knows no person with PersonNumber ${idnumber} (in publicWorkers)`,
    });
  });

  it.each([
    ['the answer is lost', { loseAnswer: true, times: 1, method: 'POST' }],
    [
      'Oracle answers an empty 500',
      { times: 1, method: 'POST', answer: { status: 500, text: '', recorded: true } },
    ],
    ['the record waits for an update', { createsPending: true }],
    ['Oracle answers 503 to the look-up', { times: 1, method: 'GET', answer: { status: 503 } }],
  ])('records a completion once when %s', async (_, fusion) => {
    const before = (await stand.stats()).fusion;
    const { site } = stand.system.site;
    const userId = await site.addUser({ idnumber: `N${before.requests}` });
    const courseId = await site.addCourse({ completedBy: 'activity', idnumber: `OLC-${before.requests}` });
    await stand.system.oracle.setFaults({ fusion });

    await site.complete(userId, courseId);

    await stand.system.onceWaitsPass(
      () => stand.system.query<ItemRow>(itemOf(userId)),
      ([item]) => item?.status === 'sent',
    );
    expect((await stand.stats()).fusion).toMatchObject({
      records: before.records + 1,
      complete: before.complete + 1,
      doubled: 0,
    });
  });

  it('tests the connection', async () => {
    expect(await stand.testConnection()).toMatchObject({ ok: true });
  });
});

describe.each(['put', 'batchload'])('the profile ords, in the mode %s', (mode) => {
  let stand: ProfileStand;

  beforeAll(async () => {
    stand = await ProfileStand.start({
      PUSH_PROFILE: 'ords',
      PUSH_ORDS_PATH: '/ords/lms/completions',
      PUSH_ORDS_MODE: mode,
      PUSH_MAX_ATTEMPTS: '3',
    });
  });

  afterEach(() => stand.system.oracle.setFaults({}));
  afterAll(() => stand?.system.stop());

  it('brings the whole site to Oracle, each completion as one row', async () => {
    const { queue } = await stand.service.overview();

    expect(queue.sent).toBeGreaterThan(PEOPLE * 5);
    expect(queue.dead).toBe(0);
    expect((await stand.stats()).ords).toMatchObject({ rows: queue.sent, inserted: queue.sent });
  });

  it('doubles nothing when everything is sent again', async () => {
    const before = (await stand.stats()).ords;

    await stand.sendAgain();

    const after = (await stand.stats()).ords;
    expect(after).toMatchObject({ rows: before.rows, inserted: before.inserted });
    expect(after.updated).toBeGreaterThanOrEqual(before.rows);
    expect((await stand.service.overview()).queue.dead).toBe(0);
  });

  it('doubles nothing when the answer to what was recorded is lost', async () => {
    const before = (await stand.stats()).ords;
    await stand.system.oracle.setFaults({ ords: { loseAnswer: true, times: 1 } });

    const { item } = await stand.completeOne();
    await stand.system.onceWaitsPass(
      () => item(),
      (row) => row?.status === 'sent',
    );

    expect((await stand.stats()).ords).toMatchObject({
      rows: before.rows + 1,
      inserted: before.inserted + 1,
    });
  });

  it('waits while every token is refused, and loses nothing', async () => {
    const { rows } = (await stand.stats()).ords;
    await stand.system.oracle.setFaults({ ords: { unauthorized: true } });
    const { item } = await stand.completeOne();
    await waitUntil(
      () => stand.service.overview(),
      ({ holds }) => holds.some(({ code }) => code === 'PUSH.TOKEN_REJECTED'),
    );

    await stand.system.oracle.setFaults({});
    await stand.system.onceWaitsPass(
      () => item(),
      (row) => row?.status === 'sent',
    );

    expect((await stand.stats()).ords).toMatchObject({ rows: rows + 1 });
  });

  it('is well by the connection test', async () => {
    expect((await stand.testConnection()).steps.at(-1)).toMatchObject({
      result: 'ok',
      detail: 'The table can be read.',
    });
  });
});

describe('the profile generic-json, in single requests read by expressions', () => {
  let stand: ProfileStand;

  beforeAll(async () => {
    stand = await ProfileStand.start({
      PUSH_PROFILE: 'generic-json',
      PUSH_REQUEST_SHAPE: 'single',
      PUSH_METHOD: 'PUT',
      PUSH_COMPLETIONS_PATH: '/ords/lms/completions/{id}',
      MAPPING_BODY: '{"id": id, "course_id": courseId, "status": status}',
      PUSH_SUCCESS_EXPRESSION: '$exists(body.id)',
      PUSH_RESULTS_EXPRESSION: '{"id": body.id, "status": status, "externalId": body.id}',
    });
  });

  afterAll(() => stand?.system.stop());

  it('brings the whole site to Oracle, and doubles nothing when it is sent again', async () => {
    const { queue } = await stand.service.overview();
    expect((await stand.stats()).ords).toMatchObject({ rows: queue.sent, inserted: queue.sent });

    await stand.sendAgain();

    expect((await stand.stats()).ords).toMatchObject({ rows: queue.sent, inserted: queue.sent });
  });
});
