export type * from './queue-item';
export * from './queue-item-state';
export * from './queue.entities';
export { PurgeService } from './purge/purge.service';
export * from './queue.module';
export * from './queue.service';
