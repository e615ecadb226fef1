import { startTokenDatabase, type TokenDatabase } from '../testing/token-database';
import { TokenBudget } from './token-budget.repository';

describe('TokenBudget', () => {
  let database: TokenDatabase;
  let budget: TokenBudget;

  beforeEach(async () => {
    database = await startTokenDatabase();
    budget = new TokenBudget(database.dataSource);
  });

  afterEach(() => database.close());

  function reserveTimes(times: number) {
    return Promise.all(Array.from({ length: times }, () => budget.reserve()));
  }

  async function shiftWindow(interval: string): Promise<void> {
    await database.dataSource.query(
      `UPDATE push_targets SET token_window = token_window + interval '${interval}'`,
    );
  }

  it('gives 60 in a minute, however many ask at once, and says to the others how long to wait', async () => {
    const answers = await reserveTimes(75);

    const refused = answers.filter((answer) => answer !== true);
    expect(answers.filter((answer) => answer === true)).toHaveLength(60);
    expect(refused).toHaveLength(15);
    for (const { waitSeconds } of refused) {
      expect(Number.isInteger(waitSeconds) && waitSeconds > 0 && waitSeconds <= 60).toBe(true);
    }
  });

  it('counts what other processes ask for', async () => {
    await reserveTimes(60);

    expect(await new TokenBudget(database.dataSource).reserve()).not.toBe(true);
  });

  it('gives another 60 in the next minute', async () => {
    await reserveTimes(61);
    await shiftWindow('-1 minute');

    const answers = await reserveTimes(61);

    expect(answers.filter((answer) => answer === true)).toHaveLength(60);
  });

  it('does not wait an hour for a clock that was set back by one', async () => {
    await reserveTimes(60);
    await shiftWindow('1 hour');

    expect(await budget.reserve()).toBe(true);
  });

  it('leaves the rest of the row as it is', async () => {
    await database.dataSource.query(
      `INSERT INTO push_targets (name, hold_code, failed_probes) VALUES ('oracle', 'PUSH.FORBIDDEN', 3)`,
    );

    await budget.reserve();

    const rows: unknown = await database.dataSource.query(
      'SELECT hold_code, failed_probes FROM push_targets',
    );
    expect(rows).toEqual([{ hold_code: 'PUSH.FORBIDDEN', failed_probes: 3 }]);
  });
});
