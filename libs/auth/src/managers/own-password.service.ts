import { Injectable } from '@nestjs/common';
import type { ChangePasswordRequest } from '@oracle-integration/contracts';
import { AuditService, type Caller, RequestInvalidError } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { type LiveSession, SessionRepository } from '../sessions/session.repository';
import { SignInThrottle } from '../throttle/sign-in-throttle';
import { ManagerRepository } from './manager.repository';
import { hashPassword, isPassword } from './password';
import { requireGoodPassword } from './password-rules';

/** A manager's own password. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly managers: ManagerRepository,
    private readonly sessions: SessionRepository,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Sets another password and ends all other sessions of the manager: whoever got hold of one is out.
   *
   * @throws RequestInvalidError, AttemptsTooManyError
   */
  async change(request: ChangePasswordRequest, session: LiveSession, caller: Caller): Promise<void> {
    const { currentPassword, newPassword } = request;
    const { managerId, email } = session;
    // Whoever found a browser open guesses here as slowly as at the front door.
    const attempt = { email, address: caller.address ?? 'unknown', device: undefined };
    await this.throttle.count(attempt);
    const manager = await this.managers.find(managerId);
    if (!(await isPassword(manager?.passwordHash ?? undefined, currentPassword))) throw wrongPassword();
    await this.throttle.forgive(attempt);
    requireGoodPassword(newPassword, email, 'newPassword');
    const passwordHash = await hashPassword(newPassword);
    await this.dataSource.transaction(async (transaction) => {
      await this.managers.change(managerId, { passwordHash }, transaction);
      const ended = await this.sessions.deleteOf(managerId, transaction, session.id);
      const details = { sessionsEnded: ended };
      await this.audit.record(
        { ...caller, action: 'manager.password_changed', target: email, details },
        transaction,
      );
    });
  }
}

function wrongPassword(): RequestInvalidError {
  const message = 'currentPassword is not your present password';
  return new RequestInvalidError([{ field: 'currentPassword', message }]);
}
