import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  LOOKUP_FAULTS_SHOWN_MAX,
  LOOKUP_PAGE_LIMIT_DEFAULT,
  type ListLookupParams,
  type LookupPageView,
  type LookupRowView,
  type LookupTable,
  type LookupUploadView,
  type SaveLookupRow,
  type UploadLookupParams,
} from '@oracle-integration/contracts';
import { BYTE_ORDER_MARK, csvLine, RequestInvalidError } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { MappingRelease } from '../mapping-release.service';
import { LookupRowUnknownError } from '../mapping.errors';
import { faultOfPair, readLookupFile } from './lookup-file';
import { LookupRepository, type LookupRow } from './lookup.repository';

/** Rows in one statement. */
const PORTION = 5_000;

/** The tables that say what Oracle calls people and courses. A change lets go what waited for it. */
@Injectable()
export class LookupTableService {
  constructor(
    private readonly rows: LookupRepository,
    private readonly release: MappingRelease,
    private readonly dataSource: DataSource,
  ) {}

  async page(table: LookupTable, { q, cursor, limit }: ListLookupParams): Promise<LookupPageView> {
    const size = limit ?? LOOKUP_PAGE_LIMIT_DEFAULT;
    const after = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString('utf8');
    const found = await this.rows.page(table, q?.trim() ?? '', after.replaceAll('\0', ''), size + 1);
    const rows = found.slice(0, size);
    const last = found.length > size ? rows.at(-1)!.key : undefined;
    return {
      rows: rows.map(rowView),
      nextCursor: last === undefined ? null : Buffer.from(last).toString('base64url'),
    };
  }

  /** @throws RequestInvalidError when the row cannot be used */
  async save(table: LookupTable, row: SaveLookupRow, by: string): Promise<LookupRowView> {
    const pair = { key: row.key.trim(), value: row.value.trim() };
    const fault = faultOfPair(pair);
    if (fault !== undefined) throw new RequestInvalidError([{ field: fault.split(' ')[0]!, message: fault }]);
    await this.rows.save(this.dataSource, table, { pairs: [pair], by });
    await this.release.tableChanged(table);
    return { ...pair, updatedAt: new Date().toISOString(), updatedBy: by };
  }

  /** @throws LookupRowUnknownError */
  async remove(table: LookupTable, key: string): Promise<{ removed: number }> {
    const removed = await this.rows.remove(this.dataSource, table, key);
    if (removed === 0) throw new LookupRowUnknownError(table, key);
    return { removed };
  }

  /**
   * All of a file, or, when it is merged, all of it that can be used.
   *
   * @throws RequestInvalidError when there is no file
   */
  async upload(
    table: LookupTable,
    { mode, body }: UploadLookupParams & { body: unknown },
    by: string,
  ): Promise<LookupUploadView> {
    if (!(body instanceof Readable))
      throw new RequestInvalidError([
        { field: 'body', message: 'the body must be the CSV file, sent as text/csv' },
      ]);
    const file = await readLookupFile(body, LOOKUP_FAULTS_SHOWN_MAX);
    const { rows, faultCount } = file;
    const report = { mode, rows, faultCount, faults: [...file.faults] };
    const isApplied = file.pairs.size > 0 && (mode === 'merge' || faultCount === 0);
    if (!isApplied) return { ...report, isApplied, added: 0, changed: 0, removed: 0 };
    const pairs = [...file.pairs].map(([key, value]) => ({ key, value }));
    const counts = await this.dataSource.transaction(async (manager) => {
      await this.rows.lock(manager, table);
      const total = { added: 0, changed: 0, removed: 0 };
      for (let begin = 0; begin < pairs.length; begin += PORTION) {
        const saved = await this.rows.save(manager, table, {
          pairs: pairs.slice(begin, begin + PORTION),
          by,
        });
        total.added += saved.added;
        total.changed += saved.changed;
      }
      if (mode === 'replace')
        total.removed = await this.rows.removeAllBut(manager, table, [...file.pairs.keys()]);
      return total;
    });
    await this.release.tableChanged(table);
    return { ...report, isApplied, ...counts };
  }

  /** The whole table as CSV, page by page. */
  async *csv(table: LookupTable): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(['key', 'value']);
    for (let after = ''; ;) {
      const rows = await this.rows.page(table, '', after, PORTION);
      if (rows.length === 0) return;
      yield rows.map(({ key, value }) => csvLine([key, value])).join('');
      after = rows.at(-1)!.key;
    }
  }
}

function rowView({ key, value, updatedAt, updatedBy }: LookupRow): LookupRowView {
  return { key, value, updatedAt: updatedAt.toISOString(), updatedBy };
}
