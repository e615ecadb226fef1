import type { DeliveryFaults, FaultSet, TokenFaults } from './fault-set';
import type { SurfaceFaults } from './surface-faults';

/** A closed rate limit: the value of `Retry-After`, `undefined` when the answer must not carry one. */
export interface RateLimitClosure {
  retryAfter: string | undefined;
}

/** The faults in force: it hands them out request by request and counts down what is limited. */
export class FaultPlan {
  private set: FaultSet = {};
  private admitted = 0;
  private counted = 0;
  private closedUntil: number | undefined;

  /** @param now the time in milliseconds since the epoch. */
  constructor(private readonly now: () => number) {}

  /** The set in force, with what is left of each `times`. */
  get current(): FaultSet {
    return this.set;
  }

  replace(set: FaultSet): void {
    this.set = structuredClone(set);
    this.admitted = 0;
    this.counted = 0;
    this.closedUntil = undefined;
  }

  clear(): void {
    this.replace({});
  }

  /** The faults of the next delivery; uses up one of `times`, and a 401 that is meant `once`. */
  takeDelivery(): DeliveryFaults {
    if (this.set.times === 0) return {};
    const faults: DeliveryFaults = { ...this.set };
    if (this.set.times !== undefined) this.set.times -= 1;
    if (this.set.unauthorized === 'once') this.set.unauthorized = false;
    return faults;
  }

  /** The faults of the next token request; uses up one of `token.times`. */
  takeToken(): TokenFaults {
    const { token } = this.set;
    if (!token || token.times === 0) return {};
    const faults = { ...token };
    if (token.times !== undefined) token.times -= 1;
    return faults;
  }

  /** What goes wrong with a request to a further surface; uses up one of its `times` when the request is one of those meant. */
  takeSurface<Surface extends 'xapi' | 'fusion' | 'ords'>(
    surface: Surface,
    { method, url }: { method: string; url: string },
  ): NonNullable<FaultSet[Surface]> {
    const faults: SurfaceFaults = this.set[surface] ?? {};
    const isMeant =
      faults.times !== 0 && (faults.method ?? method) === method && url.includes(faults.path ?? '');
    if (!isMeant) return {};
    const taken = { ...faults };
    if (faults.times !== undefined) faults.times -= 1;
    if (faults.unauthorized === 'once') faults.unauthorized = false;
    return taken;
  }

  /** Whether one more update meets a stale ETag; uses up one of `fusion.staleEtags`. */
  takeStaleEtag(): boolean {
    const { fusion } = this.set;
    if (!fusion?.staleEtags) return false;
    fusion.staleEtags -= 1;
    return true;
  }

  /** Whether this delivery is one of those that fail by count; it is counted by asking. */
  isNthToFail({ errorEvery }: DeliveryFaults): boolean {
    if (errorEvery === undefined) return false;
    this.counted += 1;
    return this.counted % errorEvery === 0;
  }

  /** Lets a delivery through the rate limit, or says until when it is closed. */
  rateLimit({ rateLimit }: DeliveryFaults): RateLimitClosure | undefined {
    if (!rateLimit) return undefined;
    if (this.closedUntil !== undefined && this.now() >= this.closedUntil) {
      this.closedUntil = undefined;
      this.admitted = 0;
    }
    if (this.closedUntil === undefined && this.admitted < rateLimit.requests) {
      this.admitted += 1;
      return undefined;
    }
    const { retryAfterSeconds, retryAfterDate } = rateLimit;
    if (retryAfterDate !== undefined) {
      this.closedUntil = Date.parse(retryAfterDate);
      return { retryAfter: new Date(retryAfterDate).toUTCString() };
    }
    this.closedUntil ??= this.now() + (retryAfterSeconds ?? Infinity) * 1000;
    return { retryAfter: retryAfterSeconds === undefined ? undefined : this.secondsLeft() };
  }

  private secondsLeft(): string {
    return String(Math.ceil(((this.closedUntil ?? 0) - this.now()) / 1000));
  }
}
