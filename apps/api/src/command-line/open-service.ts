import { userInfo } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Caller, type Environment, parseEnvironment, SYSTEM_CALLER } from '@oracle-integration/platform';
import { CommandLineModule } from './command-line.module';
import { openDatabase, type OpenDatabase, requirePresentSchema } from './service-database';
import type { Terminal } from './terminal';

/** Who acts, in the audit log. Whoever may start a command on this machine may read its database as well. */
export const COMMAND_LINE: Caller = {
  ...SYSTEM_CALLER,
  actor: { ...SYSTEM_CALLER.actor, name: 'command line' },
};

/** By whom something was asked for, where a person's address stands otherwise. */
export function askedBy(): string {
  return `command line (${userInfo().username})`;
}

/** The environment of a command: that of the service, but it serves nobody and works nothing off. */
export function commandEnvironment({ raw }: Terminal): Environment {
  return Object.freeze({ ...parseEnvironment(raw), role: 'command' });
}

/** Runs `work` with the services of the control panel, and closes everything again. */
export async function withService<Result>(
  terminal: Terminal,
  work: (service: INestApplicationContext, database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const environment = commandEnvironment(terminal);
  const database = await openDatabase(environment, (line) => void terminal.stderr.write(`${line}\n`));
  try {
    await requirePresentSchema(database);
    return await withContext(terminal, database, (service) => work(service, database));
  } finally {
    await database.close();
  }
}

/** The same on a database that is open already. */
export async function withContext<Result>(
  terminal: Terminal,
  { dataSource }: OpenDatabase,
  work: (service: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const parts = { environment: commandEnvironment(terminal), raw: terminal.raw, dataSource };
  const service = await NestFactory.createApplicationContext(CommandLineModule.forProcess(parts), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}
