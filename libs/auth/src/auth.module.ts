import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard';
import { TokenGate } from './access/token-gate';
import { ManagerRepository } from './managers/manager.repository';
import { SessionController } from './managers/session.controller';
import { SessionRepository } from './managers/session.repository';
import { SessionService } from './managers/session.service';
import { SetUpService } from './managers/set-up.service';
import { ApiTokenDirectory } from './tokens/api-token.directory';
import { ApiTokenRepository } from './tokens/api-token.repository';
import { ApiTokenService } from './tokens/api-token.service';
import { TokenIssueService } from './tokens/token-issue.service';
import { TokenController } from './tokens/token.controller';
import { WrongTokens } from './tokens/wrong-tokens';

@Module({
  controllers: [SessionController, TokenController],
  providers: [
    ManagerRepository,
    SessionRepository,
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
  exports: [SessionService, SetUpService, ApiTokenService],
})
export class AuthModule {}
