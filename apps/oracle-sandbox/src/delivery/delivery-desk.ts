import { withExtraResults } from '../faults/extra-results';
import type { DeliveryFaults } from '../faults/fault-set';
import { isOmitted, refuseForItems, rejectionOf } from '../faults/item-faults';
import { RequestRefusedError } from '../http/request-refused.error';
import { BatchLedger, type DeliveryAnswer, type ItemAnswer } from './batch-ledger';
import type { DeliveryStats } from './delivery-stats';
import { digestOf } from './digest';
import { DigestTable } from './digest-table';
import { readEnvelope, type Envelope } from './envelope';
import { isAcceptable, itemTrouble, type AcceptableItem, type ItemCandidate } from './item-rules';
import { itemSpans } from './item-spans';
import type { RecentItems } from './recent-items';

/** 32 bytes of digests and 8 to 16 of index each: 400 MB when full. */
const CAPACITY = 8_000_000;
const FIRST_EXTERNAL_ID = 300_100_000_000_001;

export interface DeskSurroundings {
  stats: DeliveryStats;
  recent: RecentItems;
  now: () => number;
  random: () => number;
}

/** One delivery: the `Idempotency-Key`, the body as it was sent and the faults that apply to it. */
export interface Delivery {
  key: string;
  body: Buffer;
  faults: DeliveryFaults;
}

/** Decides deliveries: what is new, what is a repetition, what is refused. It knows nothing of HTTP. */
export class DeliveryDesk {
  private readonly ledger = new DigestTable();
  private readonly batches = new BatchLedger();

  constructor(
    private readonly surroundings: DeskSurroundings,
    private readonly capacity = CAPACITY,
  ) {}

  /** How many different item keys were accepted. */
  get uniqueCount(): number {
    return this.ledger.size;
  }

  /**
   * Takes a delivery in. The same key and body always get the answer of the first time.
   *
   * @throws RequestRefusedError 400 for a malformed envelope, 422 for a key reused with another body, 507 when
   * the sandbox is full, and whatever a fault says of the whole. Nothing is recorded or remembered then.
   */
  receive({ key, body, faults }: Delivery): DeliveryAnswer {
    const [keyDigest, bodyDigest] = [digestOf(key), digestOf(body)];
    const verdict = this.batches.look(keyDigest, bodyDigest);
    if (verdict.kind === 'conflict') {
      this.surroundings.stats.conflicts += 1;
      const detail = `The Idempotency-Key "${key}" was used before with another body.`;
      throw new RequestRefusedError(422, 'Idempotency-Key reused with another body', detail);
    }
    const envelope = readEnvelope(body);
    if (verdict.kind === 'repeated' && verdict.answer) {
      this.countRepetition(envelope);
      return verdict.answer;
    }
    refuseForItems(envelope.items, faults);
    this.refuseWhenFull(envelope.items.length);
    const answer = this.answer(envelope, body, faults);
    this.batches.keep(keyDigest, bodyDigest, answer);
    return answer;
  }

  clear(): void {
    this.ledger.clear();
    this.batches.clear();
  }

  private answer({ batchId, items }: Envelope, body: Buffer, faults: DeliveryFaults): DeliveryAnswer {
    const spans = itemSpans(body);
    const answers: ItemAnswer[] = [];
    let hasRefusal = false;
    items.forEach((item, index) => {
      const { start, end } = spans[index]!;
      const answer = this.receiveItem(item, { batchId, sent: body.subarray(start, end), faults });
      if (!answer) return;
      answers.push(answer);
      hasRefusal ||= answer.error !== undefined;
    });
    this.surroundings.stats.items += items.length;
    const results = withExtraResults(answers, faults.extraResults);
    return { status: hasRefusal ? 207 : 200, body: JSON.stringify({ items: results }) };
  }

  /** @returns `undefined` when a fault leaves the item out of the answer. */
  private receiveItem(
    item: ItemCandidate,
    { batchId, sent, faults }: { batchId: string; sent: Buffer; faults: DeliveryFaults },
  ): ItemAnswer | undefined {
    const { stats, random } = this.surroundings;
    if (!isAcceptable(item)) return refused(item, 422, 'Malformed item', itemTrouble(item)!);
    const key = digestOf(item.idempotencyKey);
    const known = this.ledger.find(key);
    if (known >= 0) stats.duplicates += 1;

    const rejection = rejectionOf(item, faults.rejectItems, random);
    const isOmittedNow = !rejection && isOmitted(faults.omitItems, random);
    const isRecorded = rejection?.recorded ?? (!isOmittedNow || faults.omitItems!.recorded);
    const answer = isRecorded ? this.take(item, { known, key, sent, batchId }) : undefined;
    if (rejection) return refused(item, rejection.status, rejection.title, rejection.detail);
    if (isOmittedNow || !answer) return undefined;
    return answer.error ? answer : { ...answer, status: faults.acceptedStatus ?? answer.status };
  }

  private take(
    item: AcceptableItem,
    { known, key, sent, batchId }: { known: number; key: Buffer; sent: Buffer; batchId: string },
  ): ItemAnswer {
    return known >= 0 ? this.recognise(item, known, sent) : this.record(item, { key, sent, batchId });
  }

  private recognise(item: AcceptableItem, entry: number, sent: Buffer): ItemAnswer {
    if (this.ledger.holds(entry, digestOf(sent))) {
      return { id: item.id, status: 200, externalId: externalIdOf(entry) };
    }
    this.surroundings.stats.conflicts += 1;
    const detail = 'The idempotencyKey was used before for another body.';
    return refused(item, 422, 'key reused with another body', detail);
  }

  private record(
    item: AcceptableItem,
    { key, sent, batchId }: { key: Buffer; sent: Buffer; batchId: string },
  ): ItemAnswer {
    const { recent, now } = this.surroundings;
    const externalId = externalIdOf(this.ledger.add(key, digestOf(sent)));
    recent.add({ externalId, receivedAt: now(), batchId, item });
    return { id: item.id, status: 201, externalId };
  }

  /** A repetition sends all its items again: those accepted meanwhile are duplicates, whatever they were then. */
  private countRepetition({ items }: Envelope): void {
    const accepted = items.filter(
      (item) => isAcceptable(item) && this.ledger.find(digestOf(item.idempotencyKey)) >= 0,
    );
    this.surroundings.stats.items += items.length;
    this.surroundings.stats.duplicates += accepted.length;
  }

  /** Forgetting old keys instead would call a duplicate new and spoil every count. */
  private refuseWhenFull(count: number): void {
    if (this.ledger.size + count <= this.capacity && this.batches.size < this.capacity) return;
    const detail = `The sandbox holds ${this.ledger.size} items; empty it with DELETE /_sandbox.`;
    throw new RequestRefusedError(507, 'Insufficient Storage', detail);
  }
}

function externalIdOf(entry: number): string {
  return String(FIRST_EXTERNAL_ID + entry);
}

function refused(item: ItemCandidate, status: number, title: string, detail: string): ItemAnswer {
  return { id: item.id, status, error: { title, detail } };
}
