import type { LearnerCourse, NumberedKind, SourceTable, WholePicture } from '@oracle-integration/completions';
import { NO_NUMBER_SOURCES, type NumberSources } from '@oracle-integration/settings';
import { TotaraUnreadableError } from '../totara.errors';
import {
  type FoundCourse,
  type FoundUser,
  type Lookup,
  lookupOfCourses,
  lookupOfUsers,
} from './directory-lookup';
import type { CourseField, UserField } from './queries/directory-queries';
import { openSiteDatabase } from './database/open-site-database';
import type { SiteDatabase } from './database/site-database';
import {
  type CountRow,
  type DayCount,
  dayCount,
  type DigestRow,
  type FingerprintRow,
  type KeptNumber,
  keptNumber,
  type KeyRow,
  type LogDigest,
  type LogDigestRow,
  type MarksRow,
  type NumberRow,
  type RangeDigest,
  rangeDigest,
  type RowFingerprint,
  rowFingerprint,
  type RowKey,
  rowKey,
  type SiteMarks,
  siteMarks,
} from './site-answers';
import { describeSite, type SiteQueries } from './site-description';
import { withNumbers } from './observed-numbers';
import type { SqlParameters } from './database/sql-dialect';
import { type CurrentRow, type HistoryRow, picturesFrom } from './totara-rows';

export type {
  DayCount,
  KeptNumber,
  LogDigest,
  RangeDigest,
  RowFingerprint,
  RowKey,
  SiteMarks,
} from './site-answers';

export interface TotaraPlace {
  readonly url: string;
  readonly schema: string;
  readonly prefix: string;
  /** Which numbers are read beside the completions; none where nothing is said. */
  readonly numbers?: NumberSources;
}

interface PairRows {
  readonly current: CurrentRow[];
  readonly history: HistoryRow[];
}

/** Above every id that a site can have. */
const NO_END = Number.MAX_SAFE_INTEGER;
const DIRECTORY_PAGE = 5_000;
const NOTHING: RangeDigest = { rows: 0, sum: '0', lastId: null };

/** Reads a Totara (or Moodle) database and nothing else. */
export class TotaraReader {
  private readonly database: SiteDatabase;
  private prepared: Promise<SiteQueries> | undefined;

  constructor(readonly place: TotaraPlace) {
    this.database = openSiteDatabase(place.url);
  }

  /** Whether the site keeps a change log (Totara does, Moodle does not). */
  async hasChangeLog(): Promise<boolean> {
    return (await this.prepare()).logKeys !== undefined;
  }

  async marks(): Promise<SiteMarks> {
    const { marks } = await this.prepare();
    const [row] = await this.read<MarksRow>(marks);
    return siteMarks(row!);
  }

  /** The keys of the present completion rows after an id, in the order of ids. Those of no courses are among them. */
  async currentKeys(afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).currentKeys, { after_id: afterId, limit });
  }

  /** The keys of the archived completion rows after an id; none where the site keeps no history. */
  async historyKeys(afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).historyKeys, { after_id: afterId, limit });
  }

  /** What the change log says after an id; nothing where the site keeps none. */
  async logKeys(afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).logKeys, { after_id: afterId, limit });
  }

  /** How many rows the change log has after an id, counted up to a limit, and the sum of their ids. */
  async logDigest(afterId: number, limit: number): Promise<LogDigest> {
    const { logDigest } = await this.prepare();
    if (logDigest === undefined) return { rows: 0, idSum: 0 };
    const [row] = await this.read<LogDigestRow>(logDigest, { after_id: afterId, limit });
    return { rows: Number(row!.row_count), idSum: Number(row!.id_sum ?? 0) };
  }

  async courseKeys(courseId: number, afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).courseKeys, { course_id: courseId, after_id: afterId, limit });
  }

  /**
   * The whole picture of the given learners and courses, of one moment.
   *
   * One snapshot for both tables: a row that is archived between two reads would else be seen in neither.
   */
  async observe(pairs: readonly LearnerCourse[]): Promise<WholePicture[]> {
    if (pairs.length === 0) return [];
    const rows = await this.pairRows(pairs);
    if (rows.current.length === pairs.length) return this.pictured(rows);
    // Rows are there twice where a course has got a second total since the tables were looked at.
    this.prepared = undefined;
    return this.pictured(await this.pairRows(pairs));
  }

  /** What the next `limit` rows of a table after an id, up to another, come to. */
  async digest(
    table: SourceTable,
    afterId: number,
    limit: number,
    untilId: number = NO_END,
  ): Promise<RangeDigest> {
    const queries = (await this.prepare()).rows[table];
    if (!queries) return NOTHING;
    const parameters = { after_id: afterId, until_id: untilId, limit };
    const [row] = await this.read<DigestRow>(queries.digest, parameters);
    return rangeDigest(row!);
  }

  /** The fingerprints of the next `limit` rows of a table after an id, up to another, in the order of ids. */
  async fingerprints(
    table: SourceTable,
    afterId: number,
    untilId: number,
    limit: number,
  ): Promise<RowFingerprint[]> {
    const queries = (await this.prepare()).rows[table];
    if (!queries) return [];
    const parameters = { after_id: afterId, until_id: untilId, limit };
    return (await this.read<FingerprintRow>(queries.fingerprints, parameters)).map(rowFingerprint);
  }

  /**
   * How many rows after an id, up to another, have a time of completion, by course and day. Rows that are no
   * completions, of workspaces or the guest account, are not counted.
   */
  async completionCounts(table: SourceTable, afterId: number, untilId: number): Promise<DayCount[]> {
    const queries = (await this.prepare()).rows[table];
    if (!queries) return [];
    const parameters = { after_id: afterId, until_id: untilId };
    return (await this.read<CountRow>(queries.completionCounts, parameters)).map(dayCount);
  }

  /**
   * The people that values stand for, at most 1,000 of them a call. Several answers for one value are all given.
   * Deleted people are found by their id only.
   */
  async findUsers(field: UserField, values: readonly string[]): Promise<readonly FoundUser[]> {
    const { users } = await this.prepare();
    return this.find(users[field], lookupOfUsers(field, values), ({ user_row }) => Number(user_row));
  }

  /** The courses that values stand for, at most 1,000 of them a call; no workspaces, and not the front page. */
  async findCourses(field: CourseField, values: readonly string[]): Promise<readonly FoundCourse[]> {
    const { courses } = await this.prepare();
    return this.find(courses[field], lookupOfCourses(field, values), ({ course_row }) => Number(course_row));
  }

  /**
   * The numbers that are kept of people, or courses, at most 1,000 of them a call; whoever was deleted is left out.
   * `undefined` where none are asked for, or they cannot be read.
   */
  async numbers(kind: NumberedKind, ids: readonly number[]): Promise<readonly KeptNumber[] | undefined> {
    const query = (await this.prepare()).numbers[kind];
    if (query === undefined) return undefined;
    const rows = await this.read<NumberRow>(query.sql, { ...query.parameters, values: ids });
    return rows.map(keptNumber);
  }

  /** Whether the custom field that holds the numbers is there; of a job assignment there is nothing to be missing. */
  async hasNumberField(kind: NumberedKind): Promise<boolean> {
    const query = (await this.prepare()).numbers[kind];
    if (query?.field === undefined) return query !== undefined;
    return (await this.read(query.field, query.parameters)).length > 0;
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  /** One more statement for each kind of number that is asked for. */
  private async pictured({ current, history }: PairRows): Promise<WholePicture[]> {
    const pictures = picturesFrom(current, history);
    const { people, courses } = this.place.numbers ?? NO_NUMBER_SOURCES;
    const idsOf = (id: 'userId' | 'courseId') => [...new Set(pictures.map((picture) => picture[id]))];
    const ofPeople = people === null ? undefined : await this.numbers('people', idsOf('userId'));
    const ofCourses = courses === null ? undefined : await this.numbers('courses', idsOf('courseId'));
    const numbered = withNumbers(pictures, 'people', { source: people, kept: ofPeople });
    return withNumbers(numbered, 'courses', { source: courses, kept: ofCourses });
  }

  private async pairRows(pairs: readonly LearnerCourse[]): Promise<PairRows> {
    const queries = await this.prepare();
    return this.lookingAnewAfter(
      this.database.inSnapshot(async (read) => ({
        current: await read<CurrentRow>(queries.current, { pairs }),
        history: queries.history === undefined ? [] : await read<HistoryRow>(queries.history, { pairs }),
      })),
    );
  }

  private async find<Row extends object, Found>(
    sql: string,
    lookup: Lookup<Row, Found>,
    idOf: (row: Row) => number,
  ): Promise<readonly Found[]> {
    let afterId = 0;
    while (lookup.values.length > 0) {
      const parameters = { values: lookup.values, after_id: afterId, limit: DIRECTORY_PAGE };
      const rows = await this.read<Row>(sql, parameters);
      lookup.add(rows);
      if (rows.length < DIRECTORY_PAGE) break;
      afterId = idOf(rows.at(-1)!);
    }
    return lookup.found;
  }

  private async keys(sql: string | undefined, parameters: SqlParameters): Promise<RowKey[]> {
    if (sql === undefined) return [];
    return (await this.read<KeyRow>(sql, parameters)).map(rowKey);
  }

  private read<Row extends object>(sql: string, parameters?: SqlParameters): Promise<Row[]> {
    return this.lookingAnewAfter(this.database.read<Row>(sql, parameters));
  }

  /** What failed may have failed because the site was upgraded: its tables are looked at again before the next read. */
  private async lookingAnewAfter<Result>(reading: Promise<Result>): Promise<Result> {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof TotaraUnreadableError) this.prepared = undefined;
      throw error;
    }
  }

  private prepare(): Promise<SiteQueries> {
    this.prepared ??= describeSite(this.database, this.place, this.place.numbers).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }
}
