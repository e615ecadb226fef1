import type { PushProfile, SettingInput, SettingSection } from '@oracle-integration/contracts';
import { booleanText, integerText, urlText } from '@oracle-integration/platform';
import { z } from 'zod';

/** How one setting is named, entered and checked. */
export interface SettingDefinition<Schema extends z.ZodType = z.ZodType> {
  /** The environment variable that pins it. */
  readonly variable: string;
  readonly section: SettingSection;
  /** The delivery profiles that it belongs to; absent: it belongs to none in particular. */
  readonly profiles?: readonly PushProfile[];
  /** The name of its field. */
  readonly label: string;
  /** The sentence below the field. */
  readonly help: string;
  readonly input: SettingInput;
  /** Reads the text of a variable or of the store: one grammar for both. */
  readonly schema: Schema;
  /** Write-only: never shown, never logged; sealed in the store. */
  readonly isSecret: boolean;
}

type Unplaced<Schema extends z.ZodType = z.ZodType> = Omit<SettingDefinition<Schema>, 'section'>;
type Placed<Definitions extends Record<string, Unplaced>> = {
  [Key in keyof Definitions]: SettingDefinition<Definitions[Key]['schema']>;
};

/** Variable, label and help of a setting: `['PUSH_SCOPE', 'Scope', 'Passed on as it is.']`. */
type Words = readonly [variable: string, label: string, help: string];

/** Puts settings into a section of the screen. */
export function inSection<Definitions extends Record<string, Unplaced>>(
  section: SettingSection,
  definitions: Definitions,
): Placed<Definitions> {
  const placed = Object.entries(definitions).map(([key, definition]) => [key, { ...definition, section }]);
  return Object.fromEntries(placed) as Placed<Definitions>;
}

/** Settings that count for some delivery profiles only. */
export function ofProfiles<Definitions extends Record<string, Unplaced>>(
  profiles: readonly PushProfile[],
  definitions: Definitions,
): Definitions {
  const marked = Object.entries(definitions).map(([key, definition]) => [key, { ...definition, profiles }]);
  return Object.fromEntries(marked) as Definitions;
}

/** On or off. */
export function switched(words: Words, isOn: boolean) {
  return plain(words, { kind: 'switch' }, booleanText.default(isOn));
}

/** On or off; left alone, it follows from other settings. */
export function switchedByOthers(words: Words) {
  return plain(words, { kind: 'switch' }, booleanText.optional());
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly default: number;
}

export function wholeNumber(words: Words, { min, max, unit, default: fallback }: NumberRange) {
  return plain(words, { kind: 'number', min, max, unit }, integerText(min, max).default(fallback));
}

/** One of a few, each with the label of its choice. */
export function oneOf<const Values extends Record<string, string>>(
  words: Words,
  labels: Values,
  fallback: keyof Values & string,
) {
  const values = Object.keys(labels) as (keyof Values & string)[];
  const must = `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`;
  const choices = values.map((value) => ({ value, label: labels[value]! }));
  return plain(
    words,
    { kind: 'choice', choices },
    z.enum(values, must).default(() => fallback),
  );
}

export function text<Schema extends z.ZodType>(words: Words, schema: Schema) {
  return plain(words, { kind: 'text' }, schema);
}

export function multiline<Schema extends z.ZodType>(words: Words, schema: Schema) {
  return plain(words, { kind: 'multiline' }, schema);
}

/** An address that is shown, so it may hold no password. Connections to it are guarded where they are made. */
export function webAddress(words: Words) {
  const schemes = ['https', 'http'];
  const schema = urlText(...schemes).refine(
    (url) => !URL.canParse(url) || (new URL(url).username === '' && new URL(url).password === ''),
    'must not hold a user name or a password',
  );
  return plain(words, { kind: 'url', schemes }, schema.optional());
}

export function secret<Schema extends z.ZodType>(words: Words, schema: Schema) {
  return secretly(words, { kind: 'secret' }, schema);
}

export function secretMultiline<Schema extends z.ZodType>(words: Words, schema: Schema) {
  return secretly(words, { kind: 'secret_multiline' }, schema);
}

function plain<Schema extends z.ZodType>(words: Words, input: SettingInput, schema: Schema) {
  return { ...named(words), input, schema, isSecret: false } satisfies Unplaced<Schema>;
}

function secretly<Schema extends z.ZodType>(words: Words, input: SettingInput, schema: Schema) {
  return { ...named(words), input, schema, isSecret: true } satisfies Unplaced<Schema>;
}

function named([variable, label, help]: Words) {
  return { variable, label, help };
}
