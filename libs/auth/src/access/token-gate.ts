import { Injectable } from '@nestjs/common';
import type { ApiTokenScope } from '@oracle-integration/contracts';
import { RateLimiter, type RateStanding, rateLimitHeaders } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { countedAddress, isInRanges } from '../tokens/address-range';
import type { ApiTokenIdentity } from '../tokens/api-token';
import {
  AddressRateExceededError,
  ApiTokenAddressNotAllowedError,
  ApiTokenRateExceededError,
  ApiTokenRefusedError,
  ApiTokenScopeMissingError,
} from '../tokens/api-token.errors';
import { ApiTokenService } from '../tokens/api-token.service';
import { presentedToken } from '../tokens/presented-token';
import { WrongTokens } from '../tokens/wrong-tokens';

/** Where outside systems come in: who they are, from where, how often, and what for. */
@Injectable()
export class TokenGate {
  constructor(
    private readonly tokens: ApiTokenService,
    private readonly limiter: RateLimiter,
    private readonly wrongTokens: WrongTokens,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Lets a request in, and tells by its answer's headers how the caller's rate limits stand.
   *
   * @throws an error of API tokens that says why it is not let in
   */
  async admit(request: FastifyRequest, reply: FastifyReply, scope: ApiTokenScope): Promise<ApiTokenIdentity> {
    const token = await this.identified(request);
    await this.requireRate(token, request.ip, reply);
    if (!token.scopes.includes(scope)) throw new ApiTokenScopeMissingError(scope);
    this.tokens.noteUse(token, request.ip);
    return token;
  }

  /** A token from an address that it does not belong to counts as a wrong one, and takes nothing from its own rate. */
  private async identified({ headers, ip }: FastifyRequest): Promise<ApiTokenIdentity> {
    try {
      const token = await this.tokens.identify(presentedToken(headers));
      const { allowedAddresses } = token;
      if (allowedAddresses.length > 0 && !isInRanges(ip, allowedAddresses))
        throw new ApiTokenAddressNotAllowedError(ip);
      return token;
    } catch (error) {
      if (error instanceof ApiTokenRefusedError) await this.wrongTokens.note(ip, error);
      throw error;
    }
  }

  private async requireRate(token: ApiTokenIdentity, address: string, reply: FastifyReply): Promise<void> {
    const { pullRatePerMinute, pullAddressRatePerMinute } = this.settings.current();
    const standings: { token?: RateStanding; address?: RateStanding } = {};
    if (pullRatePerMinute > 0)
      standings.token = await this.limiter.take(`token:${token.id}`, pullRatePerMinute);
    if (pullAddressRatePerMinute > 0 && standings.token?.isAllowed !== false)
      standings.address = await this.limiter.take(
        `address:${countedAddress(address)}`,
        pullAddressRatePerMinute,
      );
    tell(reply, standings);
    if (standings.token?.isAllowed === false)
      throw new ApiTokenRateExceededError(pullRatePerMinute, standings.token.resetSeconds);
    if (standings.address?.isAllowed === false)
      throw new AddressRateExceededError(pullAddressRatePerMinute, standings.address.resetSeconds);
  }
}

function tell(reply: FastifyReply, standings: Readonly<Record<string, RateStanding>>): void {
  const { policy, standing } = rateLimitHeaders(standings);
  if (policy === '') return;
  void reply.header('ratelimit-policy', policy).header('ratelimit', standing);
}
