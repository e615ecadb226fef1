import { ManagerEntity } from './managers/manager.entity';
import { SessionEntity } from './managers/session.entity';
import { ConsumerEntity } from './tokens/consumer.entity';
import { ApiTokenEntity } from './tokens/api-token.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const AUTH_ENTITIES = [ManagerEntity, SessionEntity, ConsumerEntity, ApiTokenEntity] as const;
