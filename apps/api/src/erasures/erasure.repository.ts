import { Injectable } from '@nestjs/common';
import type { ErasureCounts, ErasureLedgerCounts } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { ErasureEntity } from './erasure.entity';

/** A request as the table holds it. */
export type Erasure = Omit<ErasureEntity, 'userId'> & { readonly userId: number };
export type NewErasure = Pick<
  Erasure,
  | 'id'
  | 'siteId'
  | 'userId'
  | 'requestedBy'
  | 'requestedById'
  | 'requestedFrom'
  | 'terms'
  | 'ledgerBefore'
  | 'delivered'
>;

/** Where a list goes on. */
export interface ErasurePosition {
  readonly requestedAt: Date;
  readonly id: string;
}

const COLUMNS = `id, site_id AS "siteId", user_id AS "userId", requested_by AS "requestedBy",
  requested_by_id AS "requestedById", requested_from AS "requestedFrom", requested_at AS "requestedAt", terms, removed,
  ledger_before AS "ledgerBefore", ledger_after AS "ledgerAfter", delivered, finished_at AS "finishedAt", digest`;

/** Every query on requests to erase a person. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Writes a request down; false when the same person is being erased already. */
  async begin(erasure: NewErasure): Promise<boolean> {
    const { id, siteId, userId, requestedBy, requestedById, requestedFrom } = erasure;
    const added = await affectedRows(
      this.dataSource,
      `INSERT INTO erasures (id, site_id, user_id, requested_by, requested_by_id, requested_from, terms, removed,
                             ledger_before, delivered)
       VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', $8, $9) ON CONFLICT DO NOTHING`,
      [
        id,
        siteId,
        userId,
        requestedBy,
        requestedById,
        requestedFrom,
        JSON.stringify(erasure.terms),
        JSON.stringify(erasure.ledgerBefore),
        erasure.delivered,
      ],
    );
    return added === 1;
  }

  async find(id: string, executor: SqlExecutor = this.dataSource): Promise<Erasure | undefined> {
    return (await this.select(executor, 'id = $1', [id]))[0];
  }

  async findOpen(siteId: string, userId: number): Promise<Erasure | undefined> {
    return (
      await this.select(this.dataSource, 'site_id = $1 AND user_id = $2 AND finished_at IS NULL', [
        siteId,
        userId,
      ])
    )[0];
  }

  /** Those that are not finished, the first one first. */
  open(): Promise<Erasure[]> {
    return this.select(this.dataSource, 'finished_at IS NULL ORDER BY requested_at, id LIMIT 20', []);
  }

  /** The latest first. */
  page(after: ErasurePosition | undefined, limit: number): Promise<Erasure[]> {
    return this.select(
      this.dataSource,
      `($1::timestamptz IS NULL OR (requested_at, id) < ($1, $2::uuid))
        ORDER BY requested_at DESC, id DESC LIMIT $3`,
      [after?.requestedAt ?? null, after?.id ?? null, limit],
    );
  }

  /** Adds up what was removed, in the transaction that removes it. */
  async note(manager: EntityManager, id: string, counts: ErasureCounts): Promise<void> {
    const [row] = await selectRows<{ removed: ErasureCounts }>(
      manager,
      'SELECT removed FROM erasures WHERE id = $1 FOR UPDATE',
      [id],
    );
    const removed = { ...row!.removed };
    for (const [name, count] of Object.entries(counts)) {
      if (count > 0) removed[name] = (removed[name] ?? 0) + count;
    }
    await affectedRows(manager, 'UPDATE erasures SET removed = $2 WHERE id = $1', [
      id,
      JSON.stringify(removed),
    ]);
  }

  /** Ends a request, and forgets by what the person was known. */
  async finish(
    manager: EntityManager,
    id: string,
    {
      ledgerAfter,
      finishedAt,
      digest,
    }: { ledgerAfter: ErasureLedgerCounts; finishedAt: Date; digest: string },
  ): Promise<void> {
    await affectedRows(
      manager,
      'UPDATE erasures SET terms = NULL, ledger_after = $2, finished_at = $3, digest = $4 WHERE id = $1',
      [id, JSON.stringify(ledgerAfter), finishedAt, digest],
    );
  }

  private async select(executor: SqlExecutor, where: string, parameters: unknown[]): Promise<Erasure[]> {
    const rows = await selectRows<ErasureEntity>(
      executor,
      `SELECT ${COLUMNS} FROM erasures WHERE ${where}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, userId: Number(row.userId) }));
  }
}
