import type { ErasureCounts } from '@oracle-integration/contracts';
import type { EntityManager } from 'typeorm';

/** Whom to erase, and what texts may know them by. */
export interface PersonToErase {
  readonly siteId: string;
  readonly userId: number;
  /** E-mail addresses, user names, staff numbers and full names of theirs. */
  readonly terms: readonly string[];
}

/** Notes in the given transaction how many rows something was removed from. */
export type NoteErased = (manager: EntityManager, counts: ErasureCounts) => Promise<void>;

/**
 * A place that holds something about people. Erasing goes in short transactions, each of which notes what it did, so
 * that a process that is killed leaves nothing half done or uncounted; done again, it finds nothing more.
 */
export interface PersonalStore {
  erase(person: PersonToErase, note: NoteErased): Promise<void>;
}
