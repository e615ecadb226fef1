import { Injectable } from '@nestjs/common';
import { AuditActorKind } from '@oracle-integration/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { affectedRows, selectRows } from '../database/sql';
import type { NoteErased, PersonalStore, PersonToErase } from '../privacy/personal-store';
import { PersonalText } from '../privacy/personal-text';
import { type AuditRow, auditWords, AUDIT_WORDS_VECTOR } from './audit.repository';

const BATCH = 500;

/**
 * Removes what names a person from the details of the audit log, by the one door that the database leaves open: who
 * did what, when and from where can never be changed, and managers stay named.
 */
@Injectable()
export class AuditErasure implements PersonalStore {
  constructor(private readonly dataSource: DataSource) {}

  async erase({ terms }: PersonToErase, note: NoteErased): Promise<void> {
    const text = new PersonalText(terms);
    for (const term of text.terms) {
      for (let after = '0'; ;) {
        const next = await this.dataSource.transaction((manager) =>
          this.eraseSome(manager, { term, after, text, note }),
        );
        if (next === undefined) break;
        after = next;
      }
    }
  }

  /** Answers where to go on. */
  private async eraseSome(
    manager: EntityManager,
    { term, after, text, note }: { term: string; after: string; text: PersonalText; note: NoteErased },
  ): Promise<string | undefined> {
    const rows = await selectRows<AuditRow>(
      manager,
      `SELECT id, action, actor_kind AS "actorKind", actor_name AS "actorName", address, target, details
         FROM audit_entries
        WHERE words @@ phraseto_tsquery('simple', regexp_replace($1, '[^[:alnum:]]+', ' ', 'g')) AND id > $2
        ORDER BY id LIMIT ${BATCH}`,
      [term, after],
    );
    const named = rows.flatMap((row) => changed(row, text) ?? []);
    if (named.length > 0) {
      await selectRows(manager, `SELECT set_config('oracle_integration.audit_erasure', 'on', true)`);
      await affectedRows(
        manager,
        `UPDATE audit_entries AS entry
            SET actor_name = wanted."actorName", target = wanted.target, details = wanted.details,
                words = ${AUDIT_WORDS_VECTOR('wanted.words')}
           FROM jsonb_to_recordset($1::jsonb)
                AS wanted(id bigint, "actorName" text, target text, details jsonb, words text)
          WHERE entry.id = wanted.id`,
        [JSON.stringify(named)],
      );
      await note(manager, { audit_entries: named.length });
    }
    return rows.length < BATCH ? undefined : rows.at(-1)!.id;
  }
}

/** The entry without the person's names; `undefined` when it does not name them. */
function changed(row: AuditRow, text: PersonalText) {
  const { id, actorKind, target, details } = row;
  const isManager = actorKind === AuditActorKind.Manager;
  const without = {
    id,
    actorName: isManager ? row.actorName : text.withoutNames(row.actorName),
    target: target === null ? null : text.withoutNames(target),
    details: text.withoutNamesWithin(details),
  };
  const isSame =
    without.actorName === row.actorName &&
    without.target === target &&
    JSON.stringify(without.details) === JSON.stringify(details);
  return isSame ? undefined : { ...without, words: auditWords({ ...row, ...without }) };
}
