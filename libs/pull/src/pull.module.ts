import { Module } from '@nestjs/common';
import { AuthModule } from '@oracle-integration/auth';
import { CompletionsModule } from '@oracle-integration/completions';
import { PullController } from './pull.controller';
import { PullService } from './pull.service';
import { PullStatusService } from './pull-status.service';

@Module({
  imports: [AuthModule, CompletionsModule],
  controllers: [PullController],
  providers: [PullService, PullStatusService],
  exports: [PullStatusService],
})
export class PullModule {}
