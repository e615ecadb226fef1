import { Module } from '@nestjs/common';
import { CompletionsModule } from '@oracle-integration/completions';
import { CapturePositionRepository } from './capture/capture-position.repository';
import { CaptureSchedule } from './capture/capture.schedule';
import { CaptureService } from './capture/capture.service';
import { ChangeFollower } from './capture/change-follower';
import { CourseComparison } from './capture/course-comparison';
import { FirstLoad } from './capture/first-load';
import { TotaraReaderProvider } from './reader/totara-reader.provider';

@Module({
  imports: [CompletionsModule],
  providers: [
    TotaraReaderProvider,
    CapturePositionRepository,
    FirstLoad,
    CourseComparison,
    ChangeFollower,
    CaptureService,
    CaptureSchedule,
  ],
  exports: [CaptureService],
})
export class TotaraModule {}
