import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  API_TOKEN_SCOPES,
  type ApiTokenListView,
  type AuditDetails,
  type GenerateApiToken,
  type GeneratedApiTokenView,
} from '@oracle-integration/contracts';
import {
  AuditService,
  type Caller,
  Clock,
  parseMoment,
  RequestInvalidError,
} from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { normalAddressRange } from './address-range';
import { ApiTokenDirectory } from './api-token.directory';
import type { ApiTokenEntity } from './api-token.entity';
import { ApiTokenEndedError, ApiTokenNotFoundError, ApiTokensTooManyError } from './api-token.errors';
import { apiTokenView } from './api-token.mapper';
import { ApiTokenRepository } from './api-token.repository';
import { newToken } from './token-text';

const DEFAULT_LABEL = 'API token';

/** What a manager does with API tokens: looks at them, generates, replaces and revokes them. */
@Injectable()
export class TokenIssueService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: ApiTokenRepository,
    private readonly directory: ApiTokenDirectory,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** All that are active and those that ended last; the newest first. */
  async list(): Promise<ApiTokenListView> {
    const tokens = await this.tokens.known();
    tokens.sort((left, right) => right.createdAt.getTime() - left.createdAt.getTime());
    const now = this.clock.now();
    return { items: tokens.map((token) => apiTokenView(token, now)) };
  }

  /**
   * Makes a token, and shows it this once. With `replaces` it takes over what is not given from the token whose place
   * it takes.
   *
   * @throws RequestInvalidError, ApiTokenNotFoundError, ApiTokenEndedError, ApiTokensTooManyError
   */
  async generate(request: GenerateApiToken, caller: Caller): Promise<GeneratedApiTokenView> {
    const expiresAt = this.expiryOf(request);
    requireOverlapWithReplacement(request);
    const { token, hint, hash } = newToken();
    const made = await this.dataSource.transaction(async (manager) => {
      const replaced = await this.replacedBy(request, caller, manager);
      if (await this.tokens.isFull(manager)) throw new ApiTokensTooManyError();
      const label = request.label ?? replaced?.label ?? DEFAULT_LABEL;
      const consumer = request.consumer ?? replaced?.consumer?.name ?? label;
      const id = randomUUID();
      await this.tokens.add(manager, {
        id,
        label,
        hint,
        tokenHash: hash,
        consumerId: await this.tokens.consumerNamed(consumer, manager),
        scopes: unique(request.scopes ?? replaced?.scopes ?? API_TOKEN_SCOPES),
        allowedAddresses: request.allowedAddresses
          ? unique(request.allowedAddresses.map((range) => normalAddressRange(range)!))
          : (replaced?.allowedAddresses ?? []),
        expiresAt,
        createdBy: caller.actor.name,
      });
      if (replaced) await this.tokens.noteReplacement(replaced.id, id, manager);
      const added = (await this.tokens.find(id, manager))!;
      await this.audit.record({ ...caller, action: 'token.created', ...described(added, request) }, manager);
      return added;
    });
    this.directory.forget();
    return { ...apiTokenView(made, this.clock.now()), token };
  }

  /**
   * Ends a token at once, in every process. One that has ended already stays as it is.
   *
   * @throws ApiTokenNotFoundError
   */
  async revoke(id: string, caller: Caller): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const token = await this.tokens.find(id, manager);
      if (!token) throw new ApiTokenNotFoundError(id);
      const isRevoked = await this.tokens.revoke(id, caller.actor.name, manager);
      if (isRevoked)
        await this.audit.record({ ...caller, action: 'token.revoked', ...described(token) }, manager);
    });
    this.directory.forget();
  }

  /** The token whose place the new one takes, its end already set. */
  private async replacedBy(
    { replaces, overlapHours }: GenerateApiToken,
    caller: Caller,
    manager: EntityManager,
  ): Promise<ApiTokenEntity | undefined> {
    if (!replaces) return undefined;
    const replaced = await this.tokens.find(replaces, manager);
    if (!replaced) throw new ApiTokenNotFoundError(replaces);
    const isEnding = overlapHours
      ? await this.tokens.endAfter(replaces, overlapHours, manager)
      : await this.tokens.revoke(replaces, caller.actor.name, manager);
    if (!isEnding) throw new ApiTokenEndedError(replaces);
    return replaced;
  }

  private expiryOf({ expiresAt }: GenerateApiToken): Date | null {
    if (!expiresAt) return null;
    const at = parseMoment(expiresAt)!;
    if (at <= this.clock.now()) throw invalid('expiresAt', 'expiresAt must lie in the future');
    return at;
  }
}

/** A token in the audit log: by what a list tells it from others. */
function described(
  { id, label, hint, consumer, scopes, allowedAddresses, expiresAt }: ApiTokenEntity,
  { replaces, overlapHours }: GenerateApiToken = {},
): { target: string; details: AuditDetails } {
  const replacement = replaces ? { replaces, overlapHours } : {};
  return {
    target: id,
    details: {
      label,
      hint,
      consumer: consumer!.name,
      scopes,
      allowedAddresses,
      expiresAt: expiresAt?.toISOString() ?? null,
      ...replacement,
    },
  };
}

/** How long the old one stays valid is never guessed: a leaked token must end, and a poller must not be cut off. */
function requireOverlapWithReplacement({ replaces, overlapHours }: GenerateApiToken): void {
  const isOverlapGiven = typeof overlapHours === 'number';
  if (replaces && !isOverlapGiven) {
    throw invalid('overlapHours', 'overlapHours must be given with replaces: 0 ends the old token at once');
  }
  if (!replaces && isOverlapGiven)
    throw invalid('overlapHours', 'overlapHours may be given only with replaces');
}

function invalid(field: string, message: string): RequestInvalidError {
  return new RequestInvalidError([{ field, message }]);
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
