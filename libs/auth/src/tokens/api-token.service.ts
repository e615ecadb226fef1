import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, describeError, ENVIRONMENT, type Environment, sha256 } from '@oracle-integration/platform';
import { ApiTokenMissingError, ApiTokenUnknownError } from '../auth.errors';
import { ApiTokenRepository } from './api-token.repository';

export interface ApiTokenIdentity {
  readonly id: string;
  readonly label: string;
  /** Whose token it is; the same for all tokens of one outside system. */
  readonly consumerId: number;
}

/** How long a token is taken as known without asking the database: a revoked one works this much longer at most. */
const KNOWN_MS = 1_000;
/** How often "last used" is written: exact enough for a person, and no write for each of thousands of requests. */
const NOTE_USE_MS = 10_000;
const KNOWN_TOKENS_MAX = 1_000;

interface KnownToken {
  readonly identity: ApiTokenIdentity;
  knownUntil: number;
  notedAt: number;
}

/** Tells which outside system calls. */
@Injectable()
export class ApiTokenService implements OnApplicationBootstrap {
  private readonly logger = new Logger(ApiTokenService.name);
  private readonly known = new Map<string, KnownToken>();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly tokens: ApiTokenRepository,
    private readonly clock: Clock,
  ) {}

  /** `PULL_TOKEN` is a first token for automation. */
  async onApplicationBootstrap(): Promise<void> {
    const { pullToken } = this.environment;
    if (pullToken) await this.tokens.addIfAbsent('PULL_TOKEN', sha256(pullToken));
  }

  /**
   * Whose token this is.
   *
   * @throws ApiTokenMissingError, ApiTokenUnknownError
   */
  async verify(token: string | undefined): Promise<ApiTokenIdentity> {
    if (token === undefined) throw new ApiTokenMissingError();
    const now = this.clock.now().getTime();
    const hash = sha256(token);
    const key = hash.toString('base64');
    const known = this.known.get(key);
    if (known && now < known.knownUntil) return this.used(known, now);

    const identity = await this.tokens.findActive(hash);
    if (!identity) {
      this.known.delete(key);
      throw new ApiTokenUnknownError();
    }
    if (this.known.size >= KNOWN_TOKENS_MAX) this.known.clear();
    const fresh = { identity, knownUntil: now + KNOWN_MS, notedAt: known?.notedAt ?? 0 };
    this.known.set(key, fresh);
    return this.used(fresh, now);
  }

  /** When any token was used last, to within ten seconds. */
  lastUsedAt(): Promise<Date | null> {
    return this.tokens.lastUsedAt();
  }

  private used(known: KnownToken, now: number): ApiTokenIdentity {
    if (now - known.notedAt >= NOTE_USE_MS) {
      known.notedAt = now;
      this.tokens.noteUse(known.identity.id).catch((error: unknown) => {
        this.logger.warn(`The use of an API token could not be noted: ${describeError(error)}`);
      });
    }
    return known.identity;
  }
}
