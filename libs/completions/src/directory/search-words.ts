const WORD_LENGTH_MAX = 60;
/** More words than anybody types; the rest of a text is not looked at. */
const WORDS_MAX = 40;

const ACCENTS = /[\u0300-\u036f]/g;
/** What stands between words. Whatever is not ASCII belongs to one: which of it are letters, databases disagree. */
const BETWEEN_WORDS = /[\s!-/:-@[-`{-~]+/;

/** What PostgreSQL's text cannot hold. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Lower case, without accents: `LÓPEZ` and `lopez` are the same. */
export function foldedText(text: string): string {
  return text.normalize('NFKD').replace(ACCENTS, '').replace(UNSTORABLE, ' ').toLowerCase();
}

/** The words of some texts, each once. */
export function searchWords(texts: readonly (string | null)[]): string[] {
  const all = foldedText(texts.filter((text) => text !== null).join(' ')).split(BETWEEN_WORDS);
  const words = all.filter((word) => word !== '').map((word) => word.slice(0, WORD_LENGTH_MAX));
  return [...new Set(words)].slice(0, WORDS_MAX);
}

/** What matches a text that holds each of the words, or words that begin with them; as PostgreSQL writes it. */
export function prefixQuery(words: readonly string[]): string {
  // Words hold neither quotes nor backslashes: those stand between words.
  return words.map((word) => `'${word}':*`).join(' & ');
}
