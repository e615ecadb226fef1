import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { ConnectionStepResult, TotaraConnectionStep } from '@oracle-integration/contracts';
import { describeError } from '@oracle-integration/platform';
import { mysqlAddress } from '../reader/database/mysql-address';
import { openSiteDatabase } from '../reader/database/open-site-database';
import type { SiteDatabase } from '../reader/database/site-database';
import { describeSite, PROGRESS_TABLES, TABLES } from '../reader/site-description';
import { describeSourceTrouble, type SourceTrouble } from '../reader/source-trouble';
import { type TotaraPlace, TotaraReader } from '../reader/totara-reader';
import { numberTrouble } from './number-check';
import { TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';
import { accountQueries, type SiteAccount } from './site-account';

const CONNECT_LIMIT_MS = 10_000;
const LEAST_RIGHTS = 'Totara database administrator: grant the account SELECT and nothing else.';

/** What was seen at one step. Without an action all is well. */
export interface StepFinding {
  readonly step: TotaraConnectionStep;
  readonly result: ConnectionStepResult;
  readonly detail: string;
  readonly action: string | null;
}

/** One test of the way to a site: each step goes by what the ones before it found, over connections of its own. */
export class SiteConnectionTest {
  private readonly findings: StepFinding[] = [];
  private readonly isMysql: boolean;

  constructor(private readonly place: TotaraPlace) {
    this.isMysql = /^(mysql|mariadb):/i.test(place.url);
  }

  /** All steps up to the one that failed, if any. */
  async run(): Promise<readonly StepFinding[]> {
    if (await this.reachesServer()) {
      const database = openSiteDatabase(this.place.url);
      const reader = new TotaraReader(this.place);
      try {
        await this.lookInside(database, reader);
      } finally {
        await Promise.all([database.close(), reader.close()]);
      }
    }
    return this.findings;
  }

  private async reachesServer(): Promise<boolean> {
    const server = this.server();
    if (server === undefined) return false;
    if (server === 'socket') {
      this.note('address', 'skipped', 'The address names a socket on this machine.');
      this.note('connection', 'skipped', 'The address names a socket on this machine.');
      return true;
    }
    const { host, port } = server;
    try {
      const { address } = await lookup(host);
      this.note('address', 'ok', isIP(host) ? `${host} is an address.` : `${host} is found (${address}).`);
    } catch (error) {
      const { reason, action } = describeSourceTrouble(new TotaraUnreadableError(error));
      this.note('address', 'failed', reason, action);
      return false;
    }
    try {
      await canConnect(host, port);
      this.note('connection', 'ok', `${host}:${port} takes the connection.`);
      return true;
    } catch (error) {
      const { reason, action } = describeSourceTrouble(new TotaraUnreadableError(error));
      this.note('connection', 'failed', reason, action);
      return false;
    }
  }

  private server(): { host: string; port: number } | 'socket' | undefined {
    try {
      const { hostname, port } = new URL(this.place.url);
      if (this.isMysql) mysqlAddress(this.place.url);
      else if (hostname === '') return 'socket';
      return {
        host: decodeURIComponent(hostname.replace(/^\[(.*)\]$/, '$1')),
        port: Number(port) || (this.isMysql ? 3306 : 5432),
      };
    } catch (error) {
      const action = 'You: correct Database address in Settings → Totara.';
      this.note('address', 'failed', `The address cannot be used: ${describeError(error)}.`, action);
      return undefined;
    }
  }

  private async lookInside(database: SiteDatabase, reader: TotaraReader): Promise<void> {
    const queries = accountQueries(database, this.isMysql);
    const account = await this.attempt(stepOfSignIn, () => queries.account());
    if (!account) return;
    this.noteEncryption(account);
    this.note('sign_in', 'ok', `Signed in to ${account.database} as ${account.name} (${account.server}).`);

    const site = await this.attempt(
      () => 'tables',
      () => describeSite(database, this.place, this.place.numbers),
    );
    if (!site) return;
    const kind = site.logKeys === undefined ? 'without a change log' : 'with their change log';
    this.note('tables', 'ok', `The tables ${this.place.prefix}… are there, ${kind}.`);

    const rows = await this.attempt(
      () => 'columns',
      () => readEachOnce(reader),
    );
    if (!rows) return;
    const numbers = await this.attempt(
      () => 'columns',
      async () => ({ trouble: await numberTrouble(reader) }),
    );
    if (!numbers) return;
    if (numbers.trouble) this.note('columns', 'warning', numbers.trouble.detail, numbers.trouble.action);
    else await this.noteProgress(database);
    const writing = await this.attempt(
      () => 'read_only',
      () => queries.writing(this.place, TABLES),
    );
    if (!writing) return;
    this.noteRights(writing);
    this.noteRows(rows);
  }

  private noteEncryption({ isEncrypted }: SiteAccount): void {
    const { hostname } = new URL(this.place.url);
    const isHere = /^(localhost|127\.|\[::1\]$)/.test(hostname) || hostname === '';
    if (isEncrypted) this.note('tls', 'ok', 'The connection is encrypted.');
    else if (isHere) this.note('tls', 'skipped', 'Not encrypted: it does not leave this machine.');
    else {
      const option = this.isMysql ? '?ssl-mode=verify_identity' : '?sslmode=verify-full';
      this.note(
        'tls',
        'warning',
        'The connection is not encrypted: the password and everything that is read cross the network in clear.',
        `You: add ${option} to Database address, once the database server has a certificate.`,
      );
    }
  }

  /** Progress is shown beside a completion; without its tables everything else works. */
  private async noteProgress(database: SiteDatabase): Promise<void> {
    const { schema, prefix } = this.place;
    const tables = PROGRESS_TABLES.map((table) => `${prefix}${table}`);
    const shown = await this.attempt(
      () => 'columns',
      () => database.read<{ table_name: string }>(database.dialect.columns, { schema, tables }),
    );
    if (!shown) return;
    const known = new Set(shown.map(({ table_name }) => table_name));
    const missing = tables.filter((table) => !known.has(table));
    if (missing.length === 0) return this.note('columns', 'ok', 'Every column that is needed can be read.');
    this.note(
      'columns',
      'warning',
      `Progress of unfinished courses stays unknown: ${missing.join(', ')} cannot be read. Completions can.`,
      'Totara database administrator: grant the account SELECT on them.',
    );
  }

  private noteRights(writing: readonly string[]): void {
    if (writing.length === 0) return this.note('read_only', 'ok', 'The account can only read.');
    this.note(
      'read_only',
      'warning',
      `The account may also write (${writing.slice(0, 3).join(', ')}${writing.length > 3 ? ', …' : ''}). We never do, but whoever got hold of the password could.`,
      LEAST_RIGHTS,
    );
  }

  private noteRows({ newestId, isEmpty }: RowsSeen): void {
    if (!isEmpty) return this.note('rows', 'ok', `Completion rows are there, up to number ${newestId}.`);
    this.note(
      'rows',
      'warning',
      'There is no completion row yet.',
      'You: if the site is not new, compare Table prefix and the name of the database.',
    );
  }

  /** Trouble with the site is noted at its step. @throws whatever else goes wrong */
  private async attempt<Result>(
    stepOf: (trouble: SourceTrouble) => TotaraConnectionStep,
    work: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TotaraUnreadableError || error instanceof TotaraTableMissingError)) throw error;
      const trouble = describeSourceTrouble(error);
      this.note(stepOf(trouble), 'failed', trouble.reason, trouble.action);
      return undefined;
    }
  }

  private note(
    step: TotaraConnectionStep,
    result: ConnectionStepResult,
    detail: string,
    action: string | null = null,
  ): void {
    this.findings.push({ step, result, detail, action });
  }
}

/** The server has answered the bare connection, so what fails now is encryption or the account. */
function stepOfSignIn({ code }: SourceTrouble): TotaraConnectionStep {
  return code === 'TOTARA.NOT_ENCRYPTED' ? 'tls' : 'sign_in';
}

interface RowsSeen {
  readonly newestId: number;
  readonly isEmpty: boolean;
}

/** Sends each kind of statement that the capture sends, so that each table and column was read once. */
async function readEachOnce(reader: TotaraReader): Promise<RowsSeen> {
  const { currentId, historyId, logId } = await reader.marks();
  const first = await reader.currentKeys(0, 1);
  await reader.historyKeys(historyId, 1);
  await reader.logKeys(logId, 1);
  await reader.observe([{ userId: first[0]?.userId ?? 0, courseId: first[0]?.courseId ?? 0 }]);
  for (const [table, id] of [
    ['current', currentId],
    ['history', historyId],
  ] as const) {
    await reader.digest(table, id, 1);
    await reader.fingerprints(table, id, id + 1, 1);
    await reader.completionCounts(table, id, id + 1);
  }
  await reader.findUsers('idnumber', ['0']);
  await reader.findCourses('idnumber', ['0']);
  return { newestId: currentId, isEmpty: first.length === 0 };
}

function canConnect(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: CONNECT_LIMIT_MS });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', fail);
    socket.once('timeout', () =>
      fail(
        Object.assign(new Error(`no connection within ${CONNECT_LIMIT_MS / 1000} s`), { code: 'ETIMEDOUT' }),
      ),
    );
  });
}
