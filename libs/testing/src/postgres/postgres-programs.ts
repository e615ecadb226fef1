import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian keeps each version that is installed. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** A whole PostgreSQL, with the programs that ours comes without. */
export interface PostgresPrograms {
  readonly major: number;
  readonly initdb: string;
  readonly server: string;
  readonly dump: string;
  readonly restore: string;
}

/** The newest PostgreSQL that Debian's packages installed on this machine; `undefined` where there is none. */
export function findPostgresPrograms(): PostgresPrograms | undefined {
  if (!existsSync(DEBIAN_FOLDER)) return undefined;
  const majors = readdirSync(DEBIAN_FOLDER).map(Number).filter(Number.isInteger);
  return majors
    .sort((a, b) => b - a)
    .map(programsOf)
    .find(({ initdb, server, dump, restore }) =>
      [initdb, server, dump, restore].every((file) => existsSync(file)),
    );
}

function programsOf(major: number): PostgresPrograms {
  const program = (name: string) => join(DEBIAN_FOLDER, String(major), 'bin', name);
  return {
    major,
    initdb: program('initdb'),
    server: program('postgres'),
    dump: program('pg_dump'),
    restore: program('pg_restore'),
  };
}

/** PostgreSQL refuses to run as root; its packages make a user for it. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
