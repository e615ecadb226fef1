import { digestOf } from '../delivery/digest';
import { DigestTable } from '../delivery/digest-table';
import { RequestRefusedError } from '../http/request-refused.error';
import { canonicalText } from './canonical-text';
import type { Statement } from './statement-rules';

const RECENT_MAX = 1000;
const CAPACITY = 10_000_000;

/** What a statement is to those that are there. */
export type Acquaintance = 'new' | 'same' | 'differs';

/** The statements that were taken. Of those before the last thousand only digests are kept. */
export class StatementStore {
  private readonly byId = new DigestTable();
  private readonly completions = new DigestTable();
  private kept: Statement[] = [];
  private duplicates = 0;
  private conflicts = 0;
  private furtherEnrolments = 0;

  /** The last thousand, oldest first. */
  get recent(): readonly Statement[] {
    return this.kept;
  }

  get view(): { unique: number; duplicates: number; conflicts: number; furtherEnrolments: number } {
    const { duplicates, conflicts, furtherEnrolments } = this;
    return { unique: this.byId.size, duplicates, conflicts, furtherEnrolments };
  }

  acquaintance(statement: Statement): Acquaintance {
    const entry = this.byId.find(digestOf(statement.id.toLowerCase()));
    if (entry < 0) return 'new';
    return this.byId.holds(entry, digestOf(canonicalText(statement))) ? 'same' : 'differs';
  }

  countConflict(): void {
    this.conflicts += 1;
  }

  /** Takes all statements of a request. None of them may differ from one that is there. */
  take(statements: readonly Statement[]): void {
    if (this.byId.size + statements.length > CAPACITY) {
      throw new RequestRefusedError(507, 'Insufficient Storage', 'Empty the sandbox with DELETE /_sandbox.');
    }
    for (const statement of statements) {
      if (this.acquaintance(statement) === 'same') this.duplicates += 1;
      else this.add(statement);
    }
  }

  clear(): void {
    this.byId.clear();
    this.completions.clear();
    this.kept = [];
    this.duplicates = 0;
    this.conflicts = 0;
    this.furtherEnrolments = 0;
  }

  private add(statement: Statement): void {
    this.byId.add(digestOf(statement.id.toLowerCase()), digestOf(canonicalText(statement)));
    this.kept.push(statement);
    if (this.kept.length > 2 * RECENT_MAX) this.kept = this.kept.slice(-RECENT_MAX);
    // Oracle Learning enrols anew for a statement that comes after a completion: the same one under another id, too.
    const { actor, object, timestamp } = statement;
    const completion = digestOf(canonicalText({ actor, object: object.id, timestamp }));
    if (this.completions.find(completion) >= 0) this.furtherEnrolments += 1;
    else this.completions.add(completion, completion);
  }
}
