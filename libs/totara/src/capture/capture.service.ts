import { Injectable, Logger } from '@nestjs/common';
import { CaptureState, type CaptureStatusView, ReconciliationReason } from '@oracle-integration/contracts';
import { Clock, LeaseService, withoutCredentials } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { describeSourceTrouble, type SourceTrouble } from '../reader/source-trouble';
import { TotaraReaderProvider } from '../reader/totara-reader.provider';
import { ReconciliationRepository } from '../reconciliation/reconciliation.repository';
import { rowsVanishedTrouble } from '../comparison/rows-vanished-trouble';
import { TotaraRowsVanishedError, TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';
import type { CapturePosition } from './capture-position';
import { CapturePositionRepository } from './capture-position.repository';
import { captureStatusView } from './capture-status.mapper';
import type { CaptureStep } from './capture-step';
import { isSameSite } from './same-site';
import { ChangeFollower } from './change-follower';
import { FirstLoad } from './first-load';
import { clampedTo, type LogGap, logGapOf } from './log-gap';
import { notRecorded, standstill, standstillSeconds } from './standstill-trouble';

const LEASE_NAME = 'totara-capture';
/** Longer than one batch can take, short enough that another process takes over soon after a kill. */
const LEASE_SECONDS = 45;

const GAP_WORDS: Record<LogGap, string> = {
  cut: 'was cut before all of it was read',
  went_back: 'goes back to an earlier state, as after a restore from a backup',
};

/** Brings what the Totara site holds into the ledger: everything once, then what changes. */
@Injectable()
export class CaptureService {
  private readonly logger = new Logger(CaptureService.name);
  private readonly startedAt: Date;
  private isStopping = false;
  private isInTrouble = false;
  private unrecorded: CaptureStatusView['trouble'] = null;
  private gapClosed: number | null | undefined;
  private look: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: SettingsService,
    private readonly readers: TotaraReaderProvider,
    private readonly positions: CapturePositionRepository,
    private readonly firstLoad: FirstLoad,
    private readonly follower: ChangeFollower,
    private readonly reconciliations: ReconciliationRepository,
    private readonly leases: LeaseService,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  /** One look at the site. Trouble with the site is noted for the manager, not thrown: the next look tries again. */
  async capture(): Promise<void> {
    this.look = this.lookOnce();
    try {
      await this.look;
      this.unrecorded = null;
    } catch (error) {
      // The database may be the very thing that cannot be told.
      this.unrecorded = notRecorded(error, new Date(this.unrecorded?.since ?? this.clock.now()));
      throw error;
    }
  }

  /** Lets the batch under way finish, then gives the site free for another process. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.allSettled([this.look]);
    await this.leases.release(LEASE_NAME);
    await this.readers.close();
  }

  async status(): Promise<CaptureStatusView> {
    const settings = this.settings.current();
    const position = await this.positions.find(settings.totaraSiteId);
    const view = captureStatusView(settings.totaraSiteId, sourceOf(settings), position);
    const trouble = settings.unreadableSecrets.includes('totaraDatabaseUrl')
      ? addressUnreadable(this.startedAt)
      : (view.trouble ?? (view.source === null ? null : await this.standstillOf(settings, view)));
    return trouble ? { ...view, state: CaptureState.Trouble, trouble } : view;
  }

  /** What nobody could note in the database: that it cannot be written, or that nobody looks at the site at all. */
  private async standstillOf(
    { totaraSiteId, totaraPollSeconds, integrationEnabled }: Settings,
    { lastReadAt }: CaptureStatusView,
  ): Promise<CaptureStatusView['trouble']> {
    if (!integrationEnabled) return null;
    if (this.unrecorded) return this.unrecorded;
    const limit = standstillSeconds(totaraPollSeconds);
    // Whoever has just been started, maybe after a night, is given the time for a first look.
    const isFresh = this.clock.now().getTime() - this.startedAt.getTime() < limit * 1000;
    if (lastReadAt === null || isFresh) return null;
    const seconds = await this.positions.secondsSinceRead(totaraSiteId);
    return seconds !== null && seconds > limit ? standstill(new Date(lastReadAt)) : null;
  }

  private async lookOnce(): Promise<void> {
    const settings = this.settings.current();
    const { totaraSiteId: siteId } = settings;
    const reader = this.readers.readerFor(settings);
    if (!reader || !settings.integrationEnabled || !(await this.mayGoOn(settings))) return;
    try {
      const step = { siteId, reader, history: settings.pushHistory, mayGoOn: () => this.mayGoOn(settings) };
      const begun = (await this.positions.read(siteId)) ?? (await this.begin(step));
      const loaded = await this.firstLoad.resume(step, begun);
      if (loaded.phase === 'catch_up' || loaded.phase === 'following') {
        await this.follower.follow(step, await this.closeLogGap(step, loaded), this.clock.now());
      }
      if (this.isInTrouble) this.logger.log('Totara can be read again.');
      this.isInTrouble = false;
    } catch (error) {
      await this.noteTrouble(siteId, troubleOf(error));
    }
  }

  private async begin(step: CaptureStep): Promise<CapturePosition> {
    const marks = await step.reader.marks();
    await this.follower.skipVisible(step, marks.logId);
    return this.positions.begin(step.siteId, marks);
  }

  /** Where the log cannot tell everything any more, the whole site is compared with the ledger, as soon as may be. */
  private async closeLogGap(step: CaptureStep, position: CapturePosition): Promise<CapturePosition> {
    const marks = await step.reader.marks();
    const gap = logGapOf(position, marks);
    if (gap === 'went_back') this.follower.forgetLog(step.siteId);
    if (gap !== null && this.gapClosed !== marks.firstLogId) {
      this.logger.warn(
        `The change log of site "${step.siteId}" ${GAP_WORDS[gap]}. The whole site is compared now.`,
      );
      await this.reconciliations.request(step.siteId, ReconciliationReason.LogGap);
      // The position follows the log only after an overlap: until then the same gap is seen at each look.
      this.gapClosed = marks.firstLogId;
    }
    return clampedTo(position, marks);
  }

  private async noteTrouble(siteId: string, trouble: SourceTrouble): Promise<void> {
    const isNew = await this.positions.noteTrouble(siteId, trouble);
    this.isInTrouble = true;
    if (isNew) this.logger.error(`${trouble.reason} ${trouble.action}`);
    else this.logger.debug(trouble.reason);
  }

  /** Not when another process reads the site, nor when the settings name another site by now. */
  private async mayGoOn(begun: Settings): Promise<boolean> {
    if (this.isStopping || !isSameSite(begun, this.settings.current())) return false;
    return this.leases.acquire(LEASE_NAME, LEASE_SECONDS);
  }
}

/** Not the same as not being configured: it must not look as if nothing were to be read. */
function addressUnreadable(since: Date): NonNullable<CaptureStatusView['trouble']> {
  return {
    code: 'TOTARA.ADDRESS_UNREADABLE',
    reason:
      'The stored address of the Totara database cannot be read: the key it was stored with is missing.',
    action:
      'Operator: set APP_SECRET to the key it was stored with. If that is lost, You: enter the address anew in Settings → Totara.',
    since: since.toISOString(),
  };
}

/** @throws whatever is no trouble with the site. */
function troubleOf(error: unknown): SourceTrouble {
  if (error instanceof TotaraRowsVanishedError) return rowsVanishedTrouble(error);
  if (error instanceof TotaraUnreadableError || error instanceof TotaraTableMissingError) {
    return describeSourceTrouble(error);
  }
  throw error;
}

function sourceOf({ totaraDatabaseUrl }: Settings): string | null {
  return totaraDatabaseUrl === undefined ? null : withoutCredentials(totaraDatabaseUrl);
}
