import {
  EnvironmentInvalidError,
  type EnvironmentProblem,
  type RawEnvironment,
  withoutEmpty,
} from '@oracle-integration/platform';
import { SETTING_DEFINITIONS, type SettingDefinition, type Settings } from './setting-definitions';

/**
 * Reads every setting from the environment, falling back to its default.
 *
 * @throws EnvironmentInvalidError naming *all* settings that cannot be used, never their values.
 */
export function parseSettings(raw: RawEnvironment): Settings {
  const variables = withoutEmpty(raw);
  const problems: EnvironmentProblem[] = [];
  const entries = Object.entries(SETTING_DEFINITIONS).map(
    ([key, definition]: [string, SettingDefinition]) => {
      const parsed = definition.schema.safeParse(variables[definition.variable]);
      if (parsed.success) return [key, parsed.data];
      problems.push({ variable: definition.variable, message: parsed.error.issues[0]!.message });
      return [key, undefined];
    },
  );
  if (problems.length > 0) throw new EnvironmentInvalidError(problems);

  const parsed = Object.fromEntries(entries) as Settings;
  return Object.freeze({
    ...parsed,
    pushEnabled: parsed.pushEnabled ?? parsed.pushBaseUrl !== undefined,
    pullEnabled: parsed.pullEnabled ?? variables['PULL_TOKEN'] !== undefined,
  });
}
