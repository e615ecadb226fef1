export * from './parse-settings';
export * from './registry/setting-definitions';
export * from './settings.module';
export * from './settings.service';
