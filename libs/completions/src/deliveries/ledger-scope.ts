/** What a record is about, as far as a search looks at it. */
export interface RecordKey {
  readonly id: string;
  readonly siteId: string;
  readonly userId: number;
  readonly courseId: number;
}

/** What must all hold of a record; left out: whatever it is. People and courses as `site/id`. */
export interface ScopePart {
  readonly people?: ReadonlySet<string>;
  readonly courses?: ReadonlySet<string>;
  readonly recordIds?: ReadonlySet<string>;
  /** Whatever the site. */
  readonly courseId?: number;
}

/** Which records a search means. */
export type LedgerScope =
  /** Whatever it is about. */
  | { readonly kind: 'all' }
  /** So few that they are named. */
  | { readonly kind: 'records'; readonly recordIds: readonly string[] }
  /** So many that items are looked at one by one: those of which any part holds. */
  | { readonly kind: 'parts'; readonly parts: readonly ScopePart[]; readonly isTooWide: boolean };

export function memberKey(siteId: string, id: number): string {
  return `${siteId}/${id}`;
}

export function isInPart(record: RecordKey, part: ScopePart): boolean {
  const { people, courses, recordIds, courseId } = part;
  return (
    (people?.has(memberKey(record.siteId, record.userId)) ?? true) &&
    (courses?.has(memberKey(record.siteId, record.courseId)) ?? true) &&
    (recordIds?.has(record.id) ?? true) &&
    (courseId === undefined || courseId === record.courseId)
  );
}
