import { Injectable } from '@nestjs/common';
import {
  courseTitle,
  type CompletionView,
  DELIVERY_POLICY_WORDS,
  type ReconciliationRowsView,
  type ReconciliationRowView,
  personName,
} from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';
import { causeView, type LatestDelivery, QueueListingService, QueueService } from '@oracle-integration/queue';
import { DataSource } from 'typeorm';
import { DeliveryPolicies } from '../delivery-policies';
import { type DeliveryPolicy, keeperOf } from '../delivery-policy';
import { subjectOf } from '../subject';
import {
  isAskedFor,
  isByPolicy,
  type LookedRecord,
  type StandingKind,
  type StandingQuestion,
  standsIn,
} from './standing-rows';
import { StandingRowsRepository, type StoredStanding } from './standing-rows.repository';

/** Records that one look takes in, and that a page may cost in all. */
const LOOK = 2_000;
const LOOKED_AT_MAX = 20_000;

/** By statuses: so few of all that they are looked up in the queue, not in the ledger. */
const BY_ITEM = {
  stopped: ['dead', 'parked'],
  waiting: ['queued', 'failed', 'sending'],
} as const;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const CURSOR = new RegExp(`^(\\d{1,18}|\\d{1,17}_${UUID}|${UUID}|(current|history)_\\d{1,18})$`);

interface Standing {
  readonly record: LookedRecord;
  readonly delivery: LatestDelivery | undefined;
}

/** The completions behind a figure of the reconciliation. */
@Injectable()
export class StandingRowsService {
  constructor(
    private readonly rows: StandingRowsRepository,
    private readonly listing: QueueListingService,
    private readonly queue: QueueService,
    private readonly dataSource: DataSource,
    private readonly policies: DeliveryPolicies,
  ) {}

  /** @throws RequestInvalidError for a cursor that is not one of ours */
  async page(
    question: StandingQuestion,
    cursor: string | undefined,
    limit: number,
  ): Promise<ReconciliationRowsView> {
    if (cursor !== undefined && !CURSOR.test(cursor)) throw notOurs();
    const found: Standing[] = [];
    let after = cursor;
    for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += LOOK) {
      const looked = await this.look(question, after);
      found.push(...(await this.byPolicy(question.kind, await this.standing(question, looked.records))));
      after = looked.next;
      if (found.length > limit || after === undefined) break;
    }
    const page = found.slice(0, limit);
    const items = await this.views(question.kind, page);
    return { items, nextCursor: found.length > limit ? page.at(-1)!.record.key : (after ?? null) };
  }

  private async look(
    question: StandingQuestion,
    after: string | undefined,
  ): Promise<{ records: LookedRecord[]; next: string | undefined }> {
    if (question.kind !== 'stopped' && question.kind !== 'waiting') {
      const records = await this.rows.walk(question, after, LOOK);
      return { records, next: records.length < LOOK ? undefined : records.at(-1)!.key };
    }
    const position = after === undefined ? undefined : { id: after, micros: '0' };
    const walk = { sort: 'oldest', after: position, limit: LOOK } as const;
    const looked = await this.listing.look({ statuses: BY_ITEM[question.kind] }, walk);
    const named = await this.rows.named(looked.items.map(({ recordId }) => recordId));
    const byId = new Map(named.map((record) => [record.id, record]));
    const records = looked.items.flatMap(({ id, recordId }) => {
      const record = byId.get(recordId);
      return record ? [{ ...record, key: id }] : [];
    });
    return { records, next: looked.next?.id };
  }

  /** Those that are in the figure: the latest delivery of a record decides where it stands. */
  private async standing(question: StandingQuestion, records: readonly LookedRecord[]): Promise<Standing[]> {
    const asked = records.filter((record) => isAskedFor(question, record));
    const latest = await this.queue.latestOf(
      this.dataSource,
      asked.map(({ id }) => id),
    );
    const byRecord = new Map(latest.map((delivery) => [delivery.recordId, delivery]));
    const isByItem = question.kind === 'stopped' || question.kind === 'waiting';
    return asked.flatMap((record) => {
      const delivery = byRecord.get(record.id);
      // An earlier delivery of the same record leads to it, too.
      if (isByItem && delivery?.id !== record.key) return [];
      return standsIn(question.kind, delivery) ? [{ record, delivery }] : [];
    });
  }

  /** Of what has no delivery, those that are kept back now, or the others. */
  private async byPolicy(kind: StandingKind, found: Standing[]): Promise<Standing[]> {
    if (!isByPolicy(kind) || found.length === 0) return found;
    const keptBack = await this.rows.keptBack(found.map(({ record }) => record.id));
    return found.filter(({ record }) => keptBack.has(record.id) === (kind === 'keptBack'));
  }

  private async views(kind: StandingKind, page: readonly Standing[]): Promise<ReconciliationRowView[]> {
    const stored = await this.rows.stored(page.map(({ record }) => record.id));
    const byId = new Map(stored.map((one) => [one.id, one]));
    const policy = this.policies.current();
    return page.flatMap(({ record, delivery }) => {
      const one = byId.get(record.id);
      return one ? [rowView({ kind, delivery, policy, isErased: one.isErased }, one)] : [];
    });
  }
}

/** What the reason of a row goes by, beside the completion. */
interface Circumstances {
  readonly kind: StandingKind;
  readonly delivery: LatestDelivery | undefined;
  readonly policy: DeliveryPolicy;
  readonly isErased: boolean;
}

function rowView(
  circumstances: Circumstances,
  { id, source, rowId, publicJson }: StoredStanding,
): ReconciliationRowView {
  const completion = JSON.parse(publicJson) as CompletionView;
  return {
    recordId: id,
    source: { kind: source, rowId: rowId === '0' ? null : Number(rowId) },
    userId: completion.userId,
    user: personName(completion.user),
    courseId: completion.courseId,
    course: courseTitle(completion.course),
    status: completion.status,
    timecompleted: completion.timecompleted,
    reason: reasonOf(circumstances, completion),
  };
}

function reasonOf({ kind, delivery, policy, isErased }: Circumstances, completion: CompletionView): string {
  switch (kind) {
    case 'stopped':
      return causeView(delivery?.causeCode ?? null, delivery?.causeDetail ?? null, subjectOf(completion))
        .reason;
    case 'waiting':
      if (delivery?.status === 'failed')
        return `${causeView(delivery.causeCode, delivery.causeDetail, subjectOf(completion)).reason} It is tried again by itself.`;
      return delivery?.status === 'sending' ? 'It is being sent.' : 'It waits to be sent.';
    case 'delivered':
      return 'Oracle has it.';
    case 'notQueued':
      return delivery
        ? 'It was taken back in Totara before it was sent, and came back since.'
        : 'Nobody has asked for it: a backfill sends it.';
    case 'keptBack': {
      const keeper = keeperOf(policy, completion, isErased);
      if (keeper === 'erasure')
        return 'The person was erased, on request of a manager: nothing more is sent of them.';
      // A policy that was changed while the page was made keeps nothing back any more.
      return keeper === null
        ? 'The policies in Settings let it through since: a backfill sends it.'
        : `The policy ${DELIVERY_POLICY_WORDS[keeper]} keeps it back. Nothing is sent until Settings → Policies lets it through.`;
    }
    case 'imported':
      return 'It came by message or file; no table of Totara shows it.';
    case 'duplicates':
      return 'Another row of Totara shows the same completion.';
  }
}

function notOurs(): RequestInvalidError {
  const message =
    'cursor is not one that this list gave out; pass nextCursor on unchanged, with the same filters';
  return new RequestInvalidError([{ field: 'cursor', message }]);
}
