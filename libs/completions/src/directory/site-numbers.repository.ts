import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CompletionRecordRepository } from '../completion-record.repository';

/** Whose numbers. */
export type NumberedKind = 'people' | 'courses';

/** The numbers of one kind from one place in a site. */
export interface NumberPlace {
  readonly kind: NumberedKind;
  readonly source: string;
}

/** What the site says now; `null`: it keeps none. */
export interface ToldNumber {
  readonly id: number;
  readonly number: string | null;
}

const MEMBER_IDS: Readonly<Record<NumberedKind, string>> = { people: 'user_id', courses: 'course_id' };

/** Numbers of people and courses beside what completions show of them: read from the site, asked for at delivery. */
@Injectable()
export class SiteNumbers {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly records: CompletionRecordRepository,
  ) {}

  /** Keeps what a site says now, and answers whether any of it is new. Nobody who was erased gets a number again. */
  async note(siteId: string, { kind, source }: NumberPlace, told: readonly ToldNumber[]): Promise<boolean> {
    if (told.length === 0) return false;
    const once = [...new Map(told.map((one) => [one.id, one])).values()];
    // Of most there is nothing new: seen without the lock.
    const news = await selectRows<ToldNumber>(
      this.dataSource,
      `SELECT told.id, told.number FROM json_to_recordset($4::json) AS told(id bigint, number text)
         LEFT JOIN site_numbers known
                ON (known.site_id, known.kind, known.source, known.member_id) = ($1, $2, $3, told.id)
        WHERE known.number IS DISTINCT FROM told.number AND ${isNotErased('told.id')}`,
      [siteId, kind, source, JSON.stringify(once)],
    );
    if (news.length === 0) return false;
    await this.dataSource.transaction(async (manager) => {
      // Whoever erases a person forgets the numbers under this lock, too.
      await this.records.lockForWriting(manager);
      const parameters = [siteId, kind, source, JSON.stringify(news)];
      await affectedRows(
        manager,
        `DELETE FROM site_numbers known USING json_to_recordset($4::json) AS told(id bigint, number text)
          WHERE (known.site_id, known.kind, known.source, known.member_id) = ($1, $2, $3, told.id)
            AND told.number IS NULL`,
        parameters,
      );
      await affectedRows(
        manager,
        `INSERT INTO site_numbers (site_id, kind, source, member_id, number)
         SELECT $1, $2, $3, told.id, told.number FROM json_to_recordset($4::json) AS told(id bigint, number text)
          WHERE told.number IS NOT NULL AND ${isNotErased('told.id')}
         ON CONFLICT ON CONSTRAINT pk_site_numbers DO UPDATE SET number = excluded.number`,
        parameters,
      );
    });
    return true;
  }

  /** The numbers that belong to records, each by the id of its record. */
  async ofRecords(
    { kind, source }: NumberPlace,
    recordIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (recordIds.length === 0) return new Map();
    const rows = await selectRows<{ id: string; number: string }>(
      this.dataSource,
      `SELECT record.id, known.number FROM completion_records record
         JOIN site_numbers known ON known.site_id = record.site_id AND known.kind = $1 AND known.source = $2
                                AND known.member_id = record.${MEMBER_IDS[kind]}
        WHERE record.id = ANY($3::uuid[])`,
      [kind, source, recordIds],
    );
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /** The ids of the people, or courses, whom the ledger knows of a site, after one of them. */
  async knownIds(
    siteId: string,
    kind: NumberedKind,
    after: { id: number; limit: number },
  ): Promise<number[]> {
    const column = MEMBER_IDS[kind];
    const rows = await selectRows<{ id: string }>(
      this.dataSource,
      `SELECT ${column} AS id FROM ${kind} WHERE site_id = $1 AND ${column} > $2 ORDER BY ${column} LIMIT $3`,
      [siteId, after.id, after.limit],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** Leaves the numbers of one place only, or of none: nobody asks for the others. */
  async keepOnly(siteId: string, kind: NumberedKind, source: string | null): Promise<void> {
    await affectedRows(
      this.dataSource,
      'DELETE FROM site_numbers WHERE site_id = $1 AND kind = $2 AND (source < $3 OR source > $3)',
      [siteId, kind, source ?? ''],
    );
  }

  /** Leaves none of a person who was erased; answers which they were. No writer adds one afterwards. */
  async forget(manager: EntityManager, siteId: string, userId: number): Promise<string[]> {
    await this.records.lockForWriting(manager);
    const rows = await selectRows<{ number: string }>(
      manager,
      `WITH gone AS (
         DELETE FROM site_numbers WHERE site_id = $1 AND kind = 'people' AND member_id = $2 RETURNING number)
       SELECT number FROM gone`,
      [siteId, userId],
    );
    return rows.map(({ number }) => number);
  }

  /** Has a listener told when numbers have been read anew and some are others. Answers what ends that. */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells whoever waits for numbers that there are others now. */
  announceNews(): void {
    this.listeners.forEach((listener) => listener());
  }
}

function isNotErased(id: string): string {
  return `NOT ($2 = 'people' AND EXISTS (
    SELECT 1 FROM erased_people erased WHERE erased.site_id = $1 AND erased.user_id = ${id}))`;
}
