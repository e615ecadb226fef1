/**
 * The values of one line of a `.dat` file, between its bars; a backslash takes the special meaning from what follows.
 *
 * @throws Error when it escapes what needs no escape, or nothing
 */
export function valuesOf(line: string): string[] {
  const values: string[] = [];
  let value = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at]!;
    if (letter === '\\') value += unescaped(line[(at += 1)]);
    else if (letter === '|') {
      values.push(value);
      value = '';
    } else value += letter;
  }
  values.push(value);
  return values;
}

function unescaped(letter: string | undefined): string {
  if (letter === 'n') return '\n';
  if (letter === '|' || letter === '\\') return letter;
  throw new Error(`\\${letter ?? ''} is no escape sequence.`);
}
