/** The characters of the bytes 0x80 to 0x9f; in all others Windows-1252 is Latin-1. */
const CHARACTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node's own decoder of this name (20 to 23) reads these bytes as Latin-1: `’` came out as an invisible control. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => CHARACTERS[character.charCodeAt(0) - 0x80]!);
}
