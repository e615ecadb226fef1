export { findPostgresPrograms } from './postgres-programs';
export { type InstalledPostgres, startInstalledPostgres } from './start-installed-postgres';
