import { Injectable } from '@nestjs/common';
import {
  affectedRows,
  type NoteErased,
  PersonalText,
  type PersonalStore,
  type PersonToErase,
  selectRows,
} from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';

const BATCH = 1_000;
/** Messages read through at once for the person's names: some 10 MB of text. */
const SCANNED = 5_000;
const NO_BODY = '{}';
const ERASED_REASON = 'The person was erased on request.';

/** Removes what webhooks told of a person: all of a message about them, and their names in what is about others. */
@Injectable()
export class WebhookErasure implements PersonalStore {
  constructor(private readonly dataSource: DataSource) {}

  async erase(person: PersonToErase, note: NoteErased): Promise<void> {
    while (await this.inTransaction(note, (manager) => this.eraseAbout(manager, person)));
    const text = new PersonalText(person.terms);
    if (text.terms.length === 0) return;
    for (let after = 0, last = await this.lastId(); after < last; after += SCANNED) {
      await this.inTransaction(note, (manager) => this.eraseMentions(manager, text, after));
    }
  }

  /** Whatever was about them waits for nothing any more: the ledger would not take a name from it. */
  private eraseAbout(manager: EntityManager, { siteId, userId }: PersonToErase): Promise<number> {
    return affectedRows(
      manager,
      `UPDATE webhook_messages
          SET body = '${NO_BODY}', reason = '${ERASED_REASON}',
              state = CASE WHEN state IN ('waiting', 'failed', 'dead', 'parked') THEN 'ignored' ELSE state END,
              settled_at = CASE WHEN state IN ('waiting', 'failed') THEN now() ELSE settled_at END
        WHERE id IN (SELECT id FROM webhook_messages
                      WHERE site_id = $1 AND user_id = $2 AND body <> '${NO_BODY}' LIMIT ${BATCH} FOR UPDATE)`,
      [siteId, userId],
    );
  }

  private async eraseMentions(manager: EntityManager, text: PersonalText, after: number): Promise<number> {
    const rows = await selectRows<{ id: string; body: string; reason: string | null }>(
      manager,
      `SELECT id, body, reason FROM webhook_messages
        WHERE id > $1 AND id <= $2 AND (body ILIKE ANY($3) OR reason ILIKE ANY($3)) FOR UPDATE`,
      [after, after + SCANNED, text.likePatterns],
    );
    const named = rows.filter(({ body, reason }) => text.names(body) || text.names(reason ?? ''));
    for (const { id, body, reason } of named) {
      await affectedRows(manager, 'UPDATE webhook_messages SET body = $2, reason = $3 WHERE id = $1', [
        id,
        text.withoutNames(body),
        reason === null ? null : text.withoutNames(reason),
      ]);
    }
    return named.length;
  }

  private inTransaction(
    note: NoteErased,
    erase: (manager: EntityManager) => Promise<number>,
  ): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const count = await erase(manager);
      if (count > 0) await note(manager, { webhook_messages: count });
      return count;
    });
  }

  private async lastId(): Promise<number> {
    const [row] = await selectRows<{ id: string | null }>(
      this.dataSource,
      'SELECT max(id) AS id FROM webhook_messages',
    );
    return Number(row!.id ?? 0);
  }
}
