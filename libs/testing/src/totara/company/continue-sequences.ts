import type { TotaraDatabase } from '../schema/bulk-rows';
import { qualifiedName } from '../schema/table-definition';
import { tablesOf } from '../schema/totara-tables';

/** After rows were written under ids of our own: the sequences go on after them. */
export async function continueSequences(site: TotaraDatabase): Promise<void> {
  for (const { name } of tablesOf(site.location.flavour)) {
    const table = qualifiedName(site.location, name);
    await site.db.query(
      `SELECT setval(pg_get_serial_sequence($1, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${table}), false)`,
      [table],
    );
  }
}
