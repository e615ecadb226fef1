export * from './admin/change-request';
export * from './admin/settings-admin.service';
export * from './parse-settings';
export * from './registry/setting-definitions';
export * from './settings.entities';
export type * from './settings.errors';
export * from './settings.module';
export * from './settings.service';
export * from './store/secret-rotation.service';
