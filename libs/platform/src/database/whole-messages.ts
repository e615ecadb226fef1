/** Code and length, which counts itself. */
const HEAD_BYTES = 5;

/**
 * Cuts what arrives from PostgreSQL into messages. One that arrives in many pieces is put together once, when the last
 * of them is there; bytes that were given out are never written over.
 */
export class WholeMessages {
  private pieces: Buffer[] = [];
  private length = 0;
  private wanted = HEAD_BYTES;

  constructor(private readonly give: (message: Buffer) => void) {}

  add(piece: Buffer): void {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.length < this.wanted) return;
    const bytes = this.pieces.length === 1 ? piece : Buffer.concat(this.pieces, this.length);
    let from = 0;
    for (let end = endOf(bytes, from); end <= bytes.length; end = endOf(bytes, from)) {
      this.give(bytes.subarray(from, end));
      from = end;
    }
    this.pieces = from < bytes.length ? [bytes.subarray(from)] : [];
    this.length = bytes.length - from;
    this.wanted = endOf(bytes, from) - from;
  }
}

/** Where a message ends; where its head does, as long as that is not there. */
function endOf(bytes: Buffer, from: number): number {
  return from + HEAD_BYTES <= bytes.length ? from + 1 + bytes.readInt32BE(from + 1) : from + HEAD_BYTES;
}
