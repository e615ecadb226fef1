import { createHmac } from 'node:crypto';
import {
  type AuditPageView,
  type CompletionView,
  CSRF_HEADER,
  type ErasurePreviewView,
  type ErasuresPageView,
  type ErasureView,
  type HistoryFileView,
  type ImportDetailView,
  type OverviewView,
  WEBHOOK_PATH,
} from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { dumpOf } from './system/database-dump';
import { Manager } from './system/manager';
import { walkPull } from './system/pull-walk';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';

const SECRET = 'the-secret-of-the-webhooks';
const MARIA = {
  username: 'mlopezgarcia',
  idnumber: 'E100234567',
  firstname: 'Maríabel',
  lastname: 'Lópezgarcía',
  email: 'maribel.lopezgarcia@example.com',
};
/** What a file holds of her; and what somebody wrote by hand. */
const HER_NAMES = [...Object.values(MARIA), 'Maríabel Lópezgarcía'];
const COMPLETED = ['complete', 'completeviarpl'];

describe('a person who asks to be forgotten', () => {
  let system: System;
  let service: Service;
  let manager: Manager;
  let maria: number;
  let before: OverviewView;

  beforeAll(async () => {
    system = await System.create(20);
    const { site } = system.site;
    maria = await site.addUser(MARIA);
    const courses = await Promise.all([1, 2, 3].map(() => site.addCourse({ completedBy: 'activity' })));
    await site.complete(maria, courses[0]!);
    await site.complete(maria, courses[1]!);
    await system.oracle.setFaults({
      rejectItems: {
        rate: 1,
        userIds: [maria],
        status: 422,
        title: 'Rejected',
        detail: `No employee ${MARIA.idnumber} (${MARIA.firstname} ${MARIA.lastname})`,
      },
    });
    service = await system.startService({
      PUSH_HISTORY: 'all',
      TOTARA_WEBHOOK_SECRET: SECRET,
      HISTORY_FILE_ASSIGNED_BY: '300100010473116',
    });
    manager = await Manager.signIn(service.url, MANAGER);
    await service.loaded();
    await settled();
    await system.oracle.setFaults({});
    await site.complete(maria, courses[2]!);
    await waitUntil(herCompletions, (records) => records.length === 3);
    await settled();
    await tellByWebhook();
    await uploadFile();
    await nameHerInTheAuditLog();
    await makeHistoryFile();
    before = await settled();
  });

  afterAll(() => system?.stop());

  const settled = () =>
    service.overviewOnce(({ queue }) => queue.queued + queue.sending + queue.failed === 0);

  async function tellByWebhook(): Promise<void> {
    const now = Math.floor(Date.now() / 1000);
    const message = {
      attempt: 1,
      event: 'core\\event\\user_updated',
      time_created: now,
      time_sent: now,
      webhook_id: 4,
      body: { id: maria, ...MARIA },
    };
    const body = JSON.stringify(message).replace(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-totara-signature': signature };
    expect((await fetch(`${service.url}${WEBHOOK_PATH}`, { method: 'POST', headers, body })).ok).toBe(true);
  }

  async function uploadFile(): Promise<void> {
    const file = [
      'Email,First name,Last name,Course Shortname,Completion Date',
      `${MARIA.email},${MARIA.firstname},${MARIA.lastname},OLD-1,1 Feb 2020`,
      'someone.else@example.com,Some,Body,OLD-1,1 Feb 2020',
      '',
    ].join('\n');
    const answer = await fetch(`${service.url}/api/admin/imports?filename=${MARIA.username}.csv`, {
      method: 'POST',
      headers: {
        cookie: manager.cookie,
        [CSRF_HEADER]: manager.session.csrfToken,
        'content-type': 'text/csv',
      },
      body: file,
    });
    const { id } = (await answer.json()) as ImportDetailView;
    await manager.call('POST', `/api/admin/imports/${id}/check`);
    await waitUntil(
      async () => (await (await manager.call('GET', `/api/admin/imports/${id}`)).json()) as ImportDetailView,
      ({ state }) => state === 'checked',
    );
  }

  /** She tried to sign in where only managers may. */
  async function nameHerInTheAuditLog(): Promise<void> {
    const body = JSON.stringify({ email: MARIA.email, password: 'whatever it may be' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${service.url}/api/admin/session`, { method: 'POST', headers, body });
  }

  async function makeHistoryFile(): Promise<void> {
    const files = '/api/admin/history-files';
    const { id } = (await (await manager.send('POST', files, { scope: 'all' })).json()) as HistoryFileView;
    await waitUntil(
      async () => (await (await manager.call('GET', `${files}/${id}`)).json()) as HistoryFileView,
      ({ state }) => state === 'finished',
    );
  }

  const herCompletions = async () => (await herRecords()).filter(({ status }) => COMPLETED.includes(status));
  const ask = (body: object) => manager.send('POST', `/api/admin/people/${maria}/erasure`, body);
  /** The erasure once it is at its end, which the answer to the request is not on a slow machine. */
  async function erased(body: object): Promise<ErasureView> {
    const answer = await ask(body);
    expect(answer.status).toBe(200);
    const { id } = (await answer.json()) as ErasureView;
    return waitUntil(
      async () => (await (await manager.call('GET', `/api/admin/erasures/${id}`)).json()) as ErasureView,
      ({ state }) => state === 'done',
    );
  }
  const herRecords = async (): Promise<CompletionView[]> =>
    (await walkPull(service, 1000)).filter(({ userId }) => userId === maria);

  it('is in many places', async () => {
    const dump = await dumpOf(system.database.url);

    const holders = new Set(
      dump
        .split('\n')
        .filter((line) => line.includes(MARIA.email) || line.includes(MARIA.idnumber))
        .map((line) => line.split(' ')[0]),
    );
    for (const table of [
      'completion_records',
      'people',
      'queue_items',
      'delivery_attempts',
      'webhook_messages',
      'import_rows',
      'audit_entries',
    ]) {
      expect([...holders]).toContain(`public.${table}`);
    }
  });

  it('is counted first, without anything being done', async () => {
    const answer = await ask({ dryRun: true });

    expect(answer.status).toBe(200);
    expect((await answer.json()) as ErasurePreviewView).toEqual({
      site: 'totara',
      userId: maria,
      name: `${MARIA.firstname} ${MARIA.lastname}`,
      email: MARIA.email,
      records: 3,
      delivered: 1,
    });
    expect((await herRecords()).every(({ user }) => user.email === MARIA.email)).toBe(true);
  });

  it.each([{}, { confirm: '' }, { confirm: '1' }, { confirm: MARIA.username }, { dryRun: false }])(
    'is not erased without her id or her e-mail address: %j',
    async (body) => {
      const answer = await ask(body);

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ field: 'confirm' }] });
    },
  );

  it('is unknown where she is not', async () => {
    const answers = await Promise.all([
      manager.send('POST', '/api/admin/people/987654/erasure', { dryRun: true }),
      ask({ dryRun: true, site: 'another-site' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('is named nowhere in the database any more', async () => {
    const erasure = await erased({ confirm: MARIA.email.toUpperCase() });
    const dump = await dumpOf(system.database.url);

    expect(erasure).toMatchObject({ state: 'done', delivered: 1, requestedBy: MANAGER.email });
    expect(erasure.removed).toMatchObject({
      completion_records: 3,
      people: 1,
      import_rows: 1,
      history_files: 1,
    });
    const found = HER_NAMES.filter((name) => dump.toLowerCase().includes(name.toLowerCase()));
    expect(found).toEqual([]);
    expect(dump).not.toMatch(/Mar\\+u00edabel/i);
  });

  it('still counts: every total is as it was', async () => {
    const after = await service.overview();
    const sum = (counts: object) =>
      Object.values(counts).reduce((total: number, count: number) => total + count, 0);

    expect(after.ledger).toEqual(before.ledger);
    expect(sum(after.queue)).toBe(sum(before.queue));
  });

  it('is told to whoever pulls by a new revision of each record', async () => {
    const records = await herRecords();

    expect(records).toHaveLength(3);
    for (const record of records) {
      expect(record.revision).toBeGreaterThan(1);
      expect(COMPLETED).toContain(record.status);
      expect(record.user).toMatchObject({
        id: maria,
        email: null,
        lastname: null,
        idnumber: null,
        deleted: true,
      });
    }
  });

  it('leaves a certificate that names nobody', async () => {
    const { items } = (await (await manager.call('GET', '/api/admin/erasures')).json()) as ErasuresPageView;
    const answer = await manager.call('GET', `/api/admin/erasures/${items[0]!.id}/certificate`);
    const text = await answer.text();

    expect(items).toMatchObject([{ userId: maria, state: 'done', ledgerAfter: items[0]!.ledgerBefore }]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toContain(`number ${maria} of site "totara"`);
    expect(text).toContain(items[0]!.digest);
    expect(HER_NAMES.filter((name) => text.includes(name))).toEqual([]);
  });

  it('is in the audit log, by her number', async () => {
    const answer = await manager.call('GET', '/api/admin/audit?action=person.erased');

    const { items } = (await answer.json()) as AuditPageView;
    expect(items).toMatchObject([{ actor: { kind: 'manager', name: MANAGER.email }, target: String(maria) }]);
  });

  it('does not come back, though Totara still has her', async () => {
    const { site } = system.site;
    const course = await site.addCourse({ completedBy: 'activity' });
    await site.complete(maria, course);
    await waitUntil(herRecords, (records) => records.length === 4);
    await manager.send('POST', '/api/admin/reconciliation', {});
    await settled();

    const dump = await dumpOf(system.database.url);

    expect(HER_NAMES.filter((name) => dump.toLowerCase().includes(name.toLowerCase()))).toEqual([]);
  });

  it('is erased again with nothing left to remove', async () => {
    const erasure = await erased({ confirm: String(maria) });

    expect(erasure).toMatchObject({ state: 'done', removed: {} });
  });
});
