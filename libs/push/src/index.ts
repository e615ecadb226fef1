export { PushService } from './delivery/push.service';
export * from './push.entities';
export * from './push.module';
