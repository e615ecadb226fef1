/**
 * The columns by names that differ, as a mapping must call them: a column without a name gets its number, and the
 * second of the same name a "(2)".
 */
export function columnNames(header: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [index, cell] of header.entries()) {
    const name = cell.replace(/\s+/g, ' ').trim() || `Column ${index + 1}`;
    let unique = name;
    for (let number = 2; names.has(unique); number += 1) unique = `${name} (${number})`;
    names.add(unique);
  }
  return [...names];
}
