import { Module } from '@nestjs/common';
import { AuthModule } from '@oracle-integration/auth';
import { CompletionsModule } from '@oracle-integration/completions';
import { PullController } from './pull.controller';
import { PullService } from './pull.service';

@Module({ imports: [AuthModule, CompletionsModule], controllers: [PullController], providers: [PullService] })
export class PullModule {}
