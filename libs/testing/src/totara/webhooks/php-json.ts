/**
 * JSON as PHP writes it: slashes are escaped, and everything beyond ASCII is a `\u` sequence. It means the same as
 * any other spelling but is not the same bytes, which is what a signature is about.
 */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
