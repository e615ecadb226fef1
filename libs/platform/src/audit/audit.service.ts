import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AuditPageView } from '@oracle-integration/contracts';
import { BYTE_ORDER_MARK, csvLine } from '../csv/csv-text';
import type { SqlExecutor } from '../database/sql';
import { auditCursor, type AuditPosition } from './audit-cursor';
import type { AuditEntry } from './audit-entry';
import { AUDIT_CSV_HEADER, auditCsvCells, auditEntryView } from './audit.mapper';
import { type AuditFilter, type AuditPageRequest, AuditRepository } from './audit.repository';
import { RefusalDigest } from './refusal-digest';

const STREAM_PAGE = 1_000;
const REMOVAL_BATCH = 5_000;

/** The audit log: what people and the service did, append-only. */
@Injectable()
export class AuditService {
  constructor(
    private readonly entries: AuditRepository,
    private readonly refusals: RefusalDigest,
  ) {}

  /** Writes an entry; with the caller's transaction it is written if and only if what it tells of is. */
  record(entry: AuditEntry, executor?: SqlExecutor): Promise<void> {
    return this.entries.append(entry, executor);
  }

  /** Writes down that somebody was refused. However often they come, they cost a bounded number of entries. */
  recordRefusal(entry: AuditEntry): Promise<void> {
    return this.refusals.note(entry);
  }

  /** The newest entries first. */
  async list(request: AuditPageRequest): Promise<AuditPageView> {
    const rows = await this.entries.page({ ...request, limit: request.limit + 1 });
    const items = rows.slice(0, request.limit);
    const last = rows.length > items.length ? items.at(-1) : undefined;
    return { items: items.map(auditEntryView), nextCursor: last ? auditCursor(last) : null };
  }

  /** All that a filter finds as a CSV file, page by page as it is read. */
  csv(filter: AuditFilter): Readable {
    return Readable.from(this.csvPages(filter), { objectMode: false });
  }

  /** Removes what is older than `days`, of which there are at least thirty; answers how many entries. */
  async removeOlderThan(days: number): Promise<number> {
    for (let removed = 0; ;) {
      const batch = await this.entries.removeOld(Math.max(days, 30), REMOVAL_BATCH);
      removed += batch;
      if (batch < REMOVAL_BATCH) return removed;
    }
  }

  private async *csvPages(filter: AuditFilter): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(AUDIT_CSV_HEADER);
    for (let after: AuditPosition | undefined; ;) {
      const rows = await this.entries.page({ ...filter, after, limit: STREAM_PAGE });
      if (rows.length > 0) yield rows.map((row) => csvLine(auditCsvCells(row))).join('');
      if (rows.length < STREAM_PAGE) return;
      after = rows.at(-1);
    }
  }
}
