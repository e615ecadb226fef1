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

/** The first values of a line that was written so, its instruction and its object among them. */
export function hdlValues(line: string, count: number): string[] {
  const values = [''];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at]!;
    if (letter === SEPARATOR) {
      if (values.length === count) break;
      values.push('');
    } else if (letter === '\\') {
      at += 1;
      values[values.length - 1] += line[at] === 'n' ? '\n' : (line[at] ?? '');
    } else values[values.length - 1] += letter;
  }
  return values;
}
