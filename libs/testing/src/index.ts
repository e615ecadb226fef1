export * from './totara';
export * from './mariadb';
export * from './database/migrate-database';
export * from './database/test-database';
export * from './processes/service-process';
export * from './wait-until';
export * from './log-lines';
export * from './set-clock';
