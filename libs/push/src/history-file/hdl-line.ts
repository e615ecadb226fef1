/** Between the attributes of a line. */
const SEPARATOR = '|';

/**
 * A value as a line of an HCM Data Loader file may hold it: what would end the attribute or the line is escaped, and
 * the backslash that escapes is itself.
 */
export function hdlValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(SEPARATOR, `\\${SEPARATOR}`)
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** One line: an instruction, the object that it is about, and its attributes in the order of the METADATA line. */
export function hdlLine(
  instruction: 'METADATA' | 'MERGE',
  object: string,
  attributes: readonly string[],
): string {
  return `${[instruction, object, ...attributes.map(hdlValue)].join(SEPARATOR)}\n`;
}
