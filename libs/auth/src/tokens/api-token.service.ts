import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, describeError, ENVIRONMENT, type Environment, sha256 } from '@oracle-integration/platform';
import { type ApiTokenIdentity, requireActive } from './api-token';
import { ApiTokenDirectory } from './api-token.directory';
import { ApiTokenMiscopiedError, ApiTokenMissingError, ApiTokenUnknownError } from './api-token.errors';
import { ApiTokenRepository } from './api-token.repository';
import { isMiscopied } from './token-text';

/** How often "last used" is written: exact enough for a person, and no write for each of thousands of requests. */
const NOTE_USE_MS = 10_000;
const NOTED_MAX = 1_000;

/** Tells which outside system calls. */
@Injectable()
export class ApiTokenService implements OnApplicationBootstrap {
  private readonly logger = new Logger(ApiTokenService.name);
  private readonly notedAt = new Map<string, number>();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly tokens: ApiTokenRepository,
    private readonly directory: ApiTokenDirectory,
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
   * @throws ApiTokenMissingError, or an ApiTokenRefusedError for one that is unknown or has ended
   */
  async identify(token: string | undefined): Promise<ApiTokenIdentity> {
    if (token === undefined) throw new ApiTokenMissingError();
    const known = await this.directory.find(sha256(token));
    if (!known) throw isMiscopied(token) ? new ApiTokenMiscopiedError() : new ApiTokenUnknownError();
    requireActive(known, this.clock.now());
    return {
      id: known.id,
      label: known.label,
      consumerId: known.consumerId,
      consumerName: known.consumer!.name,
      scopes: known.scopes,
      allowedAddresses: known.allowedAddresses,
    };
  }

  /** Notes when and from where a token was used, once in ten seconds; nobody waits for it. */
  noteUse({ id }: ApiTokenIdentity, address: string): void {
    const now = this.clock.now().getTime();
    if (now - (this.notedAt.get(id) ?? 0) < NOTE_USE_MS) return;
    if (this.notedAt.size >= NOTED_MAX) this.notedAt.clear();
    this.notedAt.set(id, now);
    this.tokens.noteUse(id, address).catch((error: unknown) => {
      this.logger.warn(`The use of an API token could not be noted: ${describeError(error)}`);
    });
  }

  /** When any token was used last, to within ten seconds. */
  lastUsedAt(): Promise<Date | null> {
    return this.tokens.lastUsedAt();
  }
}
