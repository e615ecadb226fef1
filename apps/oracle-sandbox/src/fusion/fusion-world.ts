import { hash } from 'node:crypto';
import { RequestRefusedError } from '../http/request-refused.error';

/** 2^53 + 1 and every second number after it: none of them survives a JavaScript number. */
const FIRST_ID = 9_007_199_254_740_993n;
const CAPACITY = 500_000;
const RECENT_MAX = 1000;

export const COMPLETE = 'ORA_ASSN_REC_COMPLETE';

export interface FusionThing {
  readonly id: bigint;
  readonly number: string;
}

export interface LearningRecord {
  readonly assignmentRecordId: bigint;
  readonly assignmentRecordNumber: string;
  readonly person: FusionThing;
  readonly item: FusionThing;
  /** What a client may write. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Counts the changes. */
  readonly version: number;
}

/**
 * Who and what the sandbox knows: everybody and everything that is asked for by a number, an address or a user name, and
 * the learning records of them.
 */
export class FusionWorld {
  private nextId = FIRST_ID;
  private people = new Map<string, FusionThing>();
  private items = new Map<string, FusionThing>();
  private byId = new Map<string, { kind: 'person' | 'item'; thing: FusionThing }>();
  private records = new Map<string, LearningRecord>();
  private byPair = new Map<string, string[]>();
  private created = 0;
  private undo: (() => void)[] | undefined;
  private updated = 0;

  get view(): { records: number; complete: number; doubled: number; created: number; updated: number } {
    let complete = 0;
    let doubled = 0;
    for (const keys of this.byPair.values()) {
      const dates = keys
        .map((key) => this.records.get(key)!.fields)
        .filter(({ assignmentStatus }) => assignmentStatus === COMPLETE)
        .map(({ completedDate }) => completedDate);
      complete += dates.length;
      // The same person, item and date twice: what an idempotent client never does.
      doubled += dates.length - new Set(dates).size;
    }
    return { records: this.records.size, complete, doubled, created: this.created, updated: this.updated };
  }

  /** The thousand that were created last, newest first. */
  get recent(): readonly object[] {
    return [...this.records.values()].slice(-RECENT_MAX).reverse().map(recordView);
  }

  person(field: string, value: string): FusionThing {
    return this.thing('person', `${field} ${value}`, value);
  }

  item(number: string): FusionThing {
    return this.thing('item', number, number);
  }

  byThatId(kind: 'person' | 'item', id: bigint): FusionThing | undefined {
    const found = this.byId.get(String(id));
    return found?.kind === kind ? found.thing : undefined;
  }

  recordsOf(person: FusionThing, item: FusionThing): LearningRecord[] {
    return (this.byPair.get(pairOf(person, item)) ?? []).map((key) => this.records.get(key)!);
  }

  find(key: string): LearningRecord | undefined {
    return this.records.get(key);
  }

  create(person: FusionThing, item: FusionThing, fields: Record<string, unknown>): LearningRecord {
    this.refuseWhenFull();
    const id = this.takeId();
    const record: LearningRecord = {
      assignmentRecordId: id,
      assignmentRecordNumber: `LRN${id}`,
      person,
      item,
      fields,
      version: 1,
    };
    const key = keyOf(record);
    this.records.set(key, record);
    const pair = pairOf(person, item);
    const others = this.byPair.get(pair) ?? [];
    this.byPair.set(pair, [...others, key]);
    this.created += 1;
    this.undo?.push(() => {
      this.records.delete(key);
      this.byPair.set(pair, others);
      this.created -= 1;
    });
    return record;
  }

  update(record: LearningRecord, fields: Record<string, unknown>): LearningRecord {
    const changed = {
      ...record,
      fields: { ...record.fields, ...fields },
      version: record.version + 1,
    };
    this.records.set(keyOf(record), changed);
    this.updated += 1;
    this.undo?.push(() => {
      this.records.set(keyOf(record), record);
      this.updated -= 1;
    });
    return changed;
  }

  /** Carries out all or nothing. */
  atomically<Result>(work: () => Result): Result {
    this.undo = [];
    try {
      return work();
    } catch (error) {
      for (const step of this.undo.reverse()) step();
      throw error;
    } finally {
      this.undo = undefined;
    }
  }

  clear(): void {
    this.nextId = FIRST_ID;
    for (const map of [this.people, this.items, this.byId, this.records, this.byPair]) map.clear();
    this.created = 0;
    this.updated = 0;
  }

  private thing(kind: 'person' | 'item', name: string, number: string): FusionThing {
    const known = kind === 'person' ? this.people : this.items;
    const found = known.get(name);
    if (found) return found;
    this.refuseWhenFull();
    const thing = { id: this.takeId(), number };
    known.set(name, thing);
    this.byId.set(String(thing.id), { kind, thing });
    return thing;
  }

  private takeId(): bigint {
    const id = this.nextId;
    this.nextId += 2n;
    return id;
  }

  private refuseWhenFull(): void {
    if (this.byId.size + this.records.size < CAPACITY) return;
    throw new RequestRefusedError(507, 'Insufficient Storage', 'Empty the sandbox with DELETE /_sandbox.');
  }
}

/** The opaque key of a record; nobody can tell it from its number. */
export function keyOf({ assignmentRecordId }: LearningRecord): string {
  return hash('sha256', `key of ${assignmentRecordId}`, 'hex').toUpperCase();
}

export function etagOf({ assignmentRecordId, version }: LearningRecord): string {
  return hash('sha1', `${assignmentRecordId} ${version}`, 'hex').toUpperCase();
}

/** A record as it is shown. */
export function recordView(record: LearningRecord): Record<string, unknown> {
  const { person, item, assignmentRecordId, assignmentRecordNumber, fields } = record;
  return {
    assignmentRecordId,
    assignmentRecordNumber,
    ...fields,
    assignedToId: person.id,
    assignedToNumber: person.number,
    learningItemId: item.id,
    learningItemNumber: item.number,
  };
}

function pairOf(person: FusionThing, item: FusionThing): string {
  return `${person.id} ${item.id}`;
}
