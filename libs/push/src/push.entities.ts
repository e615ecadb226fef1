import { PushTargetEntity } from './delivery/push-target.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const PUSH_ENTITIES = [PushTargetEntity] as const;
