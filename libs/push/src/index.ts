export { PushControlService } from './delivery/push-control.service';
export * from './delivery/push.errors';
export { PushService } from './delivery/push.service';
export * from './push.entities';
export * from './push.module';
