import type { CompletionCourseView } from './completion';

/** One language of a title, as Totara's multi-language filter marks it. */
const LANGUAGE = /<span\b(?=[^>]*\bclass="multilang")(?=[^>]*\blang="([\w-]+)")[^>]*>([\s\S]*?)<\/span>/gi;
/** The same title in several languages, one after the other. */
const LANGUAGES =
  /(?:<span\b(?=[^>]*\bclass="multilang")(?=[^>]*\blang=")[^>]*>[\s\S]{0,1400}?<\/span>(?:\s*(?=<span))?){1,50}/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * What a person reads as the title of a course. Pull and Push hand on what the site holds, markup and all.
 *
 * @see Totara's filter `multilang`, and `format_string()`
 */
export function courseTitle({
  id,
  fullname,
  shortname,
}: Pick<CompletionCourseView, 'id' | 'fullname' | 'shortname'>): string {
  return plainText(fullname) || plainText(shortname) || `course ${id}`;
}

/** English where there is English, else the first language; without other markup, entities as characters. */
function plainText(text: string | null): string {
  if (text === null || !/[<&]/.test(text)) return text?.trim() ?? '';
  return withoutEntities(text.replace(LANGUAGES, inOneLanguage).replace(/<[^<>]*>/g, '')).trim();
}

function inOneLanguage(spans: string): string {
  const all = [...spans.matchAll(LANGUAGE)].map(([, language = '', words = '']) => ({ language, words }));
  const chosen = all.find(({ language }) => /^en\b/i.test(language)) ?? all[0];
  return chosen?.words ?? '';
}

function withoutEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
