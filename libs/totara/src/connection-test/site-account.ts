import type { SiteDatabase } from '../reader/database/site-database';
import type { SitePlace } from '../reader/database/sql-dialect';
import { writingPrivileges } from './writing-privileges';

/** As whom we are signed in, and where. */
export interface SiteAccount {
  readonly name: string;
  readonly database: string;
  readonly server: string;
  readonly isEncrypted: boolean;
}

/** What the databases have each their own words for. */
interface AccountQueries {
  account(): Promise<SiteAccount>;
  /** What the account may do beyond reading: privileges, or tables it may change. */
  writing(place: SitePlace, tables: readonly string[]): Promise<string[]>;
}

export function accountQueries(database: SiteDatabase, isMysql: boolean): AccountQueries {
  return isMysql ? mysqlQueries(database) : postgresQueries(database);
}

function postgresQueries({ read }: SiteDatabase): AccountQueries {
  return {
    async account() {
      const [row] = await read<{
        name: string;
        place: string;
        version: string;
        is_encrypted: boolean | null;
      }>(
        `SELECT current_user AS name, current_database() AS place, current_setting('server_version') AS version,
                (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS is_encrypted`,
      );
      const { name, place, version, is_encrypted: isEncrypted } = row!;
      return { name, database: place, server: `PostgreSQL ${version}`, isEncrypted: isEncrypted === true };
    },
    async writing({ schema, prefix }, tables) {
      const rows = await read<{ name: string }>(
        `SELECT class.relname AS name
           FROM pg_catalog.pg_class class JOIN pg_catalog.pg_namespace space ON space.oid = class.relnamespace
          WHERE space.nspname = :schema AND class.relname = ANY(:tables) AND class.relkind IN ('r', 'p', 'v', 'f')
            AND has_table_privilege(class.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
          ORDER BY class.relname`,
        { schema, tables: tables.map((table) => `${prefix}${table}`) },
      );
      return rows.map(({ name }) => name);
    },
  };
}

function mysqlQueries({ read }: SiteDatabase): AccountQueries {
  return {
    async account() {
      const [row] = await read<{ name: string; place: string; version: string }>(
        'SELECT CURRENT_USER() AS name, DATABASE() AS place, VERSION() AS version',
      );
      const [cipher] = await read<{ Value: string }>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
      const { name, place, version } = row!;
      const server = /mariadb/i.test(version) ? `MariaDB ${version}` : `MySQL ${version}`;
      return { name, database: place, server, isEncrypted: (cipher?.Value ?? '') !== '' };
    },
    async writing() {
      const rows = await read<Record<string, string>>('SHOW GRANTS');
      return writingPrivileges(rows.flatMap((row) => Object.values(row)));
    },
  };
}
