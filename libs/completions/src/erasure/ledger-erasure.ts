import { Injectable } from '@nestjs/common';
import type { CompletionView, ErasureCounts, ErasureLedgerCounts } from '@oracle-integration/contracts';
import type { NoteErased, PersonalStore, PersonToErase } from '@oracle-integration/platform';
import { QueueErasure } from '@oracle-integration/queue';
import { DataSource, type EntityManager } from 'typeorm';
import { CompletionRecordRepository } from '../completion-record.repository';
import { DirectoryRepository } from '../directory/directory.repository';
import { ErasedPeopleRepository } from './erased-people.repository';
import { type KnownAs, LedgerErasureRepository } from './ledger-erasure.repository';
import { erasedRevision, erasedUserView, viewWithoutPerson } from './without-person';

/** Records at once: some 50 ms under the lock that other writers of the ledger wait for. */
const BATCH = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Whom = Pick<PersonToErase, 'siteId' | 'userId'>;

/**
 * Erases a person from the ledger and from the deliveries of their records. The records stay, as those of a number
 * without a name, so that all counts go on adding up; each gets a revision, so that whoever pulls learns of it.
 */
@Injectable()
export class LedgerErasure implements PersonalStore {
  constructor(
    private readonly erased: ErasedPeopleRepository,
    private readonly ledger: LedgerErasureRepository,
    private readonly records: CompletionRecordRepository,
    private readonly directory: DirectoryRepository,
    private readonly queue: QueueErasure,
    private readonly dataSource: DataSource,
  ) {}

  /** Every form in which the ledger has ever known the person, the latest first. */
  knownAs({ siteId, userId }: Whom): Promise<KnownAs[]> {
    return this.ledger.knownAs(this.dataSource, siteId, userId);
  }

  countByStatus({ siteId, userId }: Whom): Promise<ErasureLedgerCounts> {
    return this.ledger.countByStatus(this.dataSource, siteId, userId);
  }

  /** How many of the person's records Oracle has. */
  async countDelivered(whom: Whom): Promise<number> {
    let count = 0;
    for await (const ids of this.pages(whom)) count += await this.queue.countDelivered(this.dataSource, ids);
    return count;
  }

  /** Whether any of the person's deliveries is under way, so that an answer about it may still come. */
  async isBeingDelivered(whom: Whom): Promise<boolean> {
    for await (const ids of this.pages(whom)) {
      if (await this.queue.isAnyUnderWay(this.dataSource, ids)) return true;
    }
    return false;
  }

  async erase(person: PersonToErase, note: NoteErased): Promise<void> {
    // First of all, and committed: whatever is captured from now on names nobody.
    await this.erased.add(this.dataSource, person.siteId, person.userId);
    await this.eraseFromDirectory(person, note);
    for await (const ids of this.pages(person)) {
      await this.dataSource.transaction(async (manager) => {
        const ledger = await this.eraseRecords(manager, person.siteId, ids);
        await note(manager, { ...ledger, ...(await this.queue.erase(manager, ids)) });
      });
    }
  }

  /** Under the ledger's lock: a writer who was ahead of us has written the name by then, and none follows. */
  private eraseFromDirectory({ siteId, userId }: Whom, note: NoteErased): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      await this.records.lockForWriting(manager);
      const hasForgotten = await this.directory.forget(manager, siteId, erasedUserView(userId));
      await note(manager, { people: Number(hasForgotten) });
    });
  }

  /** The ids of the person's records, batch by batch: for others who keep something about them. */
  async *pages(whom: Whom): AsyncGenerator<string[]> {
    for (let after = FIRST_ID; ;) {
      const ids = await this.ledger.idsAfter(this.dataSource, whom, after, BATCH);
      if (ids.length > 0) yield ids;
      if (ids.length < BATCH) return;
      after = ids.at(-1)!;
    }
  }

  private async eraseRecords(
    manager: EntityManager,
    siteId: string,
    ids: readonly string[],
  ): Promise<ErasureCounts> {
    const changedAt = await this.records.lockForWriting(manager);
    const records = await this.records.findByIds(manager, siteId, ids);
    const changes = records.flatMap((record) => erasedRevision(record) ?? []);
    if (changes.length > 0) await this.records.revise(manager, changes, { changedAt, by: 'erasure' });
    const past = (await this.ledger.pastRevisions(manager, ids)).flatMap(({ json, ...key }) => {
      const view = viewWithoutPerson(JSON.parse(json) as CompletionView);
      return JSON.stringify(view) === json ? [] : [{ ...key, view }];
    });
    await this.ledger.replacePast(manager, past);
    return {
      completion_records: changes.length,
      completion_revisions: past.length,
      acknowledgements: await this.ledger.forgetWords(manager, ids),
    };
  }
}
