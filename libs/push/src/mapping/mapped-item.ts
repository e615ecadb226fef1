/** What is sent of a record's revision, whatever the profile. */
export interface MappedParts {
  /** Who it is to Oracle; `null`: nobody has said, and a profile goes by what Totara holds. */
  readonly personKey: string | null;
  readonly courseKey: string | null;
  /** JSON text: the stored public JSON, byte for byte, unless a mapping makes another of it. */
  readonly json: string;
  /**
   * The same key always comes with the same bytes. A key that changed between two tries could enrol a learner twice in
   * Oracle.
   */
  readonly idempotencyKey: string;
}

/** An item as a delivery profile receives it. */
export interface MappedItem extends MappedParts {
  readonly id: string;
  readonly recordId: string;
  readonly revision: number;
  /** How many times Oracle has answered for it so far. */
  readonly answered: number;
}
