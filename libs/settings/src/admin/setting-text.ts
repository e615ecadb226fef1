import type { SettingValue } from '@oracle-integration/contracts';
import type { SettingDefinition } from '../registry/setting-definition';

const LINE_LENGTH_MAX = 4_096;
const TEXT_LENGTH_MAX = 65_536;

/** The text that stands for a value; `null`: back to the default. */
export type GivenText = { readonly text: string | null } | { readonly message: string };

/** Reads a value as it came over the wire, and checks it by the rule of its setting. */
export function textOf({ label, input, isSecret, schema }: SettingDefinition, value: unknown): GivenText {
  if (value === null) return { text: null };
  const written = writtenText(input.kind, value);
  if (written === undefined) return { message: `${label} must be ${KIND_WORDS[input.kind]}` };
  const isLong = input.kind === 'multiline' || input.kind === 'secret_multiline';
  const text = isLong || input.kind === 'url' ? written.trim() : written;
  if (text.trim() === '') {
    // An empty field of a form must not throw a secret away that nobody has seen.
    return isSecret
      ? { message: `${label} is empty: leave it out to keep the secret, send null to remove it` }
      : { text: null };
  }
  const fault = isLong ? faultOfText(text) : faultOfLine(text);
  if (fault !== undefined) return { message: `${label} ${fault}` };
  const parsed = schema.safeParse(text);
  return parsed.success ? { text } : { message: `${label} ${parsed.error.issues[0]!.message}` };
}

/** The value as it goes over the wire; `undefined` is the default. */
export function valueOf({ input, schema }: SettingDefinition, text: string | undefined): SettingValue | null {
  const parsed: unknown = schema.safeParse(text).data;
  if (parsed === undefined) return null;
  if (input.kind === 'switch') return parsed === true;
  if (input.kind === 'number') return Number(parsed);
  return text ?? String(parsed);
}

const KIND_WORDS = {
  switch: 'true or false',
  number: 'a number',
  choice: 'a text',
  url: 'a text',
  text: 'a text',
  multiline: 'a text',
  secret: 'a text',
  secret_multiline: 'a text',
} as const satisfies Record<SettingDefinition['input']['kind'], string>;

function writtenText(kind: SettingDefinition['input']['kind'], value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (kind === 'switch' && typeof value === 'boolean') return String(value);
  if (kind === 'number' && typeof value === 'number') return String(value);
  return undefined;
}

function faultOfLine(text: string): string | undefined {
  if (text.length > LINE_LENGTH_MAX) return `may have at most ${LINE_LENGTH_MAX} characters`;
  if (/\p{Cc}/u.test(text)) return 'must be one line, without control characters';
  return text === text.trim() ? undefined : 'begins or ends with a blank, pasted along perhaps';
}

function faultOfText(text: string): string | undefined {
  if (text.length > TEXT_LENGTH_MAX) return `may have at most ${TEXT_LENGTH_MAX} characters`;
  return text.includes('\0') ? 'must not hold control characters' : undefined;
}
