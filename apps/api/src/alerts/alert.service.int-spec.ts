import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Clock,
  parseEnvironment,
  PlatformModule,
  type RawEnvironment,
  selectRows,
} from '@oracle-integration/platform';
import { SettingsModule } from '@oracle-integration/settings';
import { createTestDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { SMTPServer } from 'smtp-server';
import { DataSource } from 'typeorm';
import { serviceDataSource } from '../data-source';
import { AlertModule } from './alert.module';
import { AlertService } from './alert.service';
import { AlertsNotConfiguredError } from './alert.errors';

/** A mail server and a webhook receiver, as real as the ones of a company. */
class Outside {
  readonly mails: string[] = [];
  readonly posts: { path: string; body: string }[] = [];
  status = 200;
  private readonly smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === 'right-password' ? done(null, { user: 'us' }) : done(new Error('Wrong password')),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        this.mails.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  private readonly http: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.posts.push({ path: request.url!, body: Buffer.concat(parts).toString() });
      response.writeHead(this.status).end(this.status === 200 ? 'ok' : 'no_service');
    });
  });

  async start(): Promise<void> {
    await Promise.all([
      new Promise<void>((listening) => this.smtp.listen(0, '127.0.0.1', listening)),
      new Promise<void>((listening) => this.http.listen(0, '127.0.0.1', listening)),
    ]);
  }

  get mailPort(): number {
    return (this.smtp.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await Promise.all([
      new Promise<void>((done) => this.smtp.close(done)),
      new Promise((done) => this.http.close(done)),
    ]);
  }
}

describe('alerts', () => {
  const outside = new Outside();
  let database: TestDatabase;
  let closings: (() => Promise<void>)[];
  let dataSource: DataSource;
  let now: Date;

  beforeAll(() => outside.start());
  afterAll(() => outside.stop());
  beforeEach(async () => {
    database = await createTestDatabase();
    closings = [];
    now = new Date();
    outside.status = 200;
    outside.mails.length = 0;
    outside.posts.length = 0;
  });
  afterEach(async () => {
    for (const close of closings) await close();
    await database.drop();
  });

  /** A process of the service; its clock stands where the test says. */
  async function start(variables: RawEnvironment = {}): Promise<AlertService> {
    const raw = {
      PUBLIC_URL: 'https://oi.example.com',
      PUSH_ALLOW_PRIVATE_TARGETS: 'true',
      ALERT_HOLD_MINUTES: '0',
      ...variables,
    };
    const connections = await serviceDataSource(database.url, 4).initialize();
    dataSource = connections;
    const environment = { ...parseEnvironment(raw), role: 'command' as const };
    const context: INestApplicationContext = await NestFactory.createApplicationContext(
      {
        module: AlertModule,
        imports: [PlatformModule.forProcess({ environment, raw, dataSource: connections }), SettingsModule],
      },
      { logger: false, abortOnError: false },
    );
    context.get(Clock).now = () => now;
    closings.push(async () => {
      await context.close();
      await connections.destroy();
    });
    return context.get(AlertService);
  }

  const byMail = () => ({
    ALERT_SMTP_HOST: '127.0.0.1',
    ALERT_SMTP_PORT: String(outside.mailPort),
    ALERT_SMTP_SECURITY: 'none',
    ALERT_EMAIL_FROM: 'oracle-integration@example.com',
    ALERT_EMAIL_TO: 'maria@example.com, it@example.com',
  });
  const byWebhooks = () => ({
    ALERT_SLACK_URL: `${outside.url}/slack`,
    ALERT_TEAMS_URL: `${outside.url}/teams`,
  });
  const dead = (count: number) =>
    selectRows(
      dataSource,
      `INSERT INTO queue_items (record_id, revision, status) SELECT gen_random_uuid(), 1, 'dead' FROM generate_series(1, $1)`,
      [count],
    );
  const requeued = () => selectRows(dataSource, `UPDATE queue_items SET status = 'withdrawn'`);
  /** What was said, however a mail wraps its lines. */
  const mailsSaying = (words: string) =>
    outside.mails.filter((mail) =>
      mail
        .replace(/=\r\n|\r\n/g, ' ')
        .replace(/ +/g, ' ')
        .includes(words),
    );
  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
  const dueNow = () => selectRows(dataSource, 'UPDATE alert_messages SET next_attempt_at = now()');

  it('tell by every way that is set up, once, with a link; and that it is over', async () => {
    const alerts = await start({ ...byMail(), ...byWebhooks() });
    await alerts.round();
    await dead(12);

    await alerts.round();
    await alerts.round();

    expect(outside.mails).toHaveLength(1);
    expect(mailsSaying('12 completions more than yesterday are given up')).toHaveLength(1);
    expect(outside.mails[0]).toMatch(/To: maria@example.com, it@example.com/);
    expect(outside.mails[0]).toContain('https://oi.example.com/control-panel/queue');
    expect(outside.posts.map(({ path }) => path).sort()).toEqual(['/slack', '/teams']);
    expect((await alerts.view()).open).toMatchObject([{ kind: 'dead', subject: 'queue', closedAt: null }]);

    await requeued();
    await alerts.round();
    later(5);
    await alerts.round();
    expect(mailsSaying('This is over')).toHaveLength(1);
    expect(await alerts.view()).toMatchObject({ open: [], recent: [{ kind: 'dead' }] });
  });

  it('tell once, however many processes look', async () => {
    const first = await start(byMail());
    const others = await Promise.all([start(byMail()), start(byMail())]);
    await first.round();
    await dead(12);

    await Promise.all([first, ...others].map((alerts) => alerts.round()));
    await selectRows(dataSource, `DELETE FROM leases`);
    await Promise.all([first, ...others].map((alerts) => alerts.round()));

    expect(outside.mails).toHaveLength(1);
  });

  it('try again when a message does not get through, and show why', async () => {
    const alerts = await start(byWebhooks());
    await alerts.round();
    await dead(12);
    outside.status = 503;

    await alerts.round();
    const troubled = await alerts.view();
    outside.status = 200;
    await dueNow();
    await alerts.round();

    expect(troubled.channels).toMatchObject([
      { channel: 'email', isConfigured: false, failure: null },
      {
        channel: 'slack',
        waiting: 1,
        failure: { reason: expect.stringContaining('503') as string, isGivenUp: false },
      },
      { channel: 'teams', waiting: 1 },
    ]);
    expect(outside.posts).toHaveLength(4);
    expect((await alerts.view()).channels).toMatchObject([
      {},
      { waiting: 0, failure: null },
      { failure: null },
    ]);
    expect(JSON.stringify(troubled)).not.toContain('/slack');
  });

  it('send a digest once a day, also when all is well', async () => {
    const alerts = await start({ ...byMail(), ALERT_DIGEST_TIME: '00:00' });
    await alerts.round();
    expect(outside.mails).toEqual([]);

    later(24 * 60);
    await alerts.round();
    await alerts.round();

    expect(outside.mails).toHaveLength(1);
    expect(mailsSaying('All is well: 0 completions reached Oracle')).toHaveLength(1);
  });

  it('stay away from private addresses unless they are allowed', async () => {
    const alerts = await start({ ...byWebhooks(), PUSH_ALLOW_PRIVATE_TARGETS: 'false' });

    const { ok, results } = await alerts.test();

    expect(ok).toBe(false);
    expect(results[0]!.detail).toContain('private or local address');
    expect(outside.posts).toEqual([]);
  });

  it('are tried by a test, which says what came of each way, and tells no password', async () => {
    const wrong = await start({ ...byMail(), ALERT_SMTP_USER: 'us', ALERT_SMTP_PASSWORD: 'wrong-password' });
    const right = await start({ ...byMail(), ALERT_SMTP_USER: 'us', ALERT_SMTP_PASSWORD: 'right-password' });

    const refused = await wrong.test();
    const taken = await right.test();

    expect(refused).toMatchObject({ ok: false, results: [{ channel: 'email', ok: false }] });
    expect(JSON.stringify(refused)).not.toContain('wrong-password');
    expect(taken).toEqual({
      ok: true,
      results: [{ channel: 'email', ok: true, detail: 'The mail server took it for 2 recipients.' }],
    });
    await waitUntil(
      () => Promise.resolve(outside.mails.length),
      (count) => count === 1,
    );
  });

  it('say that nobody can be told while nothing is set up', async () => {
    const alerts = await start();

    await expect(alerts.test()).rejects.toThrow(AlertsNotConfiguredError);
  });
});
