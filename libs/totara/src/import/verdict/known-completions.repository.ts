import { Injectable } from '@nestjs/common';
import type { CourseSnapshot, LearnerCourse, UserSnapshot } from '@oracle-integration/completions';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

/** A completion that the ledger has of a learner in a course. */
export interface KnownCompletion extends LearnerCourse {
  readonly completedAt: Date;
  /** Whether the site told it, by its database or a message, and no file. */
  readonly isFromSite: boolean;
  readonly isRevoked: boolean;
  /** As an earlier import told them; `null` for what the site told. */
  readonly user: UserSnapshot | null;
  readonly course: CourseSnapshot | null;
}

/** Looks up in the ledger what is known of the completions of a file. */
@Injectable()
export class KnownCompletionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(siteId: string, pairs: readonly LearnerCourse[]): Promise<KnownCompletion[]> {
    if (pairs.length === 0) return [];
    const rows = await selectRows<KnownRow>(
      this.dataSource,
      `SELECT record.user_id AS "userId", record.course_id AS "courseId", record.completed_at AS "completedAt",
              record.source_table <> 'import' AS "isFromSite", record.status = 'revoked' AS "isRevoked",
              CASE WHEN record.source_table = 'import' THEN (record.public_json->'user')::jsonb - 'id' END AS "user",
              CASE WHEN record.source_table = 'import' THEN (record.public_json->'course')::jsonb - 'id' END AS course
         FROM json_to_recordset($2::json) AS pair("userId" bigint, "courseId" bigint)
         JOIN completion_records record
           ON record.site_id = $1 AND record.user_id = pair."userId" AND record.course_id = pair."courseId"
        WHERE record.completed_at IS NOT NULL`,
      [siteId, JSON.stringify(pairs)],
    );
    return rows.map((row) => ({ ...row, userId: Number(row.userId), courseId: Number(row.courseId) }));
  }
}

type KnownRow = Omit<KnownCompletion, 'userId' | 'courseId'> & { userId: string; courseId: string };
