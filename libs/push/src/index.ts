export { ConnectionTestService } from './connection-test/connection-test.service';
export { PushControlService } from './delivery/push-control.service';
export * from './delivery/push.errors';
export { RequestPreviewService } from './delivery/request-preview.service';
export { PushService } from './delivery/push.service';
export type { MappingErrorCode } from './mapping/mapping.errors';
export * from './push.entities';
export * from './push.module';
export { TargetHttpClient } from './target/target-http.client';
