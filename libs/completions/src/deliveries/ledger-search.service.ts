import { Injectable } from '@nestjs/common';
import { QueueListingService } from '@oracle-integration/queue';
import { DirectoryRepository, type SiteMember } from '../directory/directory.repository';
import { searchWords } from '../directory/search-words';
import { isInPart, type LedgerScope, memberKey, type RecordKey, type ScopePart } from './ledger-scope';
import { LedgerSearchRepository } from './ledger-search.repository';

export interface LedgerQuestion {
  readonly q?: string;
  readonly courseId?: number;
}

/** Records that are named one by one; of more, items are looked at instead. */
const RECORDS_MAX = 5_000;
/** People and courses that a search looks at. */
const MEMBERS_MAX = 5_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Part {
  readonly people?: readonly SiteMember[];
  readonly courses?: readonly SiteMember[];
  readonly recordIds?: readonly string[];
}

/** Finds which records a manager means by the words they type. */
@Injectable()
export class LedgerSearchService {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly records: LedgerSearchRepository,
    private readonly listing: QueueListingService,
  ) {}

  async scope({ q = '', courseId }: LedgerQuestion): Promise<LedgerScope> {
    const text = q.trim();
    if (text === '' && courseId === undefined) return { kind: 'all' };
    const found: Part[] = text === '' ? [{}] : await this.partsOf(text);
    const named = await this.named(found, courseId);
    if (named) return { kind: 'records', recordIds: named };
    const parts = found.map((part) => scopePart(part, courseId));
    return { kind: 'parts', parts, isTooWide: found.some(isTooWide) };
  }

  /** Which of the given records the scope means. */
  async within(scope: LedgerScope, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (scope.kind === 'all') return new Set(recordIds);
    if (scope.kind === 'records') return new Set(scope.recordIds);
    const keys = await this.records.keysOf(recordIds);
    return new Set(keys.filter((key) => scope.parts.some((part) => isInPart(key, part))).map(({ id }) => id));
  }

  /** All words of a person, all of a course, a number or an id; else some of a person and the others of a course. */
  private async partsOf(text: string): Promise<Part[]> {
    if (UUID.test(text)) return [{ recordIds: [text.toLowerCase()] }];
    const words = searchWords([text]);
    const [people, courses, recordIds] = await Promise.all([
      this.directory.peopleWith(words, MEMBERS_MAX),
      this.directory.coursesWith(words, MEMBERS_MAX),
      this.listing.recordsOf(text),
    ]);
    const whole: Part[] = [{ people }, { courses }, { recordIds }].filter(isFound);
    if (whole.length > 0 || words.length < 2) return whole;
    const splits: Part[] = [];
    for (let end = 1; end < words.length; end += 1) {
      const [before, after] = [words.slice(0, end), words.slice(end)];
      for (const [person, course] of [
        [before, after],
        [after, before],
      ] as const)
        splits.push({
          people: await this.directory.peopleWith(person, MEMBERS_MAX),
          courses: await this.directory.coursesWith(course, MEMBERS_MAX),
        });
    }
    return splits.filter(({ people, courses }) => people!.length > 0 && courses!.length > 0);
  }

  /** The records of all parts, where they are few enough to be named. */
  private async named(parts: readonly Part[], courseId: number | undefined): Promise<string[] | undefined> {
    const ids = new Set<string>();
    for (const part of parts) {
      const keys = await this.keysOf(part, courseId);
      if (keys.length > RECORDS_MAX) return undefined;
      const wanted = scopePart(part, courseId);
      for (const key of keys) if (isInPart(key, wanted)) ids.add(key.id);
    }
    return ids.size > RECORDS_MAX ? undefined : [...ids];
  }

  private keysOf({ people, courses, recordIds }: Part, courseId: number | undefined): Promise<RecordKey[]> {
    if (recordIds) return this.records.keysOf(recordIds);
    if (people) return this.records.ofPeople(people, RECORDS_MAX + 1);
    if (courses) return this.records.ofCourses(courses, RECORDS_MAX + 1);
    return this.records.ofCourse(courseId!, RECORDS_MAX + 1);
  }
}

function isFound({ people, courses, recordIds }: Part): boolean {
  return [people, courses, recordIds].some((found) => found !== undefined && found.length > 0);
}

function isTooWide({ people, courses }: Part): boolean {
  return (people?.length ?? 0) === MEMBERS_MAX || (courses?.length ?? 0) === MEMBERS_MAX;
}

function scopePart({ people, courses, recordIds }: Part, courseId: number | undefined): ScopePart {
  const keys = (members: readonly SiteMember[]) =>
    new Set(members.map(({ siteId, id }) => memberKey(siteId, id)));
  return {
    ...(people && { people: keys(people) }),
    ...(courses && { courses: keys(courses) }),
    ...(recordIds && { recordIds: new Set(recordIds) }),
    ...(courseId !== undefined && { courseId }),
  };
}
