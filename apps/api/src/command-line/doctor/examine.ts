import {
  describeError,
  type Environment,
  EnvironmentInvalidError,
  migrationNames,
  migrationsThatRan,
} from '@oracle-integration/platform';
import { parseSettings } from '@oracle-integration/settings';
import { commandEnvironment, withContext } from '../open-service';
import { openDatabase, type OpenDatabase } from '../service-database';
import type { Terminal } from '../terminal';
import { databaseFindings } from './database-findings';
import { failed, type Finding, ok, warning } from './finding';
import { dataFolderFindings, isBeforeFirstStart, nodeFinding } from './machine-findings';
import { publicUrlFinding } from './public-url-finding';
import { serviceFindings } from './service-findings';

/** Looks at everything, from the ground up. What rests on something that failed is not looked at. */
export async function examine(terminal: Terminal): Promise<Finding[]> {
  const findings = [nodeFinding(process.versions.node), ...environmentFindings(terminal)];
  if (findings.some(({ result }) => result === 'failed')) return findings;
  const environment = commandEnvironment(terminal);
  findings.push(...(await dataFolderFindings(environment)), await publicUrlFinding(environment));
  if (await isBeforeFirstStart(environment)) {
    return [
      ...findings,
      warning('Database', 'there is none yet', 'Operator: start the service; its first start makes one.'),
    ];
  }
  const database = await opened(terminal, environment);
  if (!('dataSource' in database)) return [...findings, database];
  try {
    findings.push(...(await databaseFindings(database, environment)), await schemaFinding(database));
    if (findings.at(-1)!.result === 'failed') return findings;
    return [...findings, ...(await withContext(terminal, database, serviceFindings))];
  } finally {
    await database.close();
  }
}

function environmentFindings(terminal: Terminal): Finding[] {
  const problems = [() => commandEnvironment(terminal), () => parseSettings(terminal.raw)].flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      if (error instanceof EnvironmentInvalidError) return error.problems;
      throw error;
    }
  });
  if (problems.length === 0) return [ok('Environment', 'every variable can be used')];
  return problems.map(({ variable, message }) =>
    failed(
      'Environment',
      `${variable} ${message}`,
      `Operator: correct ${variable}; the service does not start so.`,
    ),
  );
}

async function opened(terminal: Terminal, environment: Environment): Promise<OpenDatabase | Finding> {
  try {
    return await openDatabase(environment, (line) => void terminal.stderr.write(`${line}\n`));
  } catch (error) {
    const action =
      environment.databaseUrl === undefined
        ? 'Operator: look into postgres.log in the data folder; the sentence above names what is in the way.'
        : 'Operator: check DATABASE_URL, the network between this machine and the server, and that PostgreSQL runs.';
    return failed('Database', describeError(error), action);
  }
}

async function schemaFinding({ dataSource }: OpenDatabase): Promise<Finding> {
  const [known, ran] = [migrationNames(dataSource), await migrationsThatRan(dataSource)];
  const newer = ran.filter((name) => !known.includes(name));
  if (newer.length > 0) {
    return failed(
      'Schema',
      `a newer version has migrated the database (${newer.join(', ')})`,
      'Operator: start that version or a later one; this one refuses to.',
    );
  }
  const missing = known.length - ran.length;
  if (missing === 0) return ok('Schema', `up to date (${ran.length} migrations)`);
  return failed(
    'Schema',
    `${missing} migrations have not run yet`,
    'Operator: start the service, or run oracle-integration migrate.',
  );
}
