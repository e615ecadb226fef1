import { Injectable, Logger } from '@nestjs/common';
import { anonymousCaller, AuditService, RateLimiter } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { countedAddress } from './address-range';
import { type ApiTokenRefusedError, WrongTokensTooManyError } from './api-token.errors';

/** Counts wrong tokens by the address they come from, over all processes, and slows down who sends many. */
@Injectable()
export class WrongTokens {
  private readonly logger = new Logger(WrongTokens.name);

  constructor(
    private readonly limiter: RateLimiter,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Notes one more. The first and the last that an address may try in a minute are said in the log, and the audit log
   * has them with their number; the flood costs neither of them more.
   *
   * @throws WrongTokensTooManyError when the address has tried too many
   */
  async note(address: string, refused: ApiTokenRefusedError): Promise<void> {
    const from = countedAddress(address);
    const limit = this.settings.current().pullWrongTokensPerMinute;
    const { isAllowed, remaining, resetSeconds } = await this.limiter.take(`wrong-token:${from}`, limit);
    if (!isAllowed) throw new WrongTokensTooManyError(resetSeconds);
    await this.audit.recordRefusal({
      ...anonymousCaller(from, 'API token'),
      action: 'access.refused',
      details: { reason: refused.code },
    });
    if (remaining === limit - 1) this.logger.warn(`An API token was refused to ${from}: ${refused.message}`);
    if (remaining === 0) {
      this.logger.warn(
        `${limit} API tokens were refused to ${from} within a minute; further wrong ones are answered 429 for ${resetSeconds} s.`,
      );
    }
  }
}
