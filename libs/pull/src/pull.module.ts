import { Module } from '@nestjs/common';
import { AuthModule } from '@oracle-integration/auth';
import { CompletionsModule } from '@oracle-integration/completions';
import { AccessLogHook } from './access-log/access-log-hook';
import { PullLogRepository } from './access-log/pull-log.repository';
import { PullLogSchedule } from './access-log/pull-log.schedule';
import { PullLogService } from './access-log/pull-log.service';
import { AcknowledgeController } from './acknowledge/acknowledge.controller';
import { AcknowledgeService } from './acknowledge/acknowledge.service';
import { PullAdminController } from './admin/pull-admin.controller';
import { PullAdminService } from './admin/pull-admin.service';
import { FeedRequests } from './feed-request';
import { PullAnswers } from './pull-answers';
import { PullController } from './pull.controller';
import { PullService } from './pull.service';
import { PullStatusService } from './pull-status.service';
import { CompletionStreamService } from './stream/completion-stream.service';

@Module({
  imports: [AuthModule, CompletionsModule],
  controllers: [PullController, AcknowledgeController, PullAdminController],
  providers: [
    FeedRequests,
    PullService,
    CompletionStreamService,
    PullAnswers,
    AcknowledgeService,
    PullStatusService,
    PullAdminService,
    PullLogRepository,
    PullLogService,
    PullLogSchedule,
    AccessLogHook,
  ],
  exports: [PullStatusService, PullLogService, CompletionStreamService],
})
export class PullModule {}
