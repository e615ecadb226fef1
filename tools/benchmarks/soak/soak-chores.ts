import {
  CSRF_HEADER,
  type PurgedView,
  type ReconciliationView,
  type SessionView,
} from '@oracle-integration/contracts';
import { fillQueue, type Portion } from '../queue/fill-queue';

/** Sent items that each minute's purge finds. */
const A_MINUTE = 10_000;
const YOUNGEST_DAYS = 40;

/** What managers and timers do beside the deliveries: each minute a purge and a comparison of the whole site. */
export class SoakChores {
  purged = 0;
  reconciliations = 0;
  private lastComparison: string | undefined;

  private constructor(
    private readonly base: string,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly minutes: number,
  ) {}

  static async signIn(
    base: string,
    { email, password, minutes }: { email: string; password: string; minutes: number },
  ): Promise<SoakChores> {
    const json = { 'content-type': 'application/json' };
    const answer = await fetch(`${base}/api/admin/session`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`Signing in was answered ${answer.status}: ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    const { csrfToken } = (await answer.json()) as SessionView;
    return new SoakChores(base, { ...json, cookie, [CSRF_HEADER]: csrfToken }, minutes);
  }

  /** Old deliveries, some for each minute: the earlier the minute, the older. */
  static fillOldDeliveries(url: string, minutes: number): Promise<void> {
    const portions = Array.from({ length: minutes }, (_, minute): Portion => {
      return { count: A_MINUTE, status: 'sent', daysAgo: daysOf(minute, minutes) };
    });
    return fillQueue(url, portions);
  }

  /** @param minute from 0 on */
  async doThoseOf(minute: number): Promise<void> {
    const { purged } = await this.ask<PurgedView>('POST', 'queue/purge', {
      olderThanDays: daysOf(minute, this.minutes) - 1,
    });
    this.purged += purged;
    const { current } = await this.ask<ReconciliationView>('GET', 'reconciliation');
    if (current === null) await this.ask('POST', 'reconciliation', {});
  }

  /** Counts a comparison that has ended since the last time. */
  async noteComparison(): Promise<void> {
    const { last } = await this.ask<ReconciliationView>('GET', 'reconciliation');
    if (last?.finishedAt && last.finishedAt !== this.lastComparison) {
      this.lastComparison = last.finishedAt;
      this.reconciliations += 1;
    }
  }

  private async ask<View>(method: 'GET' | 'POST', path: string, body?: object): Promise<View> {
    const answer = await fetch(`${this.base}/api/admin/${path}`, {
      method,
      headers: this.headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as View;
  }
}

function daysOf(minute: number, minutes: number): number {
  return YOUNGEST_DAYS + 2 * (minutes - minute);
}
