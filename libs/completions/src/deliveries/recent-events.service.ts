import { Injectable } from '@nestjs/common';
import {
  courseTitle,
  type CompletionView,
  type OverviewEventView,
  type RecordChangeKind,
  personName,
} from '@oracle-integration/contracts';
import { causeView, type ListedItem, QueueListingService } from '@oracle-integration/queue';
import { LedgerService } from '../ledger.service';
import { subjectOf } from '../subject';
import { LedgerSearchRepository } from './ledger-search.repository';

const EVENTS = 5;

const CHANGES: Partial<Record<RecordChangeKind, { kind: OverviewEventView['kind']; words: string }>> = {
  completed: { kind: 'completed', words: 'completed' },
  corrected: { kind: 'corrected', words: 'has a corrected completion of' },
  revoked: { kind: 'revoked', words: 'no longer has the completion of' },
};

/** What happened last: in Totara, on the way, and in Oracle. */
@Injectable()
export class RecentEventsService {
  constructor(
    private readonly records: LedgerSearchRepository,
    private readonly listing: QueueListingService,
    private readonly ledger: LedgerService,
  ) {}

  /** The last five, the newest first. */
  async last(): Promise<OverviewEventView[]> {
    const [changes, sent, stopped] = await Promise.all([
      this.changes(),
      this.listing.lastSent(EVENTS),
      this.listing.look(
        { statuses: ['dead', 'parked'] },
        { sort: 'newest', after: undefined, limit: EVENTS },
      ),
    ]);
    const deliveries = await this.deliveries([...sent, ...stopped.items]);
    return [...changes, ...deliveries]
      .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
      .slice(0, EVENTS);
  }

  private async changes(): Promise<OverviewEventView[]> {
    const changes = await this.records.lastChanges(Object.keys(CHANGES), EVENTS);
    return changes.map(({ kind: change, publicJson, changedAt }) => {
      const { id, user, course } = JSON.parse(publicJson) as CompletionView;
      const { kind, words } = CHANGES[change]!;
      return {
        kind,
        at: changedAt.toISOString(),
        summary: `${personName(user)} ${words} ${courseTitle(course)}.`,
        recordId: id,
      };
    });
  }

  private async deliveries(items: readonly ListedItem[]): Promise<OverviewEventView[]> {
    const json = await this.ledger.publicJsonOf(items);
    return items.flatMap((item, index) => {
      const text = json[index];
      return text === undefined ? [] : [deliveryEvent(item, JSON.parse(text) as CompletionView)];
    });
  }
}

function deliveryEvent(item: ListedItem, completion: CompletionView): OverviewEventView {
  const about = `${personName(completion.user)}, ${courseTitle(completion.course)}`;
  if (item.status === 'sent')
    return {
      kind: 'delivered',
      at: item.sentAt!.toISOString(),
      summary: `${about}: delivered to Oracle.`,
      recordId: item.recordId,
    };
  const { reason } = causeView(item.causeCode, item.causeDetail, subjectOf(completion));
  // An item that is stopped falls due at the moment at which it was stopped.
  const at = item.nextAttemptAt.toISOString();
  return { kind: 'stopped', at, summary: `${about}: stopped. ${reason}`, recordId: item.recordId };
}
