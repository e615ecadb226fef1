import { ManagerEntity } from './managers/manager.entity';
import { InvitationEntity } from './invitations/invitation.entity';
import { SessionEntity } from './sessions/session.entity';
import { SsoFlowEntity } from './single-sign-on/sso-flow.entity';
import { SignInLimitEntity } from './throttle/sign-in-limit.entity';
import { ConsumerEntity } from './tokens/consumer.entity';
import { ApiTokenEntity } from './tokens/api-token.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const AUTH_ENTITIES = [
  ManagerEntity,
  SessionEntity,
  InvitationEntity,
  SignInLimitEntity,
  SsoFlowEntity,
  ConsumerEntity,
  ApiTokenEntity,
] as const;
