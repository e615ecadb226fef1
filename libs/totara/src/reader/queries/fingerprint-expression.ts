import type { SiteSql } from './site-sql';

/** Between two values. A character that nobody types, so that no text moves from one column into the next unseen. */
const SEPARATOR = '\u001f';
/** In the place of NULL, which is told apart from an empty text. */
const ABSENT = '\u001e';

/**
 * The digest of everything that a row shows, worked out in the site's own database, so that a range of rows can be
 * compared without reading them.
 */
export function fingerprintOf({ dialect }: SiteSql, columns: readonly string[]): string {
  const values = columns
    .filter((column) => column !== 'NULL')
    .map((column) => `coalesce(${dialect.text(column)}, '${ABSENT}')`);
  return dialect.digest(`concat_ws('${SEPARATOR}', ${values.join(', ')})`);
}
