import { PushTargetEntity } from './delivery/push-target.entity';
import { HistoryFileChunkEntity } from './history-file/history-file-chunk.entity';
import { HistoryFileEntity } from './history-file/history-file.entity';
import { HistoryUploadEntity } from './history-file/upload/history-upload.entity';
import { HistoryUploadMessageEntity } from './history-file/upload/history-upload-message.entity';
import { HistoryUploadRefusalEntity } from './history-file/upload/history-upload-refusal.entity';
import { PreflightEntity } from './mapping/preflight/preflight.entity';
import { LookupRowEntity } from './mapping/tables/lookup-row.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const PUSH_ENTITIES = [
  PushTargetEntity,
  LookupRowEntity,
  PreflightEntity,
  HistoryFileEntity,
  HistoryFileChunkEntity,
  HistoryUploadEntity,
  HistoryUploadMessageEntity,
  HistoryUploadRefusalEntity,
] as const;
