/** The text of a named field as it stands in the form. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

/** Brings the first field at fault into focus. @returns whether there was one */
export function focusFirstFault(form: HTMLFormElement, faults: Readonly<Record<string, string>>): boolean {
  const [name] = Object.keys(faults);
  if (name === undefined) return false;
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
  return true;
}
