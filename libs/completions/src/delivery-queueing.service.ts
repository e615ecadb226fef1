import { Injectable } from '@nestjs/common';
import { QueueService } from '@oracle-integration/queue';
import type { EntityManager } from 'typeorm';
import { contentOf, type LedgerRecord, type RecordChange } from './completion-record';
import { CompletionRecordRepository } from './completion-record.repository';
import { decideDelivery, type DeliveryDecision, type Noticed } from './delivery-decision';
import { DeliveryPolicies } from './delivery-policies';
import { isDeliveredBy } from './delivery-policy';

export interface QueueingCircumstances {
  /** Unchanged records that are looked at again, as nobody knows whether they were queued. */
  readonly again: readonly LedgerRecord[];
  readonly noticed: Noticed;
}

/** Queues what changes of the ledger mean for Oracle, and takes back what they overtake. */
@Injectable()
export class DeliveryQueueing {
  constructor(
    private readonly records: CompletionRecordRepository,
    private readonly queueOfItems: QueueService,
    private readonly policies: DeliveryPolicies,
  ) {}

  /**
   * In the transaction that wrote the changes.
   *
   * @returns how many deliveries were queued
   */
  async queue(
    manager: EntityManager,
    changes: readonly RecordChange[],
    { again, noticed }: QueueingCircumstances,
  ): Promise<number> {
    const policy = this.policies.current();
    const decided = changes.map((change) => ({ change, decision: decideDelivery(change, noticed, policy) }));
    const of = (wanted: DeliveryDecision) =>
      decided.filter(({ decision }) => decision === wanted).map(({ change }) => change);
    const isDelivered = (record: LedgerRecord) => isDeliveredBy(policy, contentOf(record));
    const unlessSent = [...of('deliver_unless_sent'), ...again.filter(isDelivered)];
    const revoked = of('deliver_if_sent');
    const neverSent = new Set(
      await this.queueOfItems.neverSent(manager, [...unlessSent, ...revoked].map(idOf)),
    );
    const isNeverSent = ({ id }: { readonly id: string }) => neverSent.has(id);
    await this.queueOfItems.withdraw(manager, [...of('withdraw'), ...revoked.filter(isNeverSent)].map(idOf));
    const toldRevoked = await this.reinstate(manager, changes.filter(isRestored));
    const kept = of('keep').filter(({ content, previous }) => previous && isDeliveredBy(policy, content));
    const mended = await this.queueOfItems.parkedFor(manager, kept.map(idOf), 'MAPPING.');
    const wanted = [
      ...of('deliver'),
      ...unlessSent.filter((record) => isNeverSent(record) || toldRevoked.has(record.id)),
      ...revoked.filter((record) => !isNeverSent(record)),
      // A number that was missing may be there now: what waits for it goes by the new revision.
      ...kept.filter(({ id }) => mended.has(id)),
    ];
    return this.queueOfItems.enqueue(
      manager,
      wanted.map(({ id, revision }) => ({ recordId: id, revision })),
    );
  }

  /**
   * The site has them again: what Oracle has of them is right, unless it is told, or was, that they are gone.
   *
   * @returns the ids of those whose latest delivery, sent or not, tells Oracle that they are gone
   */
  private async reinstate(
    manager: EntityManager,
    restored: readonly RecordChange[],
  ): Promise<ReadonlySet<string>> {
    const ids = restored.map(idOf);
    await this.queueOfItems.reinstate(manager, ids);
    return this.records.revocationsAmong(manager, await this.queueOfItems.latestOf(manager, ids));
  }
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function isRestored({ previous, content }: RecordChange): boolean {
  return previous?.status === 'revoked' && content.status !== 'revoked';
}
