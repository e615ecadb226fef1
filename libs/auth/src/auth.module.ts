import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard';
import { ManagerRepository } from './managers/manager.repository';
import { SessionController } from './managers/session.controller';
import { SessionRepository } from './managers/session.repository';
import { SessionService } from './managers/session.service';
import { SetUpService } from './managers/set-up.service';
import { ApiTokenRepository } from './tokens/api-token.repository';
import { ApiTokenService } from './tokens/api-token.service';

@Module({
  controllers: [SessionController],
  providers: [
    ManagerRepository,
    SessionRepository,
    SessionService,
    SetUpService,
    ApiTokenRepository,
    ApiTokenService,
    AccessGuard,
    { provide: APP_GUARD, useExisting: AccessGuard },
  ],
  exports: [SessionService, SetUpService, ApiTokenService],
})
export class AuthModule {}
