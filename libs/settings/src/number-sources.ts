import type { Settings } from './registry/setting-definitions';

/** Where Totara keeps a number that no completion shows: the first job assignment, or a custom field by its short name. */
export type NumberSource = 'jobassignment' | `profile:${string}` | `custom:${string}`;

/** Where the numbers of people and courses come from; `null`: from what a completion shows, or nowhere. */
export interface NumberSources {
  readonly people: Extract<NumberSource, 'jobassignment' | `profile:${string}`> | null;
  readonly courses: Extract<NumberSource, `custom:${string}`> | null;
}

export const NO_NUMBER_SOURCES: NumberSources = { people: null, courses: null };

/** What {@link numberSourcesOf} goes by. */
export const NUMBER_SOURCE_SETTINGS = [
  'mappingPersonField',
  'mappingPersonProfileField',
  'mappingCourseField',
  'mappingCourseCustomField',
] as const satisfies readonly (keyof Settings)[];

/** Which numbers must be read from Totara beside the completions, by the settings. */
export function numberSourcesOf(
  settings: Pick<Settings, (typeof NUMBER_SOURCE_SETTINGS)[number]>,
): NumberSources {
  const { mappingPersonProfileField: profile, mappingCourseCustomField: custom } = settings;
  return {
    people: peopleSource(settings.mappingPersonField, profile),
    courses: courseSource(settings.mappingCourseField, custom),
  };
}

function peopleSource(
  field: Settings['mappingPersonField'],
  profile: string | undefined,
): NumberSources['people'] {
  if (field === 'jobassignment') return 'jobassignment';
  return field === 'profile' && profile !== undefined ? `profile:${profile}` : null;
}

function courseSource(
  field: Settings['mappingCourseField'],
  custom: string | undefined,
): NumberSources['courses'] {
  return field === 'custom' && custom !== undefined ? `custom:${custom}` : null;
}
