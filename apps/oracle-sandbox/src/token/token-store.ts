import { hash, randomBytes } from 'node:crypto';

/** Enough for any test; the oldest tokens go first. */
const CAPACITY = 10_000;

export type TokenVerdict = 'valid' | 'unknown' | 'expired';

/**
 * The access tokens that were handed out.
 *
 * They are kept by digest: how long a look-up takes then says nothing about a token that exists. Expired ones
 * stay until they are pushed out, so that a client is told "expired" and not "unknown".
 */
export class TokenStore {
  private readonly expiries = new Map<string, number>();
  private issued = 0;

  /** @param now the time in milliseconds since the epoch. */
  constructor(
    private readonly now: () => number,
    private readonly capacity = CAPACITY,
  ) {}

  /** How many tokens were handed out since the last {@link clear}. */
  get issuedCount(): number {
    return this.issued;
  }

  /** A new opaque token that is good for so many seconds. */
  issue(lifetimeSeconds: number): string {
    const token = randomBytes(32).toString('base64url');
    this.expiries.set(digest(token), this.now() + lifetimeSeconds * 1000);
    this.issued += 1;
    if (this.expiries.size > this.capacity) {
      for (const oldest of this.expiries.keys()) {
        this.expiries.delete(oldest);
        break;
      }
    }
    return token;
  }

  verify(token: string): TokenVerdict {
    const expiresAt = this.expiries.get(digest(token));
    if (expiresAt === undefined) return 'unknown';
    return this.now() < expiresAt ? 'valid' : 'expired';
  }

  /** Forgets every token: clients that hold one are refused from now on. */
  clear(): void {
    this.expiries.clear();
    this.issued = 0;
  }
}

function digest(token: string): string {
  return hash('sha256', token, 'base64');
}
