export * from './parse-settings';
export * from './setting-definitions';
export * from './settings.module';
export * from './settings.service';
