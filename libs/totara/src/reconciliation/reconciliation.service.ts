import { Injectable, Logger } from '@nestjs/common';
import { StandingService } from '@oracle-integration/completions';
import {
  ReconciliationReason,
  type ReconciliationParams,
  type ReconciliationView,
  type StartReconciliationRequest,
} from '@oracle-integration/contracts';
import { LeaseService } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { CapturePositionRepository } from '../capture/capture-position.repository';
import { isSameSite } from '../capture/same-site';
import { rowsVanishedTrouble } from '../comparison/rows-vanished-trouble';
import { TotaraReaderProvider } from '../reader/totara-reader.provider';
import { TotaraRowsVanishedError, TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';
import { Reconciler } from './reconciler';
import { reconciliationView } from './reconciliation.mapper';
import { ReconciliationRepository } from './reconciliation.repository';
import type { ReconciliationRunEntity } from './reconciliation-run.entity';
import { dayNumber } from './utc-day';

const LEASE_NAME = 'totara-reconciliation';
const LEASE_SECONDS = 45;

/** How far site and ledger were apart. */
export interface FoundDifference {
  /** Completions of the site that nothing accounts for. */
  readonly unexplained: number;
  /** Rows that differed and were put right. */
  readonly repaired: number;
  readonly finishedAt: Date;
}

/** Proves that the ledger holds what the site holds: compares everything, repairs what was missed, keeps the result. */
@Injectable()
export class ReconciliationService {
  private readonly logger = new Logger(ReconciliationService.name);
  private isStopping = false;
  private found: (FoundDifference & { readonly runId: string }) | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: SettingsService,
    private readonly readers: TotaraReaderProvider,
    private readonly positions: CapturePositionRepository,
    private readonly runs: ReconciliationRepository,
    private readonly reconciler: Reconciler,
    private readonly standings: StandingService,
    private readonly leases: LeaseService,
  ) {}

  /** Works off what is due. Trouble with the site is left to the capture, which tells it: the next look goes on. */
  async reconcileWhenDue(): Promise<void> {
    this.work = this.workOnce();
    await this.work;
  }

  /** Lets the chunk under way finish, then leaves the run to another process. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.allSettled([this.work]);
    await this.leases.release(LEASE_NAME);
  }

  /** Asks for a comparison now, or lets a stopped one go on. */
  async request(request: StartReconciliationRequest): Promise<ReconciliationView> {
    const { totaraSiteId: siteId } = this.settings.current();
    if (request.confirmRemovals) await this.runs.confirmRemovals(siteId);
    await this.runs.request(siteId, ReconciliationReason.Manager);
    return this.view({});
  }

  /** What the last whole comparison found; `undefined` before the first. A finished run's figures stay as they are. */
  async lastFound(): Promise<FoundDifference | undefined> {
    const last = await this.runs.findLastFinished(this.settings.current().totaraSiteId);
    if (!last?.finishedAt) return undefined;
    if (this.found?.runId !== last.id) {
      const totals = await this.runs.totals(last.id);
      const difference = {
        unexplained: Math.abs(totals?.unexplained ?? 0),
        repaired: Number(last.rowsDiffering),
      };
      this.found = { runId: last.id, ...difference, finishedAt: last.finishedAt };
    }
    return this.found;
  }

  async view({ from, to }: ReconciliationParams): Promise<ReconciliationView> {
    const { totaraSiteId: siteId, totaraReconcileHours: hours } = this.settings.current();
    const [current, last] = await Promise.all([
      this.runs.findOpen(siteId),
      this.runs.findLastFinished(siteId),
    ]);
    const days = { from: dayNumber(from), to: dayNumber(to) };
    const [totals, courses, byDay] = last
      ? await Promise.all([
          this.runs.totals(last.id),
          this.runs.byCourse(last.id),
          this.runs.byDay(last.id, days),
        ])
      : [undefined, [], []];
    const names = await this.standings.courseNames(
      siteId,
      courses.map(({ courseId }) => courseId),
    );
    const policy = this.standings.policy();
    return reconciliationView({ current, last, hours, policy, totals, courses, names, byDay });
  }

  /** What of the last comparison nobody can account for, and what keeps the present one from going on. */
  async standing(): Promise<{ unexplained: number; trouble: { reason: string; action: string } | null }> {
    const { totaraSiteId: siteId } = this.settings.current();
    const [open, last] = await Promise.all([this.runs.findOpen(siteId), this.runs.findLastFinished(siteId)]);
    const totals = last ? await this.runs.totals(last.id) : undefined;
    const { troubleReason: reason, troubleAction: action } = open ?? {};
    return {
      unexplained: totals?.unexplained ?? 0,
      trouble: reason == null || action == null ? null : { reason, action },
    };
  }

  private async workOnce(): Promise<void> {
    const settings = this.settings.current();
    const { totaraSiteId: siteId } = settings;
    const reader = this.readers.readerFor(settings);
    const position = await this.positions.read(siteId);
    if (!reader || !settings.integrationEnabled || position?.phase !== 'following') return;
    if (!(await this.mayGoOn(settings))) return;
    await this.runs.requestWhenDue(siteId, settings.totaraReconcileHours);
    const open = await this.runs.findOpen(siteId);
    if (open && open.troubleCode === null) {
      const run = open.startedAt === null ? await this.reconciler.begin(siteId, open.id, position) : open;
      await this.resume(run, settings);
    }
  }

  private async resume(run: ReconciliationRunEntity, settings: Settings): Promise<void> {
    const reader = this.readers.readerFor(settings)!;
    const {
      totaraSiteId: siteId,
      pushHistory: history,
      totaraReconcileRowsPerSecond: rowsPerSecond,
    } = settings;
    const step = { siteId, reader, history, rowsPerSecond, mayGoOn: () => this.mayGoOn(settings) };
    try {
      await this.reconciler.resume(step, run);
    } catch (error) {
      if (error instanceof TotaraRowsVanishedError) {
        const trouble = rowsVanishedTrouble(error);
        this.logger.error(`${trouble.reason} ${trouble.action}`);
        return this.runs.noteTrouble(run.id, trouble);
      }
      if (!(error instanceof TotaraUnreadableError || error instanceof TotaraTableMissingError)) throw error;
      this.logger.warn(`The comparison goes on when Totara can be read again: ${error.message}`);
    }
  }

  private async mayGoOn(begun: Settings): Promise<boolean> {
    const now = this.settings.current();
    const isOtherSpeed = begun.totaraReconcileRowsPerSecond !== now.totaraReconcileRowsPerSecond;
    if (this.isStopping || isOtherSpeed || !isSameSite(begun, now)) return false;
    return this.leases.acquire(LEASE_NAME, LEASE_SECONDS);
  }
}
