import { Injectable } from '@nestjs/common';
import type { NoticedBy, RecordChangeKind } from '@oracle-integration/contracts';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { isErasedSql } from '../erasure/is-erased-sql';
import type { RecordSource } from '../observation';

/** More revisions than any record has: a bound for what is read at once. */
const REVISIONS_MAX = 1000;

export interface StoredRevision {
  readonly kind: RecordChangeKind;
  readonly noticedBy: NoticedBy;
  readonly publicJson: string;
}

export interface StoredRecord extends StoredRevision {
  readonly siteId: string;
  readonly source: RecordSource;
  readonly sourceRowId: string;
  readonly isErased: boolean;
}

/** Every query on the past of a record. */
@Injectable()
export class StoryRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(id: string): Promise<StoredRecord | undefined> {
    const [row] = await selectRows<StoredRecord>(
      this.dataSource,
      `SELECT site_id AS "siteId", source_table AS source, source_row_id AS "sourceRowId", change_kind AS kind,
              noticed_by AS "noticedBy", public_json::text AS "publicJson", ${isErasedSql()} AS "isErased"
         FROM completion_records record WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The revisions before the present one, the oldest first. */
  pastRevisions(id: string): Promise<StoredRevision[]> {
    return selectRows(
      this.dataSource,
      `SELECT kind, "noticedBy", "publicJson" FROM (
         SELECT revision, change_kind AS kind, noticed_by AS "noticedBy", public_json::text AS "publicJson"
           FROM completion_revisions WHERE record_id = $1 ORDER BY revision DESC LIMIT ${REVISIONS_MAX}) latest
        ORDER BY revision`,
      [id],
    );
  }
}
