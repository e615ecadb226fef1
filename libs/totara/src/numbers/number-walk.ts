import { Injectable, Logger } from '@nestjs/common';
import { type NumberedKind, SiteNumbers } from '@oracle-integration/completions';
import { LeaseService } from '@oracle-integration/platform';
import {
  type NumberSources,
  numberSourcesOf,
  type Settings,
  SettingsService,
} from '@oracle-integration/settings';
import { isSameSite } from '../capture/same-site';
import { describeSourceTrouble } from '../reader/source-trouble';
import type { TotaraReader } from '../reader/totara-reader';
import { TotaraReaderProvider } from '../reader/totara-reader.provider';
import { TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';

const LEASE = 'totara-numbers';
/** Longer than the reading of a page takes. */
const LEASE_SECONDS = 150;
const PAGE = 1_000;

/**
 * Reads the numbers of everybody whom the ledger knows anew: a number that is filled in changes no completion, so no
 * capture sees it, and a setting that names another field needs the numbers of all. A page costs one indexed statement.
 */
@Injectable()
export class NumberWalk {
  private readonly logger = new Logger(NumberWalk.name);
  private isStopping = false;
  private isWanted = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly settings: SettingsService,
    private readonly readers: TotaraReaderProvider,
    private readonly numbers: SiteNumbers,
    private readonly leases: LeaseService,
  ) {}

  /** Ends when the numbers that the settings ask for have been read, or cannot be. One at a time in all processes. */
  walk(): Promise<void> {
    this.isWanted = true;
    this.running ??= this.walkWhileWanted().finally(() => (this.running = undefined));
    return this.running;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.allSettled([this.running]);
  }

  private async walkWhileWanted(): Promise<void> {
    while (this.isWanted && !this.isStopping) {
      this.isWanted = false;
      await this.walkOnce(this.settings.current());
    }
  }

  private async walkOnce(settings: Settings): Promise<void> {
    const reader = this.readers.readerFor(settings);
    if (!reader || !settings.integrationEnabled || !(await this.mayGoOn(settings))) return;
    const sources = numberSourcesOf(settings);
    try {
      const news = [
        await this.readAnew('people', sources.people, { reader, settings }),
        await this.readAnew('courses', sources.courses, { reader, settings }),
      ];
      if (news.includes(true)) this.numbers.announceNews();
    } catch (error) {
      if (!(error instanceof TotaraUnreadableError || error instanceof TotaraTableMissingError)) throw error;
      this.logger.warn(`Numbers cannot be read from Totara now: ${describeSourceTrouble(error).reason}`);
    } finally {
      await this.leases.release(LEASE);
    }
  }

  private async readAnew(
    kind: NumberedKind,
    source: NumberSources[NumberedKind],
    { reader, settings }: { reader: TotaraReader; settings: Settings },
  ): Promise<boolean> {
    const { totaraSiteId: siteId } = settings;
    await this.numbers.keepOnly(siteId, kind, source);
    if (source === null) return false;
    let hasNews = false;
    let after = 0;
    while (await this.mayGoOn(settings)) {
      const ids = await this.numbers.knownIds(siteId, kind, { id: after, limit: PAGE });
      const kept = ids.length === 0 ? [] : await reader.numbers(kind, ids);
      if (kept === undefined) {
        this.logger.warn(`Numbers of ${kind} cannot be read from Totara (${source}): test the connection.`);
        break;
      }
      if (await this.numbers.note(siteId, { kind, source }, kept)) hasNews = true;
      if (ids.length < PAGE) break;
      after = ids.at(-1)!;
    }
    return hasNews;
  }

  private async mayGoOn(begun: Settings): Promise<boolean> {
    const now = this.settings.current();
    const { people, courses } = numberSourcesOf(now);
    const before = numberSourcesOf(begun);
    const isSame = isSameSite(begun, now) && before.people === people && before.courses === courses;
    return isSame && !this.isStopping && this.leases.acquire(LEASE, LEASE_SECONDS);
  }
}
