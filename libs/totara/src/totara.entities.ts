import { CapturePositionEntity } from './capture/capture-position.entity';
import { IMPORT_ENTITIES } from './import/import.entities';
import { ReconciliationFiguresEntity } from './reconciliation/reconciliation-figures.entity';
import { ReconciliationRunEntity } from './reconciliation/reconciliation-run.entity';
import { WebhookMessageEntity } from './webhook/webhook-message.entity';
import { WebhookRefusalEntity } from './webhook/webhook-refusal.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const TOTARA_ENTITIES = [
  CapturePositionEntity,
  ReconciliationRunEntity,
  ReconciliationFiguresEntity,
  WebhookMessageEntity,
  WebhookRefusalEntity,
  ...IMPORT_ENTITIES,
] as const;
