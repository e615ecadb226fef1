import { Injectable } from '@nestjs/common';
import type { CompletionCourseView, CompletionUserView } from '@oracle-integration/contracts';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { foldedText, prefixQuery, searchWords } from './search-words';

/** A person of a site, as the ledger was told last. */
export interface KnownPerson {
  readonly siteId: string;
  readonly user: CompletionUserView;
  /** By which lists of people are sorted. */
  readonly sortName: string;
}

/** A place in a list of people. */
export interface PersonPosition {
  readonly sortName: string;
  readonly siteId: string;
  readonly userId: number;
}

/** A person or a course of a site. */
export interface SiteMember {
  readonly siteId: string;
  readonly id: number;
}

interface Told {
  readonly user: CompletionUserView;
  readonly course: CompletionCourseView;
}

interface PersonRow {
  siteId: string;
  sortName: string;
  json: string;
}

/** People who are found and then put in order. */
const FEW = 2_000;

/** One row for each that is not known exactly so. Nothing is locked, or written, for those that are. */
function newsOf(table: 'people' | 'courses', id: 'user_id' | 'course_id'): string {
  return `SELECT told.json FROM json_to_recordset($2::json) AS told(id bigint, json text)
    WHERE NOT EXISTS (SELECT 1 FROM ${table} AS known
                       WHERE known.site_id = $1 AND known.${id} = told.id AND known.public_json::text = told.json)`;
}

/** Who and what the ledger is about, found by words. Kept in the transactions that write the ledger. */
@Injectable()
export class DirectoryRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Notes how people and courses are told now; of most there is nothing new. */
  async note(manager: EntityManager, siteId: string, told: readonly Told[]): Promise<void> {
    if (told.length === 0) return;
    const people = await newcomers<CompletionUserView>(
      manager,
      newsOf('people', 'user_id'),
      siteId,
      told.map(({ user }) => user),
    );
    if (people.length > 0) await this.savePeople(manager, siteId, people);
    const courses = await newcomers<CompletionCourseView>(
      manager,
      newsOf('courses', 'course_id'),
      siteId,
      told.map(({ course }) => course),
    );
    if (courses.length > 0) await this.saveCourses(manager, siteId, courses);
  }

  /** Leaves nothing of a person but their number; answers whether there was more. */
  async forget(manager: EntityManager, siteId: string, nobody: CompletionUserView): Promise<boolean> {
    const known = await affectedRows(
      manager,
      `SELECT 1 FROM people WHERE site_id = $1 AND user_id = $2 AND public_json::text <> $3 FOR UPDATE`,
      [siteId, nobody.id, JSON.stringify(nobody)],
    );
    if (known > 0) await this.savePeople(manager, siteId, [nobody]);
    return known > 0;
  }

  /** People by name, after a place in their list; with words, those who have each of them. */
  async people(
    words: readonly string[],
    after: PersonPosition | undefined,
    limit: number,
  ): Promise<KnownPerson[]> {
    const matching = words.length > 0 ? 'words @@ $5::tsquery' : '$5::text IS NOT NULL';
    const rows = await selectRows<PersonRow>(
      this.dataSource,
      // Few are put in order: a planner that hopes to meet them soon would walk all people in the order of their names.
      // Of many that walk meets some soon: sorting the 300,000 who have "com" in their address took a second.
      `WITH found AS ${(await this.areFew(words)) ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (
         SELECT * FROM people WHERE ${matching})
       SELECT site_id AS "siteId", sort_name AS "sortName", public_json::text AS json FROM found
        WHERE (sort_name, site_id, user_id) > ($1 COLLATE "C", $2, $3::bigint)
        ORDER BY sort_name, site_id, user_id LIMIT $4`,
      [after?.sortName ?? '', after?.siteId ?? '', after?.userId ?? 0, limit, prefixQuery(words)],
    );
    return rows.map(knownPerson);
  }

  async person({ siteId, id }: SiteMember): Promise<KnownPerson | undefined> {
    const [row] = await selectRows<PersonRow>(
      this.dataSource,
      `SELECT site_id AS "siteId", sort_name AS "sortName", public_json::text AS json
         FROM people WHERE site_id = $1 AND user_id = $2`,
      [siteId, id],
    );
    return row && knownPerson(row);
  }

  /** Up to `limit` people who have each of the words. */
  peopleWith(words: readonly string[], limit: number): Promise<SiteMember[]> {
    return this.membersWith('people', 'user_id', words, limit);
  }

  /** Up to `limit` courses that have each of the words. */
  coursesWith(words: readonly string[], limit: number): Promise<SiteMember[]> {
    return this.membersWith('courses', 'course_id', words, limit);
  }

  private async areFew(words: readonly string[]): Promise<boolean> {
    return words.length > 0 && (await this.peopleWith(words, FEW + 1)).length <= FEW;
  }

  private async membersWith(
    table: 'people' | 'courses',
    id: 'user_id' | 'course_id',
    words: readonly string[],
    limit: number,
  ): Promise<SiteMember[]> {
    if (words.length === 0) return [];
    const rows = await selectRows<{ siteId: string; id: string }>(
      this.dataSource,
      `SELECT site_id AS "siteId", ${id} AS id FROM ${table} WHERE words @@ $1::tsquery LIMIT $2`,
      [prefixQuery(words), limit],
    );
    return rows.map((row) => ({ siteId: row.siteId, id: Number(row.id) }));
  }

  private async savePeople(
    manager: EntityManager,
    siteId: string,
    people: readonly CompletionUserView[],
  ): Promise<void> {
    const rows = people.map((user) => ({
      id: user.id,
      words: searchWords([user.firstname, user.lastname, user.username, user.idnumber, user.email]),
      sortName: foldedText([user.lastname, user.firstname].filter(Boolean).join(' ')),
      json: JSON.stringify(user),
    }));
    await affectedRows(
      manager,
      `INSERT INTO people (site_id, user_id, words, sort_name, public_json)
       SELECT $1, id, array_to_tsvector(words), "sortName", json::json
         FROM json_to_recordset($2::json) AS told(id bigint, words text[], "sortName" text, json text)
       ON CONFLICT ON CONSTRAINT pk_people DO UPDATE
         SET words = excluded.words, sort_name = excluded.sort_name, public_json = excluded.public_json`,
      [siteId, JSON.stringify(rows)],
    );
  }

  private async saveCourses(
    manager: EntityManager,
    siteId: string,
    courses: readonly CompletionCourseView[],
  ): Promise<void> {
    const rows = courses.map((course) => ({
      id: course.id,
      words: searchWords([course.fullname, course.shortname, course.idnumber]),
      json: JSON.stringify(course),
    }));
    await affectedRows(
      manager,
      `INSERT INTO courses (site_id, course_id, words, public_json)
       SELECT $1, id, array_to_tsvector(words), json::json
         FROM json_to_recordset($2::json) AS told(id bigint, words text[], json text)
       ON CONFLICT ON CONSTRAINT pk_courses DO UPDATE
         SET words = excluded.words, public_json = excluded.public_json`,
      [siteId, JSON.stringify(rows)],
    );
  }
}

/** Those of the told, each once, of whom there is news. */
async function newcomers<Value extends { readonly id: number }>(
  manager: EntityManager,
  sql: string,
  siteId: string,
  told: readonly Value[],
): Promise<Value[]> {
  const once = [...new Map(told.map((one) => [one.id, one])).values()];
  const parameter = JSON.stringify(once.map((one) => ({ id: one.id, json: JSON.stringify(one) })));
  const rows = await selectRows<{ json: string }>(manager, sql, [siteId, parameter]);
  return rows.map(({ json }) => JSON.parse(json) as Value);
}

function knownPerson({ siteId, sortName, json }: PersonRow): KnownPerson {
  return { siteId, sortName, user: JSON.parse(json) as CompletionUserView };
}
