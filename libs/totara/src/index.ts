export { CaptureService } from './capture/capture.service';
export * from './totara.entities';
export * from './totara.errors';
export * from './totara.module';
