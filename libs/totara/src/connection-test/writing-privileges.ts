/** What lets an account change a site, in MySQL's and MariaDB's own words. */
const WRITING =
  /\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|REPLACE|CREATE(?! TEMPORARY)|DROP|ALTER|INDEX|TRIGGER|REFERENCES|SUPER|GRANT OPTION)\b/g;

/** Which privileges of `SHOW GRANTS` let the account write. */
export function writingPrivileges(grants: readonly string[]): string[] {
  const found = grants.flatMap((grant) => {
    // What follows ON names places and accounts, which may be called anything.
    const [, privileges = ''] = /^GRANT (.+?) ON /.exec(grant) ?? [];
    return privileges.match(WRITING) ?? [];
  });
  return [...new Set(found)];
}
