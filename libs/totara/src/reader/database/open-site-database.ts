import { MysqlSiteDatabase } from './mysql-site-database';
import { PostgresSiteDatabase } from './postgres-site-database';
import type { SiteDatabase } from './site-database';

/** The database that an address names by its scheme. Nothing is connected before the first read. */
export function openSiteDatabase(url: string): SiteDatabase {
  const isMysql = /^(mysql|mariadb):/i.test(url);
  return isMysql ? new MysqlSiteDatabase(url) : new PostgresSiteDatabase(url);
}
