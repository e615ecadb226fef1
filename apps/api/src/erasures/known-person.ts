/** What the ledger knew a person by at some time. */
interface Snapshot {
  readonly email: string | null;
  readonly username: string | null;
  readonly idnumber: string | null;
  readonly firstname: string | null;
  readonly lastname: string | null;
}

/** A person, as far as they are known. */
export interface KnownPerson {
  readonly name: string | null;
  readonly email: string | null;
  /** Everything that names them in a text. */
  readonly terms: readonly string[];
  /** What must be typed to erase them, one of these, in small letters. */
  readonly confirmations: readonly string[];
}

/**
 * @param snapshots the latest first
 * @param keys what uploaded files called them by
 */
export function knownPerson(
  userId: number,
  snapshots: readonly Snapshot[],
  keys: readonly string[],
): KnownPerson {
  const names = snapshots.flatMap(({ firstname, lastname }) =>
    firstname && lastname
      ? [`${firstname} ${lastname}`, `${lastname}, ${firstname}`, `${lastname} ${firstname}`]
      : [],
  );
  const others = snapshots.flatMap(({ email, username, idnumber }) => [email, username, idnumber]);
  const terms = [...new Set([...names, ...others, ...keys])].filter(isText);
  const emails = snapshots.map(({ email }) => email).filter(isText);
  return {
    name: names[0] ?? null,
    email: emails[0] ?? null,
    terms,
    confirmations: [String(userId), ...emails.map((email) => email.toLowerCase())],
  };
}

function isText(value: string | null): value is string {
  return value !== null && value.trim() !== '';
}
