import { CapturePositionEntity } from './capture/capture-position.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const TOTARA_ENTITIES = [CapturePositionEntity] as const;
