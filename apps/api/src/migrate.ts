import { connectAndMigrate, describeError, parseEnvironment } from '@oracle-integration/platform';
import { serviceDataSource } from './data-source';

/** Brings the database of DATABASE_URL up to date and ends: for deployments that migrate as a step of their own. */
async function migrate(): Promise<void> {
  const { databaseUrl } = parseEnvironment(process.env);
  if (!databaseUrl) throw new Error('DATABASE_URL must name the database to migrate.');
  const dataSource = serviceDataSource(databaseUrl, 3);
  await connectAndMigrate(dataSource);
  await dataSource.destroy();
}

migrate().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
