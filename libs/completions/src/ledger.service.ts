import { Injectable } from '@nestjs/common';
import type { CompletionView, LedgerCountsView } from '@oracle-integration/contracts';
import { TallyService } from '@oracle-integration/platform';
import { type Enqueuing, QueueService } from '@oracle-integration/queue';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isCompletedStatus, type LedgerRecord, type RecordChange } from './completion-record';
import { CompletionRecordRepository } from './completion-record.repository';
import { decideDelivery, type Noticed } from './delivery-decision';
import { foldObservation } from './fold-observation';
import type { LearnerCourse, LearnerCourseObservation } from './observation';

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
    private readonly queue: QueueService,
    private readonly tallies: TallyService,
    private readonly dataSource: DataSource,
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
    const pairs = lastOfEachPair(observations);
    // Look before locking: a second start, and most of what a change log mentions, changes nothing.
    if (noticed.kind === 'later') {
      const known = await this.records.findByLearnerCourses(this.records.outsideTransaction, siteId, pairs);
      const byPair = groupByPair(known);
      const differing = pairs.filter(
        (pair) => foldObservation(byPair.get(pairKey(pair)) ?? [], pair, uuidv7).length > 0,
      );
      return differing.length === 0 ? NOTHING : this.recordLocked(siteId, differing, noticed);
    }
    return this.recordLocked(siteId, pairs, noticed);
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

  /** The stored public JSON of the given revisions, by `recordId:revision`; the same bytes for ever. */
  publicJsonOf(revisions: readonly Enqueuing[]): Promise<ReadonlyMap<string, string>> {
    return this.records.publicJsonOf(revisions);
  }

  private recordLocked(
    siteId: string,
    pairs: readonly LearnerCourseObservation[],
    noticed: Noticed,
  ): Promise<RecordingResult> {
    return this.dataSource.transaction(async (manager) => {
      const changedAt = await this.records.lockForWriting(manager);
      const known = groupByPair(await this.records.findByLearnerCourses(manager, siteId, pairs));
      const changes = pairs.flatMap((pair) => foldObservation(known.get(pairKey(pair)) ?? [], pair, uuidv7));
      const added = changes.filter(({ previous }) => previous === undefined);
      const revised = changes.filter(({ previous }) => previous !== undefined);
      // Revisions first: a corrected time makes room for the identity of a record that is added.
      if (revised.length > 0) await this.records.revise(manager, revised, changedAt);
      if (added.length > 0) await this.records.insert(manager, siteId, added, changedAt);
      const again = noticed.kind === 'while_loading' ? unchangedPresent(pairs, known, changes) : [];
      const queued = await this.queueDeliveries(manager, changes, again, noticed);
      return { added: added.length, revised: revised.length, queued };
    });
  }

  private async queueDeliveries(
    manager: EntityManager,
    changes: readonly RecordChange[],
    again: readonly LedgerRecord[],
    noticed: Noticed,
  ): Promise<number> {
    const decided = changes.map((change) => ({ change, decision: decideDelivery(change, noticed) }));
    const of = (wanted: string) =>
      decided.filter(({ decision }) => decision === wanted).map(({ change }) => change);
    await this.queue.withdraw(
      manager,
      of('withdraw').map(({ id }) => id),
    );
    const unlessSent = [...of('deliver_unless_sent'), ...again];
    const neverSent = new Set(
      await this.queue.neverSent(
        manager,
        unlessSent.map(({ id }) => id),
      ),
    );
    const wanted = [...of('deliver'), ...unlessSent.filter(({ id }) => neverSent.has(id))];
    return this.queue.enqueue(
      manager,
      wanted.map(({ id, revision }) => ({ recordId: id, revision })),
    );
  }
}

function pairKey({ userId, courseId }: LearnerCourse): string {
  return `${userId}:${courseId}`;
}

function lastOfEachPair(observations: readonly LearnerCourseObservation[]): LearnerCourseObservation[] {
  return [...new Map(observations.map((observation) => [pairKey(observation), observation])).values()];
}

function groupByPair(records: readonly LedgerRecord[]): Map<string, LedgerRecord[]> {
  const groups = new Map<string, LedgerRecord[]>();
  for (const record of records) {
    const group = groups.get(pairKey(record));
    if (group) group.push(record);
    else groups.set(pairKey(record), [record]);
  }
  return groups;
}

/** The completed records of present rows that the first load had read before the change log named them. */
function unchangedPresent(
  pairs: readonly LearnerCourseObservation[],
  known: ReadonlyMap<string, LedgerRecord[]>,
  changes: readonly RecordChange[],
): LedgerRecord[] {
  const changed = new Set(changes.map(({ id }) => id));
  return pairs.flatMap((pair) => {
    const completedAt = pair.current?.completedAt?.getTime();
    const records = known.get(pairKey(pair)) ?? [];
    return records.filter(
      (record) =>
        completedAt !== undefined &&
        record.completedAt?.getTime() === completedAt &&
        isCompletedStatus(record.status) &&
        !changed.has(record.id),
    );
  });
}
