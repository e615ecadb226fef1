import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { StandingService } from '@oracle-integration/completions';
import type { CapturePosition } from '../capture/capture-position';
import type { CaptureStep } from '../capture/capture-step';
import { type ChunkComparison, SiteComparison, type Stretch } from '../comparison/site-comparison';
import { chunkFigures, isExplained, type KeyedFigures } from './chunk-figures';
import { type ChunkResult, ReconciliationRepository, type RunPlace } from './reconciliation.repository';
import type { ReconciliationRunEntity } from './reconciliation-run.entity';

/** Before the first record, in the order of their ids. */
const FIRST_RECORD = '00000000-0000-0000-0000-000000000000';
const UNTOLD_PAGE = 5_000;
/** A completion between the comparison and the count is no mystery: the chunk is looked at again. */
const LOOKS_MAX = 3;

export interface ReconcilingStep extends CaptureStep {
  /** Rows of the site that may be looked at in a second. */
  readonly rowsPerSecond: number;
}

/** How far each table of the site has been read. */
type ReadUntil = Pick<CapturePosition, 'currentId' | 'historyId'>;

/** Works a comparison of the whole site off, chunk by chunk; a killed one goes on behind the last chunk it saved. */
@Injectable()
export class Reconciler {
  private readonly logger = new Logger(Reconciler.name);

  constructor(
    private readonly comparison: SiteComparison,
    private readonly standings: StandingService,
    private readonly runs: ReconciliationRepository,
  ) {}

  /** Marks where a run that is due ends: what comes into the site later is the capture's. */
  async begin(siteId: string, runId: string, read: ReadUntil): Promise<ReconciliationRunEntity> {
    const [currentId, historyId] = await Promise.all([
      this.comparison.endOf(siteId, 'current', read.currentId),
      this.comparison.endOf(siteId, 'history', read.historyId),
    ]);
    return this.runs.begin(runId, { currentId, historyId, policy: this.standings.policy() });
  }

  /** Goes on with a run until it is finished or must stop. */
  async resume(step: ReconcilingStep, run: ReconciliationRunEntity): Promise<void> {
    let place: RunPlace | null = { phase: run.phase, afterId: run.afterId };
    while (place !== null && (await step.mayGoOn())) {
      const began = performance.now();
      const result: ChunkResult =
        place.phase === 'untold'
          ? await this.countUntold(step, place)
          : await this.compare(step, run, { phase: place.phase, afterId: place.afterId });
      // Somebody else did this chunk: they go on with it.
      if (!(await this.runs.advance(run.id, place, result))) return;
      place = result.next;
      await wait(Math.max(0, (result.rows / step.rowsPerSecond) * 1000 - (performance.now() - began)));
    }
    if (place === null) await this.finish(step.siteId);
  }

  private async compare(
    step: ReconcilingStep,
    run: ReconciliationRunEntity,
    { phase, afterId }: RunPlace & { phase: 'current' | 'history' },
  ): Promise<ChunkResult> {
    const endId = Number(phase === 'current' ? run.currentEndId : run.historyEndId);
    const { isRemovalConfirmed } = run;
    const stretch = { table: phase, afterId: Number(afterId), endId, isRemovalConfirmed };
    const { chunk, figures } = await this.compareUntilExplained(step, stretch);
    const { nextAfterId, rows, differing, added, revised } = chunk;
    const next: RunPlace =
      nextAfterId !== null
        ? { phase, afterId: String(nextAfterId) }
        : phase === 'current'
          ? { phase: 'history', afterId: '0' }
          : { phase: 'untold', afterId: FIRST_RECORD };
    return { next, rows, differing, added, revised, figures };
  }

  private async compareUntilExplained(
    step: ReconcilingStep,
    stretch: Stretch,
  ): Promise<{ chunk: ChunkComparison; figures: KeyedFigures[] }> {
    const { table, afterId } = stretch;
    const found = { differing: 0, added: 0, revised: 0 };
    for (let look = 1; ; look += 1) {
      const compared = await this.comparison.compareChunk(step, stretch, 'reconciliation');
      const range = { table, afterId, untilId: compared.untilId };
      const site = await step.reader.completionCounts(table, afterId, compared.untilId);
      const figures = chunkFigures(site, await this.standings.ofRange(step.siteId, range));
      found.differing += compared.differing;
      found.added += compared.added;
      found.revised += compared.revised;
      if (isExplained(figures) || look === LOOKS_MAX) return { chunk: { ...compared, ...found }, figures };
    }
  }

  private async countUntold({ siteId }: ReconcilingStep, { afterId }: RunPlace): Promise<ChunkResult> {
    const { standings, lastId } = await this.standings.ofUntold(siteId, afterId, UNTOLD_PAGE);
    const next: RunPlace | null = lastId === null ? null : { phase: 'untold', afterId: lastId };
    return { next, rows: 0, differing: 0, added: 0, revised: 0, figures: chunkFigures([], standings) };
  }

  private async finish(siteId: string): Promise<void> {
    const run = await this.runs.findLastFinished(siteId);
    await this.runs.deleteOld(siteId);
    if (!run) return;
    const { rowsCompared, rowsDiffering, recordsAdded, recordsRevised } = run;
    this.logger.log(
      `Site "${siteId}" was compared with the ledger: ${rowsCompared} rows, ${rowsDiffering} differed, ` +
        `${recordsAdded} records added, ${recordsRevised} revised`,
    );
  }
}
