/**
 * What a remote system said, as one line that can be stored: at most `maxLength` characters.
 *
 * Control characters and halves of a surrogate pair are left out. PostgreSQL takes neither in text, and one of them
 * in an error page would make the settling of a whole batch fail, again and again.
 */
export function plainWords(text: string, maxLength: number): string {
  const line = text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
  // Cutting may halve a pair once more.
  return line.slice(0, maxLength).replace(/\p{Cs}/gu, '');
}
