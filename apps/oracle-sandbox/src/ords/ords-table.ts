/** A row as it was last written: column names in lower case, numbers as the text of their digits. */
export type OrdsRow = Readonly<Record<string, string | null>>;

const RECENT_MAX = 100;

/** A table with the primary key `id`. */
export class OrdsTable {
  private readonly rows = new Map<string, OrdsRow>();
  private inserted = 0;
  private updated = 0;
  private refusedDoubles = 0;

  get view(): { rows: number; inserted: number; updated: number; refusedDoubles: number } {
    const { inserted, updated, refusedDoubles } = this;
    return { rows: this.rows.size, inserted, updated, refusedDoubles };
  }

  get recent(): readonly OrdsRow[] {
    return [...this.rows.values()].slice(-RECENT_MAX);
  }

  find(key: string): OrdsRow | undefined {
    return this.rows.get(key);
  }

  /** Writes the row under this key, whether it is there or not. */
  put(key: string, row: OrdsRow): 'inserted' | 'updated' {
    const isThere = this.rows.has(key);
    this.rows.set(key, { ...row, id: key });
    if (isThere) this.updated += 1;
    else this.inserted += 1;
    return isThere ? 'updated' : 'inserted';
  }

  /** Only ever a new row: `false` for a key that is there, as its unique constraint says. */
  insert(key: string, row: OrdsRow): boolean {
    if (this.rows.has(key)) {
      this.refusedDoubles += 1;
      return false;
    }
    this.put(key, row);
    return true;
  }

  /** As if these rows had not been inserted: their transaction is rolled back. */
  takeBack(keys: readonly string[]): void {
    for (const key of keys) this.rows.delete(key);
    this.inserted -= keys.length;
  }

  clear(): void {
    this.rows.clear();
    this.inserted = 0;
    this.updated = 0;
    this.refusedDoubles = 0;
  }
}
