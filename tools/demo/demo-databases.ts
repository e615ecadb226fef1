import { Client } from 'pg';

/** Makes the databases anew; what an earlier run left is dropped. */
export async function recreateDatabases(adminUrl: string, names: readonly string[]): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const name of names) {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    }
  });
}

/**
 * Creates the account by which the service reads the site, as the README tells an operator to: it may connect and
 * read, and nothing else. Answers the address to read by.
 */
export async function grantReading(siteUrl: string, role: string, password: string): Promise<string> {
  await withClient(siteUrl, async (client) => {
    const name = client.escapeIdentifier(role);
    const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rows.length === 0) await client.query(`CREATE ROLE ${name} LOGIN`);
    await client.query(`ALTER ROLE ${name} PASSWORD ${client.escapeLiteral(password)}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
    await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${name}`);
  });
  const url = new URL(siteUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

async function withClient(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
