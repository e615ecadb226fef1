/** A moment of the wire, where there is one. */
export function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
