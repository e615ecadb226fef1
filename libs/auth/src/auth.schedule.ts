import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { InvitationRepository } from './invitations/invitation.repository';
import { SignInThrottle } from './throttle/sign-in-throttle';

@Injectable()
export class AuthSchedule {
  private readonly logger = new Logger(AuthSchedule.name);

  constructor(
    private readonly invitations: InvitationRepository,
    private readonly throttle: SignInThrottle,
  ) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'remove-expired-sign-in-data', waitForCompletion: true })
  async removeExpired(): Promise<void> {
    try {
      await this.invitations.removeExpired();
      await this.throttle.removeExpired();
    } catch (error) {
      this.logger.warn(
        `Old links and counters could not be removed; tried again in an hour: ${describeError(error)}`,
      );
    }
  }
}
