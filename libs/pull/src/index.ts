export type { PullErrorCode } from './pull.errors';
export * from './pull.module';
