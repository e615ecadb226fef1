import type { QueryRunner } from 'typeorm';

/**
 * Makes every statement on `table` append how many rows it moved from which counter to which.
 *
 * One small row a statement and counter, however many rows the statement touched, and no row that two transactions
 * would both update.
 *
 * @param counter SQL expression over the table's columns that names the counter of a row
 */
export async function createTallyTriggers(
  runner: QueryRunner,
  table: string,
  counter: string,
): Promise<void> {
  const kinds = [
    {
      event: 'INSERT',
      referencing: 'NEW TABLE AS added',
      moved: `SELECT ${counter} AS counter, 1 AS delta FROM added`,
    },
    {
      event: 'DELETE',
      referencing: 'OLD TABLE AS gone',
      moved: `SELECT ${counter} AS counter, -1 AS delta FROM gone`,
    },
    {
      event: 'UPDATE',
      referencing: 'OLD TABLE AS gone NEW TABLE AS added',
      moved: `SELECT ${counter} AS counter, 1 AS delta FROM added UNION ALL SELECT ${counter}, -1 FROM gone`,
    },
  ];
  for (const { event, referencing, moved } of kinds) {
    const name = triggerName(table, event);
    await runner.query(`
      CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO tally_deltas (counter, delta)
        SELECT counter, sum(delta) FROM (${moved}) AS moved GROUP BY counter HAVING sum(delta) <> 0;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER ${name} AFTER ${event} ON ${table} REFERENCING ${referencing}
      FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`);
  }
}

export async function dropTallyTriggers(runner: QueryRunner, table: string): Promise<void> {
  for (const event of ['INSERT', 'DELETE', 'UPDATE']) {
    await runner.query(`DROP TRIGGER ${triggerName(table, event)} ON ${table}`);
    await runner.query(`DROP FUNCTION ${triggerName(table, event)}()`);
  }
}

function triggerName(table: string, event: string): string {
  return `tally_${table}_${event.toLowerCase()}`;
}
