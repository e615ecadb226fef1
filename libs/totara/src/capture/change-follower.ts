import { Injectable } from '@nestjs/common';
import { LedgerService, type Noticed, type SourceTable } from '@oracle-integration/completions';
import type { LogDigest, RowKey } from '../reader/totara-reader';
import type { CapturePosition } from './capture-position';
import { SiteComparison } from '../comparison/site-comparison';
import { CapturePositionRepository } from './capture-position.repository';
import { CAPTURE_BATCH, type CaptureStep } from './capture-step';
import { CourseComparison } from './course-comparison';
import { pairsOf, wholeCoursesOf } from './learner-courses';
import { LogOverlap } from './log-overlap';
import { recordPairs } from './record-pairs';
import { RecordedRows } from './recorded-rows';

/** Longer than Totara's transactions last: a change log row may become visible this much after a later one. */
const OVERLAP_MS = 10 * 60_000;
/**
 * So many ids before the position of a new site are looked at too: its position is the end of the log, and a
 * transaction that was open then has ids before it. At the busiest, some 1000 rows a second, these are ten seconds.
 * Later the position itself lies an overlap behind the end.
 */
const LOOK_BACK_IDS = 10_000;
const LOG_PAGE = 5_000;
/** Nearly every row that becomes visible after a later one does so within this time: so far back each look goes. */
const RECENT_MS = 15_000;
/** The rest of the overlap, which may hold a million rows on a busy site, is looked at so often. */
const WHOLE_EVERY_MS = 10_000;
/** Chunks of the rolling comparison at each look, on a site that keeps no change log: 200,000 rows, some 2 seconds. */
const ROLLING_CHUNKS = 20;
const BY_LOG: Noticed = { kind: 'later', by: 'change_log' };
const BY_ID: Noticed = { kind: 'later', by: 'new_row' };

/**
 * Follows what changes on a loaded site: the change log where there is one, rows that are new by their id (an import
 * by plain SQL writes no log), and a rolling comparison where there is no log.
 */
@Injectable()
export class ChangeFollower {
  private readonly overlaps = new Map<string, LogOverlap>();

  constructor(
    private readonly ledger: LedgerService,
    private readonly positions: CapturePositionRepository,
    private readonly courses: CourseComparison,
    private readonly comparison: SiteComparison,
  ) {}

  /** Before a first load: what the log shows already, the load itself reads. It is not looked at a second time. */
  async skipVisible({ siteId, reader }: CaptureStep, logId: number): Promise<void> {
    let afterId = Math.max(0, logId - LOOK_BACK_IDS);
    for (;;) {
      const page = await reader.logKeys(afterId, LOG_PAGE);
      this.overlapOf(siteId).markDone(page.map(({ id }) => id).filter((id) => id <= logId));
      afterId = page.at(-1)?.id ?? logId;
      if (page.length < LOG_PAGE || afterId >= logId) return;
    }
  }

  /** The log was restored from a backup: ids that are done will be given out again, to other rows. */
  forgetLog(siteId: string): void {
    this.overlaps.delete(siteId);
  }

  async follow(step: CaptureStep, from: CapturePosition, now: Date): Promise<void> {
    const recorded = new RecordedRows({ current: from.currentId, history: from.historyId });
    const { logId, isComplete } = await this.followLog(step, from, now, recorded);
    const fresh = await this.followNewRows(step, from, recorded);
    const rollingId = (await step.reader.hasChangeLog())
      ? from.rollingId
      : await this.compareOn(step, { ...from, ...fresh });
    const phase = isComplete ? 'following' : from.phase;
    await this.positions.save(step.siteId, { ...from, ...fresh, logId, rollingId, phase });
  }

  private async followLog(
    step: CaptureStep,
    from: CapturePosition,
    now: Date,
    recorded: RecordedRows,
  ): Promise<{ logId: number; isComplete: boolean }> {
    const overlap = this.overlapOf(step.siteId);
    const isYoung = now.getTime() - from.firstLoadStartedAt.getTime() < 2 * OVERLAP_MS;
    const begin = isYoung ? Math.max(0, from.logId - LOOK_BACK_IDS) : from.logId;
    const { untilId, isWhole } = await this.settled(step, { overlap, begin, now: now.getTime() });
    let lastId = untilId;
    const done = overlap.digestAfter(lastId);
    let isComplete = await this.isAll(step, lastId, done);
    if (isComplete) lastId = done.lastId;
    for (let goesOn = !isComplete; goesOn; goesOn = !isComplete && (await step.mayGoOn())) {
      const page = await step.reader.logKeys(lastId, LOG_PAGE);
      const rows = page.filter(({ id }) => !overlap.isDone(id));
      if (!(await this.recordLogRows(step, from, rows, recorded))) break;
      overlap.markDone(rows.map(({ id }) => id));
      lastId = page.at(-1)?.id ?? lastId;
      isComplete = page.length < LOG_PAGE;
    }
    return { logId: overlap.advance(from.logId, lastId, now.getTime(), isWhole), isComplete };
  }

  /**
   * Until where nothing must be read again now. Without it each look would read ten minutes of the log: at 500
   * completions a second a million rows, for the 500 that are new.
   *
   * @returns `isWhole`: nothing before that is left unlooked at
   */
  private async settled(
    { reader }: CaptureStep,
    { overlap, begin, now }: { overlap: LogOverlap; begin: number; now: number },
  ): Promise<{ untilId: number; isWhole: boolean }> {
    const untilId = overlap.endAt(now - RECENT_MS);
    // A row beyond the last that is done could not be told from those that come after it.
    if (untilId === undefined || untilId <= begin || !overlap.isDone(untilId))
      return { untilId: begin, isWhole: true };
    if (overlap.wasWholeWithin(WHOLE_EVERY_MS, now)) return { untilId, isWhole: false };
    const done = overlap.digestAfter(begin, untilId);
    // As many rows as are done, from the first: one more among them, and the last of them would be missing.
    const shown = await reader.logDigest(begin, done.rows);
    return { untilId: isSame(shown, done) ? untilId : begin, isWhole: true };
  }

  /** Asked first, since a look reads its overlap again: 10,000 keys take 25 ms, their number and sum take 1 ms. */
  private async isAll({ reader }: CaptureStep, afterId: number, done: LogDigest): Promise<boolean> {
    const shown = await reader.logDigest(afterId, done.rows + 1);
    return isSame(shown, done);
  }

  /** False when it had to stop before the end: the rows are not done. */
  private async recordLogRows(
    step: CaptureStep,
    from: CapturePosition,
    rows: readonly RowKey[],
    recorded: RecordedRows,
  ): Promise<boolean> {
    // What the log says of the time of the first load may have been read before it happened, or after.
    const isOfLoad = ({ id }: RowKey) => from.phase === 'catch_up' && id > from.logId;
    const ofLoad = rows.filter(isOfLoad);
    const later = rows.filter((row) => !isOfLoad(row));
    const note = recorded.add.bind(recorded);
    await recordPairs({ ...step, ledger: this.ledger }, pairsOf(later), BY_LOG, note);
    await recordPairs({ ...step, ledger: this.ledger }, pairsOf(ofLoad), { kind: 'while_loading' }, note);
    for (const courseId of wholeCoursesOf(rows)) {
      if (!(await this.courses.compare(step, courseId))) return false;
    }
    return true;
  }

  /** Rows beyond those read so far; found by primary key, so that looking costs nothing when there are none. */
  private async followNewRows(
    step: CaptureStep,
    from: CapturePosition,
    recorded: RecordedRows,
  ): Promise<Pick<CapturePosition, 'currentId' | 'historyId'>> {
    return {
      currentId: await this.recordNew(step, 'current', from.currentId, recorded),
      historyId: await this.recordNew(step, 'history', from.historyId, recorded),
    };
  }

  /** Some chunks of the whole table, beginning again at its end. A site without a log has no history either. */
  private async compareOn(step: CaptureStep, from: CapturePosition): Promise<number> {
    let afterId = from.rollingId;
    const endId = await this.comparison.endOf(step.siteId, 'current', from.currentId);
    for (let chunk = 0; chunk < ROLLING_CHUNKS && (await step.mayGoOn()); chunk += 1) {
      const stretch = { table: 'current', afterId, endId, isRemovalConfirmed: false } as const;
      const { nextAfterId } = await this.comparison.compareChunk(step, stretch, 'comparison');
      if (nextAfterId === null) return 0;
      afterId = nextAfterId;
    }
    return afterId;
  }

  private async recordNew(
    step: CaptureStep,
    table: SourceTable,
    from: number,
    recorded: RecordedRows,
  ): Promise<number> {
    const { reader } = step;
    let afterId = from;
    for (;;) {
      const keys =
        table === 'current'
          ? await reader.currentKeys(afterId, CAPTURE_BATCH)
          : await reader.historyKeys(afterId, CAPTURE_BATCH);
      await recordPairs({ ...step, ledger: this.ledger }, pairsOf(recorded.without(table, keys)), BY_ID);
      afterId = keys.at(-1)?.id ?? afterId;
      if (keys.length < CAPTURE_BATCH || !(await step.mayGoOn())) return afterId;
    }
  }

  private overlapOf(siteId: string): LogOverlap {
    const overlap = this.overlaps.get(siteId) ?? new LogOverlap(OVERLAP_MS, LOOK_BACK_IDS);
    this.overlaps.set(siteId, overlap);
    return overlap;
  }
}

function isSame(shown: LogDigest, done: LogDigest): boolean {
  return shown.rows === done.rows && shown.idSum === done.idSum;
}
