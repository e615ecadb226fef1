import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

/** The smallest identity domain allows 150 a minute, to all its clients together. */
export const TOKEN_REQUESTS_PER_MINUTE = 60;

/** The one target there is so far. */
const TARGET = 'oracle';

/** What starts a new window. One that lies in the future is left over from a clock that was set back. */
const IS_OVER = `(push_targets.token_window IS NULL
     OR push_targets.token_window <= now() - interval '1 minute'
     OR push_targets.token_window > now() + interval '1 minute')`;

/** How many token requests still go out, whatever the number of processes: a count on the target's row. */
@Injectable()
export class TokenBudget {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes one request out of the budget of this minute: true, or the seconds until there is one again. */
  async reserve(): Promise<true | { waitSeconds: number }> {
    const reserved = await affectedRows(
      this.dataSource,
      `INSERT INTO push_targets (name, token_window, token_requests) VALUES ($1, now(), 1)
       ON CONFLICT (name) DO UPDATE
          SET token_window = CASE WHEN ${IS_OVER} THEN now() ELSE push_targets.token_window END,
              token_requests = CASE WHEN ${IS_OVER} THEN 1 ELSE push_targets.token_requests + 1 END
        WHERE ${IS_OVER} OR push_targets.token_requests < $2`,
      [TARGET, TOKEN_REQUESTS_PER_MINUTE],
    );
    if (reserved > 0) return true;
    const [row] = await selectRows<{ waitSeconds: number }>(
      this.dataSource,
      `SELECT greatest(1, ceil(extract(epoch FROM token_window + interval '1 minute' - now())))::integer
              AS "waitSeconds"
         FROM push_targets WHERE name = $1`,
      [TARGET],
    );
    return { waitSeconds: row?.waitSeconds ?? 1 };
  }
}
