import { EnvironmentInvalidError, type RawEnvironment } from '@oracle-integration/platform';
import { definitionOf, type Settings } from './registry/setting-definitions';
import { resolveSettings } from './resolve-settings';

/**
 * Reads every setting from the environment, falling back to its default.
 *
 * @throws EnvironmentInvalidError naming *all* settings that cannot be used, never their values.
 */
export function parseSettings(raw: RawEnvironment): Settings {
  const { settings, problems } = resolveSettings(raw);
  if (problems.length === 0) return settings;
  throw new EnvironmentInvalidError(
    problems.map(({ key, message }) => ({ variable: definitionOf(key).variable, message })),
  );
}
