/** JSON with its lines indented; what is no JSON stays as it came. */
export function readableJson(text: string): string {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return text;
  try {
    return JSON.stringify(JSON.parse(trimmed), null, 2);
  } catch (error) {
    // The beginning of a long answer ends in the middle: shown as it came.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
