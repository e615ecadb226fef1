import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PreparedWrite } from '../database/prepared-query';
import { affectedRows } from '../database/sql';

export const RATE_WINDOW_SECONDS = 60;

/** How many ended budgets one look removes: a flood from many addresses must not become one long transaction. */
const FORGET_MAX = 10_000;

/**
 * A window is over when its time is, or when the clock was set back far: none ends later than two of them. One that
 * ends a little later than one from now was begun by somebody whose statement started after ours and came first.
 */
const IS_OVER = `(budget.window_ends_at <= now()
     OR budget.window_ends_at > now() + make_interval(secs => 2 * ${RATE_WINDOW_SECONDS}))`;

/** In what is left of a budget there are that many advances: one that is smaller than a permit is none. */
export const ADVANCES = 64;

/**
 * What is given: all that is asked for, and as an advance a 64th of what is left, as far as there is. So a budget of
 * 60,000 is given out in some 500 statements instead of 60,000, and is still kept to the last request: the advances
 * become single permits towards its end, and a process that stops asking leaves at most a 64th unused.
 */
const share = (left: string) => `least(${left}, greatest($3::integer, (${left}) / ${ADVANCES}))`;

const TAKE = `
INSERT INTO rate_budgets AS budget (key, window_ends_at, taken, granted)
VALUES ($1, now() + make_interval(secs => ${RATE_WINDOW_SECONDS}), ${share('$2::integer')}, ${share('$2::integer')})
ON CONFLICT (key) DO UPDATE
   SET window_ends_at = CASE WHEN ${IS_OVER} THEN excluded.window_ends_at ELSE budget.window_ends_at END,
       taken = CASE WHEN ${IS_OVER} THEN excluded.taken
                    ELSE budget.taken + ${share('greatest(0, $2::integer - budget.taken)')} END,
       granted = CASE WHEN ${IS_OVER} THEN excluded.granted
                      ELSE ${share('greatest(0, $2::integer - budget.taken)')} END
RETURNING granted, greatest(0, $2::integer - taken) AS left,
          (extract(epoch FROM window_ends_at - now()) * 1000)::integer AS "endsInMs"`;

/** What the shared count answers: permits to spend, what is left for all, when a new window begins. */
export interface RateGrant {
  readonly granted: number;
  readonly left: number;
  readonly endsInMs: number;
}

/** Every query on rate budgets. Times are the database's: the clocks of several processes need not agree. */
@Injectable()
export class RateBudgetRepository {
  constructor(
    private readonly write: PreparedWrite,
    private readonly dataSource: DataSource,
  ) {}

  /** Takes permits out of a budget of `limit` a window: as many as are `wanted`, and some in advance. */
  async take(key: string, limit: number, wanted: number): Promise<RateGrant> {
    const [grant] = await this.write.rows<RateGrant & Record<string, unknown>>('take-rate-budget', TAKE, [
      key,
      limit,
      wanted,
    ]);
    return grant!;
  }

  /** Removes budgets whose window is over; answers how many. */
  forgetEnded(): Promise<number> {
    return affectedRows(
      this.dataSource,
      `DELETE FROM rate_budgets WHERE key IN (
         SELECT key FROM rate_budgets WHERE window_ends_at < now() - interval '1 minute'
          ORDER BY window_ends_at LIMIT ${FORGET_MAX} FOR UPDATE SKIP LOCKED)`,
    );
  }
}
