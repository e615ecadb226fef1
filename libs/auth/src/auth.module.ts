import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard';
import { TokenGate } from './access/token-gate';
import { ManagerRepository } from './managers/manager.repository';
import { SetUpService } from './managers/set-up.service';
import { ApiTokenDirectory } from './tokens/api-token.directory';
import { RefusalLog } from './access/refusal-log';
import { AuthSchedule } from './auth.schedule';
import { InvitationAcceptanceService } from './invitations/invitation-acceptance.service';
import { InvitationController } from './invitations/invitation.controller';
import { InvitationRepository } from './invitations/invitation.repository';
import { InvitationService } from './invitations/invitation.service';
import { ManagerController } from './managers/manager.controller';
import { ManagerService } from './managers/manager.service';
import { OwnPasswordService } from './managers/own-password.service';
import { SessionCookie } from './sessions/session-cookie';
import { SessionController } from './sessions/session.controller';
import { SessionRepository } from './sessions/session.repository';
import { SessionService } from './sessions/session.service';
import { SignInDesk } from './sessions/sign-in-desk';
import { SignInService } from './sessions/sign-in.service';
import { SSO_PROVIDERS } from './single-sign-on/sso.providers';
import { SsoController } from './single-sign-on/sso.controller';
import { KnownDevice } from './throttle/known-device';
import { SignInThrottle } from './throttle/sign-in-throttle';
import { ApiTokenRepository } from './tokens/api-token.repository';
import { ApiTokenService } from './tokens/api-token.service';
import { TokenIssueService } from './tokens/token-issue.service';
import { TokenController } from './tokens/token.controller';
import { WrongTokens } from './tokens/wrong-tokens';

@Module({
  controllers: [SessionController, InvitationController, ManagerController, SsoController, TokenController],
  providers: [
    ManagerRepository,
    ManagerService,
    OwnPasswordService,
    InvitationRepository,
    InvitationService,
    InvitationAcceptanceService,
    SessionRepository,
    SessionCookie,
    SignInDesk,
    SignInService,
    SignInThrottle,
    KnownDevice,
    AuthSchedule,
    RefusalLog,
    ...SSO_PROVIDERS,
    SessionService,
    SetUpService,
    ApiTokenRepository,
    ApiTokenDirectory,
    ApiTokenService,
    TokenIssueService,
    WrongTokens,
    TokenGate,
    AccessGuard,
    { provide: APP_GUARD, useExisting: AccessGuard },
  ],
  exports: [
    SessionService,
    SetUpService,
    ApiTokenService,
    TokenIssueService,
    InvitationService,
    ManagerService,
  ],
})
export class AuthModule {}
