/**
 * The parts of a name that a report writes as one: "María López", or "López, María". Where it begins and ends cannot
 * be known; the first word is taken for the first name.
 */
export function namesOf(fullName: string): { firstname: string | null; lastname: string | null } {
  const [last, first] = fullName.split(/,(.*)/s).map((part) => part.trim());
  if (first) return { firstname: first, lastname: last || null };
  const [firstWord, ...others] = (last || fullName).split(/\s+/);
  return others.length === 0
    ? { firstname: null, lastname: firstWord! }
    : { firstname: firstWord!, lastname: others.join(' ') };
}
