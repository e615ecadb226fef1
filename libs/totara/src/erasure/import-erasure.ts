import { Injectable } from '@nestjs/common';
import type { ErasureCounts } from '@oracle-integration/contracts';
import {
  affectedRows,
  ERASED_TEXT,
  type NoteErased,
  type PersonalStore,
  PersonalText,
  type PersonToErase,
  selectRows,
} from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { SiteIdentityRepository } from '../import/people/site-identity.repository';

/** Lines looked through at once. */
const LINES = 10_000;

interface FoundRow {
  readonly line: number;
  readonly cells: string[];
  readonly userId: string | null;
  readonly reason: string | null;
  readonly action: string | null;
}

/** Removes a person from uploaded files: their rows, their names in the rows of others, and in what is said of them. */
@Injectable()
export class ImportErasure implements PersonalStore {
  constructor(
    private readonly identities: SiteIdentityRepository,
    private readonly dataSource: DataSource,
  ) {}

  /** What files called the person by. */
  async knownAs({ siteId, userId }: Pick<PersonToErase, 'siteId' | 'userId'>): Promise<string[]> {
    const keys = await this.identities.keysOf(siteId, userId);
    return keys.map((key) => key.slice(key.indexOf(':') + 1));
  }

  async erase(person: PersonToErase, note: NoteErased): Promise<void> {
    const text = new PersonalText(person.terms);
    await this.dataSource.transaction(async (manager) => {
      const hidden = await this.identities.hide(manager, person.siteId, person.userId);
      await note(manager, { site_identities: hidden, imports: await this.eraseFacts(manager, text) });
    });
    for (const { id, lastLine } of await this.imports(person.siteId)) {
      for (let line = 0; line < lastLine; line += LINES) {
        await this.dataSource.transaction(async (manager) =>
          note(manager, await this.eraseLines(manager, { importId: id, afterLine: line, person, text })),
        );
      }
    }
  }

  /** What is kept about whole files: their names, samples of their columns, what went wrong. */
  private async eraseFacts(manager: EntityManager, text: PersonalText): Promise<number> {
    if (text.terms.length === 0) return 0;
    const rows = await selectRows<{
      id: string;
      filename: string;
      columns: object | null;
      detail: string | null;
    }>(
      manager,
      `SELECT id, filename, columns, error_detail AS detail FROM imports
        WHERE filename ILIKE ANY($1) OR columns::text ILIKE ANY($1) OR error_detail ILIKE ANY($1) FOR UPDATE`,
      [text.likePatterns],
    );
    for (const { id, filename, columns, detail } of rows) {
      await affectedRows(
        manager,
        'UPDATE imports SET filename = $2, columns = $3, error_detail = $4 WHERE id = $1',
        [
          id,
          text.withoutNames(filename),
          columns === null ? null : JSON.stringify(withoutSamples(columns)),
          detail === null ? null : text.withoutNames(detail),
        ],
      );
    }
    return rows.length;
  }

  private imports(siteId: string): Promise<{ id: string; lastLine: number }[]> {
    return selectRows(
      this.dataSource,
      `SELECT id, (SELECT coalesce(max(line), 0) FROM import_rows WHERE import_id = imports.id) AS "lastLine"
         FROM imports WHERE site_id = $1 AND rows_removed_at IS NULL ORDER BY id`,
      [siteId],
    );
  }

  private async eraseLines(
    manager: EntityManager,
    place: { importId: string; afterLine: number; person: PersonToErase; text: PersonalText },
  ): Promise<ErasureCounts> {
    const { importId, afterLine, person, text } = place;
    const rows = await selectRows<FoundRow>(
      manager,
      `SELECT stored.line, stored.cells, judged.user_id AS "userId", judged.reason, judged.action
         FROM import_rows stored LEFT JOIN import_verdicts judged USING (import_id, line)
        WHERE stored.import_id = $1 AND stored.line > $2 AND stored.line <= $3
          AND (judged.user_id = $4 OR stored.cells::text ILIKE ANY($5)
               OR judged.reason ILIKE ANY($5) OR judged.action ILIKE ANY($5))
        ORDER BY line`,
      [importId, afterLine, afterLine + LINES, person.userId, text.likePatterns],
    );
    const erased = rows.flatMap((row) => withoutPerson(row, person.userId, text) ?? []);
    if (erased.length > 0) {
      const wanted = JSON.stringify(erased);
      const columns = 'line int, cells json, reason text, action text';
      await affectedRows(
        manager,
        `UPDATE import_rows AS stored SET cells = wanted.cells FROM json_to_recordset($2::json) AS wanted(${columns})
          WHERE import_id = $1 AND stored.line = wanted.line`,
        [importId, wanted],
      );
      await affectedRows(
        manager,
        `UPDATE import_verdicts AS judged SET reason = wanted.reason, action = wanted.action
           FROM json_to_recordset($2::json) AS wanted(${columns})
          WHERE import_id = $1 AND judged.line = wanted.line`,
        [importId, wanted],
      );
    }
    return { import_rows: erased.length };
  }
}

/** The row as it may stay; `undefined` when that is as it is. */
function withoutPerson(row: FoundRow, userId: number, text: PersonalText) {
  const { line, cells, reason, action } = row;
  const without = {
    line,
    cells: isOfPerson(row, userId, text) ? cells.map(() => ERASED_TEXT) : text.withoutNamesWithin(cells),
    reason: reason === null ? null : text.withoutNames(reason),
    action: action === null ? null : text.withoutNames(action),
  };
  const before = JSON.stringify([cells, reason, action]);
  return JSON.stringify([without.cells, without.reason, without.action]) === before ? undefined : without;
}

/** A row that was not judged yet is theirs when it has their name, address or number in a cell of its own. */
function isOfPerson(row: FoundRow, userId: number, text: PersonalText): boolean {
  if (row.userId !== null) return Number(row.userId) === userId;
  return row.cells.some((cell) => text.withoutNames(cell.trim()) === ERASED_TEXT);
}

/** First name and surname stand in samples apart, where no text says whose they are. */
function withoutSamples(value: object): unknown {
  return JSON.parse(JSON.stringify(value, (key, member: unknown) => (key === 'samples' ? [] : member)));
}
