import type { ScratchSite } from '../totara';
import type { SiteColumn, SiteIndex, SiteTable } from './site-table';

const TABLES = `SELECT class.oid, class.relname AS name
   FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
  WHERE space.nspname = $1 AND starts_with(class.relname, $2) AND class.relkind = 'r' ORDER BY class.relname`;

const COLUMNS = `SELECT attrelid AS oid, attname AS name, format_type(atttypid, atttypmod) AS type,
        attnotnull AS "isRequired", pg_get_expr(adbin, adrelid) AS default
   FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid = ANY($1) AND attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum`;

const INDEXES = `SELECT indrelid AS oid, indisunique AS "isUnique",
        (SELECT array_agg(attname::text ORDER BY place) FROM unnest(indkey::int[]) WITH ORDINALITY AS key(attnum, place)
          JOIN pg_attribute USING (attnum) WHERE attrelid = indrelid) AS columns
   FROM pg_index WHERE indrelid = ANY($1) AND NOT indisprimary ORDER BY indexrelid`;

type OfTable<Part> = Part & { oid: number };

/** The tables of a site with all their columns, also those that a test added, renamed or dropped. */
export async function readSiteTables({ site, rows }: ScratchSite): Promise<SiteTable[]> {
  const { schema, prefix } = site.location;
  const tables = await rows<OfTable<{ name: string }>>(TABLES, [schema, prefix]);
  const oids = [tables.map(({ oid }) => oid)];
  const columns = await rows<OfTable<SiteColumn>>(COLUMNS, oids);
  const indexes = await rows<OfTable<SiteIndex>>(INDEXES, oids);
  return tables.map(({ oid, name }) => ({
    name,
    columns: columns.filter((column) => column.oid === oid),
    indexes: indexes.filter((index) => index.oid === oid),
  }));
}
