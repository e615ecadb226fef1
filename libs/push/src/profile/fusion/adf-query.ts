/** How conditions are joined: `version` leaves it to the framework version. */
export type QueryJoint = 'version' | 'and' | 'semicolon';

/** A field and what it must equal; whole numbers are given as `bigint` and stand without quotes. */
export type Condition = readonly [field: string, value: string | bigint];

/**
 * The parameter `q` of an ADF collection. Framework version 1 joins by a semicolon, later ones by `and`, and refuse the
 * other; since the sources disagree a setting may say which.
 */
export function adfQuery(
  conditions: readonly Condition[],
  { version, joint }: { version: number; joint: QueryJoint },
): string {
  const isSemicolon = joint === 'semicolon' || (joint === 'version' && version < 2);
  return conditions
    .map(([field, value]) =>
      typeof value === 'bigint' ? `${field}=${value}` : `${field}='${value.replaceAll("'", "''")}'`,
    )
    .join(isSemicolon ? ';' : ' and ');
}
