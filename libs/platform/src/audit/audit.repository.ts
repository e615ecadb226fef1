import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditDetails } from '@oracle-integration/contracts';
import { DataSource } from 'typeorm';
import { affectedRows, selectRows, type SqlExecutor } from '../database/sql';
import type { AuditPosition } from './audit-cursor';
import type { AuditEntry } from './audit-entry';
import type { AuditEntryEntity } from './audit-entry.entity';

export type AuditRow = Omit<AuditEntryEntity, 'words'>;

/** Which entries are wanted; what is left out does not matter. */
export interface AuditFilter {
  readonly actions?: readonly AuditAction[];
  readonly actor?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly q?: string;
}

export interface AuditPageRequest extends AuditFilter {
  /** The last entry that was seen. */
  readonly after?: AuditPosition;
  readonly limit: number;
}

/** A text search vector has an end, and an entry must not fail on it. */
const WORDS_LENGTH_MAX = 50_000;

/** Callers name themselves as they like, also by what PostgreSQL cannot keep as text. */
const storable = (text: string) => Buffer.from(text.slice(0, 2_000)).toString().replaceAll('\0', '\ufffd');

/** SQL for the words of a text: e-mail addresses and keys are found by each of their parts. */
export const AUDIT_WORDS_VECTOR = (text: string) =>
  `to_tsvector('simple', regexp_replace(${text}, '[^[:alnum:]]+', ' ', 'g'))`;

/** Everything that an entry can be found by. */
export function auditWords({
  action,
  actorName,
  address,
  target,
  details,
}: Pick<AuditRow, 'action' | 'actorName' | 'address' | 'target' | 'details'>): string {
  const words = [action, actorName, address, target, JSON.stringify(details)];
  return words
    .filter((part) => part !== null)
    .join(' ')
    .slice(0, WORDS_LENGTH_MAX);
}

/** Every query on the audit log. */
@Injectable()
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  async append(entry: AuditEntry, executor: SqlExecutor = this.dataSource): Promise<void> {
    const { action, actor, address } = entry;
    const name = storable(actor.name);
    const target = entry.target ? storable(entry.target) : null;
    const details = JSON.stringify(entry.details ?? {}, (_key, value: unknown) =>
      typeof value === 'string' ? storable(value) : value,
    );
    const words = auditWords({
      action,
      actorName: name,
      address,
      target,
      details: JSON.parse(details) as AuditDetails,
    });
    await affectedRows(
      executor,
      `INSERT INTO audit_entries (action, actor_kind, actor_id, actor_name, address, target, details, words)
       VALUES ($1, $2, $3, $4, $5, $6, $7, ${AUDIT_WORDS_VECTOR('$8')})`,
      [action, actor.kind, actor.id, name, address, target, details, words],
    );
  }

  /** The newest first. */
  page({ actions, actor, from, to, q, after, limit }: AuditPageRequest): Promise<AuditRow[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = [
      actions && `action = ANY (${given(actions)})`,
      actor && `actor_name = ${given(actor)}`,
      from && `at >= ${given(from)}`,
      to && `at < ${given(to)}`,
      q && `words @@ to_tsquery('simple', ${given(prefixQuery(q))})`,
      after && `(at, id) < (${given(after.at)}, ${given(after.id)})`,
    ].filter((condition) => condition !== undefined && condition !== '');
    return selectRows<AuditRow>(
      this.dataSource,
      `SELECT id, at, action, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
              address, target, details
         FROM audit_entries
        WHERE ${['true', ...conditions].join(' AND ')}
        ORDER BY at DESC, id DESC LIMIT ${given(limit)}`,
      parameters,
    );
  }

  /** Removes up to `limit` of the oldest entries that are older than `days`; answers how many they were. */
  removeOld(days: number, limit: number): Promise<number> {
    return this.dataSource.transaction(async (transaction) => {
      await selectRows(transaction, `SELECT set_config('oracle_integration.audit_retention', 'on', true)`);
      return affectedRows(
        transaction,
        `DELETE FROM audit_entries WHERE id IN (
           SELECT id FROM audit_entries WHERE at < now() - make_interval(days => $1)
            ORDER BY at, id LIMIT $2 FOR UPDATE SKIP LOCKED)`,
        [days, limit],
      );
    });
  }
}

/** Every word of the question must begin a word of the entry; letters and digits only, so that it is always a query. */
function prefixQuery(q: string): string {
  const words = q.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => `${word}:*`).join(' & ');
}
