import { Injectable } from '@nestjs/common';
import {
  type CompletionView,
  type ListPeopleParams,
  PEOPLE_PAGE_LIMIT_DEFAULT,
  type PeoplePageView,
  type PersonDetailView,
  type PersonParams,
} from '@oracle-integration/contracts';
import { QueueService } from '@oracle-integration/queue';
import { DataSource } from 'typeorm';
import { DeliveryPolicies } from '../delivery-policies';
import { DirectoryRepository, type KnownPerson } from '../directory/directory.repository';
import { searchWords } from '../directory/search-words';
import { decodePeopleCursor, decodeRecordCursor, encodePeopleCursor } from './people-cursor';
import { PersonUnknownError } from './people.errors';
import { personCompletionView, personView } from './people.mapper';
import { PeopleRepository } from './people.repository';

/** Whom the ledger is about, and where their completions stand. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly people: PeopleRepository,
    private readonly queue: QueueService,
    private readonly dataSource: DataSource,
    private readonly policies: DeliveryPolicies,
  ) {}

  /** One page by name; with words, of those who have each of them. */
  async page({
    q = '',
    cursor,
    limit = PEOPLE_PAGE_LIMIT_DEFAULT,
  }: ListPeopleParams): Promise<PeoplePageView> {
    const after = cursor === undefined ? undefined : decodePeopleCursor(cursor);
    const words = searchWords([q]);
    // What consists of signs only names nobody.
    if (words.length === 0 && q.trim() !== '') return { items: [], nextCursor: null };
    const found = await this.directory.people(words, after, limit + 1);
    const items = found.slice(0, limit);
    const counts = await this.people.countsOf(items.map(memberOf));
    const last = items.at(-1);
    return {
      items: items.map((person, index) => personView(person, counts[index]!)),
      nextCursor:
        last && found.length > limit
          ? encodePeopleCursor({ sortName: last.sortName, siteId: last.siteId, userId: last.user.id })
          : null,
    };
  }

  /**
   * A person with their completions, what changed last first.
   *
   * @throws PersonUnknownError
   */
  async person(
    siteId: string,
    userId: number,
    { cursor, limit = PEOPLE_PAGE_LIMIT_DEFAULT }: PersonParams,
  ): Promise<PersonDetailView> {
    const member = { siteId, id: userId };
    const after = cursor === undefined ? undefined : decodeRecordCursor(cursor);
    const known = await this.directory.person(member);
    if (!known) throw new PersonUnknownError(siteId, userId);
    const [[counts], found] = await Promise.all([
      this.people.countsOf([member]),
      this.people.recordsOf(member, after, limit + 1),
    ]);
    const records = found.slice(0, limit);
    const ids = records.map(({ id }) => id);
    const latest = new Map(
      (await this.queue.latestOf(this.dataSource, ids)).map((delivery) => [delivery.recordId, delivery]),
    );
    const policy = this.policies.current();
    return {
      ...personView(known, counts!),
      completions: records.map(({ id, isErased, publicJson }) =>
        personCompletionView(JSON.parse(publicJson) as CompletionView, latest.get(id), { policy, isErased }),
      ),
      nextCursor: found.length > limit ? records.at(-1)!.changeSeq : null,
    };
  }
}

function memberOf({ siteId, user }: KnownPerson) {
  return { siteId, id: user.id };
}
