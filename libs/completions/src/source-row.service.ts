import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SourceTable } from './observation';
import {
  type SourceRange,
  type SourceRowKey,
  SourceRowRepository,
  type SourceRowView,
} from './source-row.repository';

/** What the ledger knows of a range of the site's rows, for whoever compares it with the site. */
@Injectable()
export class SourceRowService {
  constructor(
    private readonly rows: SourceRowRepository,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * How many rows of a range the ledger knows, and the exact sum of their fingerprints.
   *
   * @param limit rows looked at: more than the site has is a difference whatever their sum
   */
  digest(siteId: string, range: SourceRange, limit: number): Promise<{ rows: number; sum: string }> {
    return this.rows.digest(this.dataSource, siteId, range, limit);
  }

  /** The last row of a table that the ledger knows; 0 when it knows none. */
  lastRowId(siteId: string, table: SourceTable): Promise<number> {
    return this.rows.lastRowId(this.dataSource, siteId, table);
  }

  /** The first rows of a range, in the order of their ids. */
  page(siteId: string, range: SourceRange, limit: number): Promise<SourceRowView[]> {
    return this.rows.page(this.dataSource, siteId, range, limit);
  }

  /** Forgets rows that the site no longer has, after the ledger has drawn its conclusions. */
  forget(siteId: string, keys: readonly SourceRowKey[]): Promise<number> {
    return this.rows.remove(this.dataSource, siteId, keys);
  }
}
