export { removeDataFolder } from './data-folder';
export * from './embedded-postgres.errors';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded-postgres';
export * from './running-server';
