import { Module } from '@nestjs/common';
import { CompletionsModule } from '@oracle-integration/completions';
import { QueueModule } from '@oracle-integration/queue';
import { ConnectionTestController } from './connection-test/connection-test.controller';
import { ConnectionTestService } from './connection-test/connection-test.service';
import { Deliverer } from './delivery/deliverer';
import { DeliveryLines } from './delivery/delivery-lines';
import { ItemSupplies } from './delivery/item-supplies';
import { GroupedSettling } from './delivery/grouped-settling';
import { Prober } from './delivery/prober';
import { PushSchedule } from './delivery/push.schedule';
import { PushControlService } from './delivery/push-control.service';
import { PushService } from './delivery/push.service';
import { PushStatusService } from './delivery/push-status.service';
import { TargetHolds } from './delivery/target-holds';
import { RequestPreviewService } from './delivery/request-preview.service';
import { PushTargetRepository } from './delivery/push-target.repository';
import { HistoryChunkRepository } from './history-file/history-chunk.repository';
import { HistoryErasure } from './history-file/history-erasure';
import { HistoryFileController } from './history-file/history-file.controller';
import { HistoryFileRemoval } from './history-file/history-file-removal';
import { HistoryFileRunner } from './history-file/history-file-runner';
import { HistoryFileSchedule } from './history-file/history-file.schedule';
import { HistoryFileService } from './history-file/history-file.service';
import { HistoryFileSizes } from './history-file/history-file-sizes';
import { HistoryFileStep } from './history-file/history-file-step';
import { HistoryFileRepository } from './history-file/history-file.repository';
import { HistoryFiles } from './history-file/history-files';
import { DataSetClient } from './history-file/upload/data-set.client';
import { HistoryUploadController } from './history-file/upload/history-upload.controller';
import { HistoryUploadRepository } from './history-file/upload/history-upload.repository';
import { HistoryUploadSchedule } from './history-file/upload/history-upload.schedule';
import { HistoryUploadService } from './history-file/upload/history-upload.service';
import { HistoryUploader } from './history-file/upload/history-uploader';
import { UploadFolding } from './history-file/upload/upload-folding';
import { UploadMessagesRepository } from './history-file/upload/upload-messages.repository';
import { UploadTalk } from './history-file/upload/upload-talk';
import { ItemMapper } from './mapping/item-mapper';
import { MappingErasure } from './mapping/mapping-erasure';
import { MappingPreviewController } from './mapping/mapping-preview.controller';
import { MappingPreviewService } from './mapping/mapping-preview.service';
import { MappingRelease } from './mapping/mapping-release.service';
import { MappingSchedule } from './mapping/mapping.schedule';
import { MappingService } from './mapping/mapping.service';
import { PreflightController } from './mapping/preflight/preflight.controller';
import { PreflightRepository } from './mapping/preflight/preflight.repository';
import { PreflightRunner } from './mapping/preflight/preflight-runner';
import { PreflightSchedule } from './mapping/preflight/preflight.schedule';
import { PreflightService } from './mapping/preflight/preflight.service';
import { LookupTableController } from './mapping/tables/lookup-table.controller';
import { LookupTableService } from './mapping/tables/lookup-table.service';
import { LookupRepository } from './mapping/tables/lookup.repository';
import { TokenBudget } from './oauth/token-budget.repository';
import { TokenClient } from './oauth/token.client';
import { TokenService } from './oauth/token.service';
import { PolicySettings } from './policy/policy-settings.service';
import { ProfileGuidesController } from './profile/profile-guides.controller';
import { TargetHttpClient } from './target/target-http.client';

@Module({
  imports: [CompletionsModule, QueueModule],
  controllers: [
    ConnectionTestController,
    ProfileGuidesController,
    LookupTableController,
    MappingPreviewController,
    PreflightController,
    HistoryFileController,
    HistoryUploadController,
  ],
  providers: [
    ConnectionTestService,
    TargetHttpClient,
    TokenBudget,
    TokenClient,
    TokenService,
    Deliverer,
    HistoryChunkRepository,
    HistoryErasure,
    HistoryFileRemoval,
    HistoryFileRepository,
    HistoryFileRunner,
    HistoryFileSchedule,
    HistoryFileService,
    HistoryFileSizes,
    HistoryFileStep,
    HistoryFiles,
    DataSetClient,
    HistoryUploadRepository,
    HistoryUploadSchedule,
    HistoryUploadService,
    HistoryUploader,
    UploadFolding,
    UploadMessagesRepository,
    UploadTalk,
    ItemMapper,
    GroupedSettling,
    Prober,
    DeliveryLines,
    ItemSupplies,
    PushControlService,
    PushTargetRepository,
    PushService,
    PushStatusService,
    TargetHolds,
    PushSchedule,
    RequestPreviewService,
    LookupRepository,
    LookupTableService,
    MappingErasure,
    MappingPreviewService,
    MappingRelease,
    MappingSchedule,
    MappingService,
    PolicySettings,
    PreflightRepository,
    PreflightRunner,
    PreflightSchedule,
    PreflightService,
  ],
  exports: [
    HistoryErasure,
    HistoryUploadService,
    MappingErasure,
    PushService,
    PushControlService,
    PushStatusService,
    RequestPreviewService,
    ConnectionTestService,
    TargetHttpClient,
  ],
})
export class PushModule {}
