import type { CompletionView, FieldChangeView } from '@oracle-integration/contracts';

/** What every revision changes, or none: no news to a manager. */
const LEFT_OUT = new Set(['id', 'revision', 'changedAt', 'userId', 'courseId', 'user.id', 'course.id']);

/** The fields in which two revisions of a record differ, nested ones with a dot, in the order they are shown in. */
export function revisionDifferences(before: CompletionView, after: CompletionView): FieldChangeView[] {
  const [old, present] = [flattened(before), flattened(after)];
  const fields = [...new Set([...present.keys(), ...old.keys()])].filter((field) => !LEFT_OUT.has(field));
  return fields.flatMap((field) => {
    const change = { field, from: old.get(field) ?? null, to: present.get(field) ?? null };
    return change.from === change.to ? [] : [change];
  });
}

/** Every value by its path. A nested object that is `null` has none: each of its values counts as `null`. */
function flattened(value: object, path = ''): Map<string, unknown> {
  const entries = Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, unknown][] => {
    if (typeof inner === 'object' && inner !== null) return [...flattened(inner, `${path}${key}.`)];
    return [[`${path}${key}`, inner]];
  });
  return new Map(entries);
}
