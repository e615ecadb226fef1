import { Injectable } from '@nestjs/common';
import { affectedRows, sha256 } from '@oracle-integration/platform';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { AttemptsTooManyError } from '../managers/account.errors';
import { addressBlock } from './address-block';

const QUARTER_HOUR = 15 * 60;
/** For anybody at one address, whatever account they try; a whole office may share one. */
const PER_ADDRESS = { points: 50, duration: QUARTER_HOUR };
/** For one account from one address. */
const PER_PAIR = { points: 5, duration: QUARTER_HOUR };
/** For one account from anywhere: guesses of a thousand machines. Browsers it knows are counted apart. */
const PER_ACCOUNT = { points: 50, duration: QUARTER_HOUR };
/** For one account from a browser that has signed in as it before. */
const PER_DEVICE = { points: 10, duration: QUARTER_HOUR };

export interface SignInAttempt {
  readonly email: string;
  readonly address: string;
  /** The browser, where this account knows it. */
  readonly device: string | undefined;
}

/**
 * Counts attempts to sign in, for all processes together. An attempt counts before it is judged, so that a hundred at
 * once are not a hundred guesses; one that was right gives its counts back.
 */
@Injectable()
export class SignInThrottle {
  private readonly perAddress: RateLimiterPostgres;
  private readonly perPair: RateLimiterPostgres;
  private readonly perAccount: RateLimiterPostgres;
  private readonly perDevice: RateLimiterPostgres;

  constructor(private readonly dataSource: DataSource) {
    const limiter = (keyPrefix: string, limit: { points: number; duration: number }) =>
      new RateLimiterPostgres({
        ...limit,
        keyPrefix,
        storeClient: dataSource,
        storeType: 'typeorm',
        tableName: 'sign_in_limits',
        tableCreated: true,
        clearExpiredByTimeout: false,
      });
    this.perAddress = limiter('address', PER_ADDRESS);
    this.perPair = limiter('pair', PER_PAIR);
    this.perAccount = limiter('account', PER_ACCOUNT);
    this.perDevice = limiter('device', PER_DEVICE);
  }

  /** @throws AttemptsTooManyError */
  async count(attempt: SignInAttempt): Promise<void> {
    for (const [limiter, key] of this.countersOf(attempt)) await consume(limiter, key);
  }

  /** For what no account is named by, such as a link: by address alone. @throws AttemptsTooManyError */
  countAddress(address: string): Promise<void> {
    return consume(this.perAddress, keyOf(addressBlock(address)));
  }

  async forgiveAddress(address: string): Promise<void> {
    await this.perAddress.reward(keyOf(addressBlock(address)));
  }

  /** The attempt was right: it and the mistakes before it at this place no longer count. */
  async forgive(attempt: SignInAttempt): Promise<void> {
    const own = attempt.device ? this.perDevice : this.perPair;
    for (const [limiter, key] of this.countersOf(attempt)) {
      await (limiter === own ? limiter.delete(key) : limiter.reward(key));
    }
  }

  /** Removes counters whose time is over. */
  async removeExpired(): Promise<void> {
    await affectedRows(this.dataSource, 'DELETE FROM sign_in_limits WHERE expire < $1', [Date.now()]);
  }

  private countersOf({ email, address, device }: SignInAttempt): [RateLimiterPostgres, string][] {
    const account = email.toLowerCase();
    const block = addressBlock(address);
    if (device) return [[this.perDevice, keyOf(account, device)]];
    return [
      [this.perAddress, keyOf(block)],
      [this.perPair, keyOf(account, block)],
      [this.perAccount, keyOf(account)],
    ];
  }
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AttemptsTooManyError(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
  }
}

/** Fits the column however long an address is, and keeps no e-mail address in a table of counters. */
function keyOf(...parts: string[]): string {
  return sha256(JSON.stringify(parts)).toString('base64url');
}
