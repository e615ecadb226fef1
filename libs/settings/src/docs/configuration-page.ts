import { SETTING_SECTIONS } from '@oracle-integration/contracts';
import type { SettingDefinition } from '../registry/setting-definition';
import { definitionOf, SETTING_KEYS } from '../registry/setting-definitions';
import { SECTION_WORDS } from '../registry/setting-sections';
import { valueOf } from '../admin/setting-text';

/** `docs/configuration.md`, from the registry and from what `.env.example` says of the variables to boot with. */
export function configurationPage(introduction: string, envExample: string): string {
  const sections = SETTING_SECTIONS.flatMap((section) => {
    const keys = SETTING_KEYS.filter((key) => definitionOf(key).section === section);
    if (keys.length === 0) return [];
    const { title, help } = SECTION_WORDS[section];
    return [`## ${title}`, help, ...keys.flatMap((key) => settingParagraphs(key, definitionOf(key)))];
  });
  return `${[introduction.trim(), '## What the process needs to boot', bootVariables(envExample), ...sections].join('\n\n')}\n`;
}

function settingParagraphs(key: string, definition: SettingDefinition): string[] {
  const { label, help, variable, isSecret } = definition;
  const fallback = isSecret ? null : valueOf(definition, undefined);
  const facts = [
    `\`${variable}\``,
    `\`${key}\``,
    inputWords(definition),
    fallback === null ? 'not set' : `default \`${String(fallback)}\``,
  ];
  return [`### ${label}`, facts.join(' · '), help];
}

function inputWords({ input, isSecret }: SettingDefinition): string {
  if (isSecret) return 'secret';
  switch (input.kind) {
    case 'switch':
      return 'true or false';
    case 'number':
      return `${input.min} to ${input.max} ${input.unit}`.trimEnd();
    case 'choice':
      return input.choices.map(({ value }) => `\`${value}\``).join(', ');
    case 'url':
      return input.schemes.map((scheme) => `\`${scheme}://\``).join(' or ');
    default:
      return 'text';
  }
}

/** Each variable with its default and the comment in the line before it, up to the settings. */
function bootVariables(envExample: string): string {
  const known = new Set(SETTING_KEYS.map((key) => definitionOf(key).variable));
  const variables = [...envExample.matchAll(/^# (.+)\n([A-Z_]+)=(.*)$/gm)];
  return variables
    .filter(([, , variable]) => !known.has(variable!))
    .map(([, words, variable, value]) => `- \`${variable}\`${value ? ` (\`${value}\`)` : ''}: ${words}`)
    .join('\n');
}
