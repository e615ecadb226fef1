export * from './api-error';
export * from './completion';
export * from './overview';
export * from './session';
