import { Injectable } from '@nestjs/common';
import type { CompletionView, LedgerCountsView } from '@oracle-integration/contracts';
import { type SqlExecutor, TallyService } from '@oracle-integration/platform';
import type { Enqueuing } from '@oracle-integration/queue';
import { DataSource, type EntityManager } from 'typeorm';
import { CompletionRecordRepository } from './completion-record.repository';
import { DirectoryRepository } from './directory/directory.repository';
import { observedNumbers } from './directory/observed-numbers';
import { SiteNumbers } from './directory/site-numbers.repository';
import { type Noticed, noticedBy } from './delivery-decision';
import { DeliveryQueueing } from './delivery-queueing.service';
import { ErasedPeopleRepository } from './erasure/erased-people.repository';
import { foldObservation } from './fold-observation';
import {
  type FoldedPicture,
  groupByPair,
  lastOfEachPair,
  type Looked,
  pairKey,
  picturesOf,
  unchangedPresent,
  vanishedRows,
} from './folded-picture';
import type { LearnerCourseObservation } from './observation';
import { newRecordId } from './record-id';
import { SourceRowRepository } from './source-row.repository';

export interface RecordingResult {
  /** Records that are new. */
  added: number;
  /** Records that got a new revision. */
  revised: number;
  /** Deliveries queued. */
  queued: number;
}

const NOTHING: RecordingResult = { added: 0, revised: 0, queued: 0 };

/** The ledger of completions: folds what a site holds into records, and queues what Oracle must know. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly records: CompletionRecordRepository,
    private readonly sourceRows: SourceRowRepository,
    private readonly directory: DirectoryRepository,
    private readonly tallies: TallyService,
    private readonly dataSource: DataSource,
    private readonly erasedPeople: ErasedPeopleRepository,
    private readonly deliveries: DeliveryQueueing,
    private readonly numbers: SiteNumbers,
  ) {}

  /**
   * Makes the ledger agree with the given pictures, and queues deliveries in the same transaction.
   *
   * Recording the same pictures again, or from two processes at once, changes nothing.
   */
  async record(
    siteId: string,
    observations: readonly LearnerCourseObservation[],
    noticed: Noticed,
  ): Promise<RecordingResult> {
    if (observations.length === 0) return NOTHING;
    // Before anything is queued: whoever delivers it asks for them.
    for (const { place, told } of observedNumbers(observations)) await this.numbers.note(siteId, place, told);
    const looked = await this.look(siteId, lastOfEachPair(observations));
    // A second start, and most of what a change log mentions, changes nothing: seen without the lock.
    const telling = noticed.kind === 'later' ? await this.telling(siteId, looked.folded) : looked.folded;
    if (telling.length === 0) return NOTHING;
    return this.recordLocked(siteId, { ...looked, folded: telling }, noticed);
  }

  /** What recording the pictures would do, without doing it: the pictures that tell the ledger something new. */
  async differing(
    siteId: string,
    pictures: readonly LearnerCourseObservation[],
  ): Promise<LearnerCourseObservation[]> {
    const { folded } = await this.look(siteId, pictures);
    return (await this.telling(siteId, folded)).map(({ picture }) => picture);
  }

  async counts(): Promise<LedgerCountsView> {
    const tally = await this.tallies.read('ledger');
    const sum = (...names: string[]) => names.reduce((total, name) => total + (tally.get(name) ?? 0), 0);
    const archived = sum('complete.archived', 'completeviarpl.archived');
    return {
      completed: archived + sum('complete', 'completeviarpl'),
      archived,
      unfinished: sum('notyetstarted', 'inprogress'),
      revoked: sum('revoked', 'revoked.archived'),
    };
  }

  /** The completion that changed last, if there is one. */
  async latestCompletion(): Promise<{ completion: CompletionView; capturedAt: Date } | undefined> {
    const latest = await this.records.latestCompletion();
    return (
      latest && { completion: JSON.parse(latest.publicJson) as CompletionView, capturedAt: latest.capturedAt }
    );
  }

  /**
   * The stored public JSON of the given revisions, in their order; the same bytes for ever. `undefined` where the ledger
   * does not hold one.
   */
  publicJsonOf(revisions: readonly Enqueuing[]): Promise<(string | undefined)[]> {
    return this.records.publicJsonOf(revisions);
  }

  /** Folds the pictures before anybody is locked out, and notes how far the ledger had got then. */
  private async look(siteId: string, told: readonly LearnerCourseObservation[]): Promise<Looked> {
    const outside = this.records.outsideTransaction;
    const pictures = await this.erasedPeople.withoutErased(outside, siteId, told);
    const position = await this.records.position(outside);
    return { position, folded: await this.fold(outside, siteId, pictures) };
  }

  private async telling(siteId: string, folded: readonly FoldedPicture[]): Promise<FoldedPicture[]> {
    const rows = folded.flatMap(({ rows }) => rows);
    const differing = await this.sourceRows.differing(this.records.outsideTransaction, siteId, rows);
    return folded.filter(
      ({ changes, moves, rows }) =>
        changes.length > 0 || moves.length > 0 || rows.some((row) => differing.has(row)),
    );
  }

  /**
   * Whether what was folded before the lock may be written as it is: it only adds, and nobody wrote about the same
   * learners and courses meanwhile. Saves folding a new batch twice, and lets one batch be folded while another is
   * written.
   */
  private async isStillSo(
    manager: EntityManager,
    siteId: string,
    { folded, position }: Looked,
    noticed: Noticed,
  ): Promise<boolean> {
    const isAddingOnly = folded.every(
      (each) =>
        each.moves.length === 0 &&
        each.changes.every(({ previous }) => previous === undefined) &&
        vanishedRows(each).length === 0,
    );
    if (!isAddingOnly || noticed.kind === 'while_loading') return false;
    const pictures = folded.map(({ picture }) => picture);
    return !(await this.records.hasChangedSince(manager, siteId, position, pictures));
  }

  private recordLocked(siteId: string, looked: Looked, noticed: Noticed): Promise<RecordingResult> {
    return this.dataSource.transaction(async (manager) => {
      const changedAt = await this.records.lockForWriting(manager);
      const erased = await this.erasedAmong(manager, siteId, looked);
      const folded =
        erased.size === 0 && (await this.isStillSo(manager, siteId, looked, noticed))
          ? looked.folded
          : await this.fold(manager, siteId, picturesOf(looked, erased));
      const changes = folded.flatMap(({ changes }) => changes);
      const added = changes.filter(({ previous }) => previous === undefined);
      const revised = changes.filter(({ previous }) => previous !== undefined);
      const stamp = { changedAt, by: noticedBy(noticed) };
      // Revisions first: a corrected time makes room for the identity of a record that is added.
      if (revised.length > 0) await this.records.revise(manager, revised, stamp);
      if (added.length > 0) await this.records.insert(manager, siteId, added, stamp);
      await this.directory.note(
        manager,
        siteId,
        changes.map(({ content }) => content),
      );
      await this.recordProvenance(manager, siteId, folded);
      const again = noticed.kind === 'while_loading' ? folded.flatMap(unchangedPresent) : [];
      // Nobody can deliver a completion of a person without a name.
      const named = changes.filter(({ content }) => !erased.has(content.userId));
      const queued = await this.deliveries.queue(manager, named, { again, noticed });
      return { added: added.length, revised: revised.length, queued };
    });
  }

  /** Asked again under the lock: whoever was erased since the pictures were folded must not be named by them. */
  private erasedAmong(manager: EntityManager, siteId: string, { folded }: Looked) {
    return this.erasedPeople.among(
      manager,
      siteId,
      folded.map(({ picture }) => picture),
    );
  }

  /** Where each record is read from now, and what became of each row of the site. */
  private async recordProvenance(
    manager: EntityManager,
    siteId: string,
    folded: readonly FoldedPicture[],
  ): Promise<void> {
    const moves = folded.flatMap(({ moves }) => moves);
    if (moves.length > 0) await this.records.move(manager, moves);
    await this.sourceRows.remove(manager, siteId, folded.flatMap(vanishedRows));
    await this.sourceRows.save(
      manager,
      siteId,
      folded.flatMap(({ rows }) => rows),
    );
  }

  private async fold(
    executor: SqlExecutor,
    siteId: string,
    pictures: readonly LearnerCourseObservation[],
  ): Promise<FoldedPicture[]> {
    const byPair = groupByPair(await this.records.findByLearnerCourses(executor, siteId, pictures));
    return pictures.map((picture) => {
      const known = byPair.get(pairKey(picture)) ?? [];
      return { picture, known, ...foldObservation(known, picture, newRecordId) };
    });
  }
}
