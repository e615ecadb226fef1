import { RequestRefusedError } from '../../http/request-refused.error';
import type { LoadedAttributes } from './learning-record-rules';

const CAPACITY = 500_000;
const RECENT_MAX = 1000;

/** The learning records that files have brought, by the owner and the id that the source system gave them. */
export class LoadedRecords {
  private byKey = new Map<string, LoadedAttributes>();
  private keyOfNumber = new Map<string, string>();
  private again = 0;

  get view(): { records: number; loadedAgain: number } {
    return { records: this.byKey.size, loadedAgain: this.again };
  }

  /** The thousand that were new last, the newest first. */
  get recent(): readonly LoadedAttributes[] {
    return [...this.byKey.values()].slice(-RECENT_MAX).reverse();
  }

  /** Why a record does not go with those that are there. */
  troubleOf(record: LoadedAttributes): string | undefined {
    const key = this.keyOfNumber.get(record.LearningRecordNumber ?? '');
    return key === undefined || key === keyOf(record)
      ? undefined
      : 'The LearningRecordNumber belongs to another record.';
  }

  /** Loaded a second time it is the same record, with what it holds now. */
  put(record: LoadedAttributes): void {
    const key = keyOf(record);
    if (this.byKey.has(key)) this.again += 1;
    else if (this.byKey.size >= CAPACITY) {
      throw new RequestRefusedError(507, 'Insufficient Storage', 'Empty the sandbox with DELETE /_sandbox.');
    }
    this.byKey.set(key, record);
    this.keyOfNumber.set(record.LearningRecordNumber!, key);
  }

  clear(): void {
    this.byKey = new Map();
    this.keyOfNumber = new Map();
    this.again = 0;
  }
}

/** Without both, the number that users see is the key. */
function keyOf({ SourceSystemOwner, SourceSystemId, LearningRecordNumber }: LoadedAttributes): string {
  return SourceSystemOwner && SourceSystemId
    ? JSON.stringify([SourceSystemOwner, SourceSystemId])
    : `${LearningRecordNumber}`;
}
