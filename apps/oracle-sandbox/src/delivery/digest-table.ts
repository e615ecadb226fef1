/** 32-bit words of one entry: four of the key's digest, four of the value's. */
const ENTRY_WORDS = 8;
const CHUNK_ENTRIES = 65_536;
const FIRST_SLOTS = 131_072;
const MAX_LOAD = 0.5;

/**
 * An append-only map from a key's digest to a value's digest, both cut to 128 bits. Entries are numbered from 0
 * in the order in which they were added.
 *
 * Entries lie in typed arrays and are found by open addressing over their numbers: 32 bytes an entry plus 8 to
 * 16 of index. Two million entries were measured at 83 MB and under 2 µs a look-up; a `Map` of the same digests as
 * 16-character strings took 187 MB.
 */
export class DigestTable {
  private chunks: Uint32Array[] = [];
  /** Entry number + 1; 0 is a free slot. */
  private slots = new Uint32Array(FIRST_SLOTS);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The number of the entry under this key, or -1. Digests are at least 16 bytes. */
  find(key: Buffer): number {
    return this.slots[this.slotOf(key)]! - 1;
  }

  /** Whether the entry was added with this value. */
  holds(entry: number, value: Buffer): boolean {
    return this.matches(entry, value, 4);
  }

  /** Adds a key that {@link find} does not know, and tells its number. */
  add(key: Buffer, value: Buffer): number {
    if (this.count + 1 > this.slots.length * MAX_LOAD) this.grow();
    const entry = this.count;
    if (entry % CHUNK_ENTRIES === 0) this.chunks.push(new Uint32Array(CHUNK_ENTRIES * ENTRY_WORDS));
    const chunk = this.chunks.at(-1)!;
    const start = (entry % CHUNK_ENTRIES) * ENTRY_WORDS;
    for (let word = 0; word < 4; word += 1) {
      chunk[start + word] = key.readUInt32LE(word * 4);
      chunk[start + 4 + word] = value.readUInt32LE(word * 4);
    }
    this.slots[this.slotOf(key)] = entry + 1;
    this.count += 1;
    return entry;
  }

  clear(): void {
    this.chunks = [];
    this.slots = new Uint32Array(FIRST_SLOTS);
    this.count = 0;
  }

  /** The slot that holds the key, else the free one where it belongs. */
  private slotOf(key: Buffer): number {
    const mask = this.slots.length - 1;
    let slot = key.readUInt32LE(0) & mask;
    for (let held = this.slots[slot]!; held !== 0; held = this.slots[slot]!) {
      if (this.matches(held - 1, key, 0)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private matches(entry: number, digest: Buffer, offset: number): boolean {
    const chunk = this.chunks[Math.floor(entry / CHUNK_ENTRIES)]!;
    const start = (entry % CHUNK_ENTRIES) * ENTRY_WORDS + offset;
    for (let word = 0; word < 4; word += 1) {
      if (chunk[start + word] !== digest.readUInt32LE(word * 4)) return false;
    }
    return true;
  }

  private grow(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.count; entry += 1) {
      const chunk = this.chunks[Math.floor(entry / CHUNK_ENTRIES)]!;
      let slot = chunk[(entry % CHUNK_ENTRIES) * ENTRY_WORDS]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.slots = slots;
  }
}
