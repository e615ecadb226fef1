import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What MariaDB needs to live in a folder of its own. */
export interface MariaDbPrograms {
  readonly server: string;
  /** Prepares an empty data folder. */
  readonly install: string;
}

/** Servers are for administrators only, so ordinary users do not have these folders in their PATH. */
const SERVER_FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/opt/homebrew/bin',
  '/usr/local/bin',
];

/** MariaDB's programs on this machine, under their names of today and of old; `undefined` where one is missing. */
export function findMariaDbPrograms(): MariaDbPrograms | undefined {
  const server = findProgram('mariadbd', 'mysqld');
  const install = findProgram('mariadb-install-db', 'mysql_install_db');
  return server !== undefined && install !== undefined ? { server, install } : undefined;
}

function findProgram(...names: string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...SERVER_FOLDERS];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // That is the question, not a failure.
  }
}
