import { DataSource, type EntityManager, type QueryResult } from 'typeorm';

/** What a query needs: the whole data source, or the transaction one is in. */
export type SqlExecutor = DataSource | EntityManager;

/** Runs a statement and answers its rows, whatever its kind (TypeORM's plain `query` answers differently for UPDATE). */
export async function selectRows<Row>(
  executor: SqlExecutor,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  return (await run(executor, sql, parameters)).records as Row[];
}

/** Runs a statement and answers how many rows it touched. */
export async function affectedRows(
  executor: SqlExecutor,
  sql: string,
  parameters: unknown[] = [],
): Promise<number> {
  return (await run(executor, sql, parameters)).affected ?? 0;
}

async function run(executor: SqlExecutor, sql: string, parameters: unknown[]): Promise<QueryResult> {
  if (!(executor instanceof DataSource) && executor.queryRunner) {
    return executor.queryRunner.query(sql, parameters, true);
  }
  const dataSource = executor instanceof DataSource ? executor : executor.dataSource;
  const runner = dataSource.createQueryRunner();
  try {
    return await runner.query(sql, parameters, true);
  } finally {
    await runner.release();
  }
}
