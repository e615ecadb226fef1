import { isAscii } from 'node:buffer';
import type { ImportEncoding } from '@oracle-integration/contracts';
import { ImportFileUnusableError } from '../import.errors';
import { KIND_BYTES, otherKind } from './file-kind';
import { decodeWindows1252 } from './windows-1252';

/** From the first byte beyond ASCII on, so much decides between UTF-8 and Windows-1252. */
const DECIDING_BYTES = 4096;
const UNREADABLE = '\ufffd';

/**
 * Turns the bytes of a file into text as they arrive, whatever the size of the pieces.
 *
 * Most files are ASCII for thousands of rows before the first é, so the encoding is decided there and not at the
 * beginning. Line ends become `\n`.
 */
export class FileDecoder {
  private held: Buffer = Buffer.alloc(0);
  private hasBegun = false;
  private write: ((bytes: Buffer, isLast: boolean) => string) | undefined;
  private endsInReturn = false;
  private found: ImportEncoding = 'utf-8';

  /** As far as the file was read; plain ASCII counts as UTF-8. */
  get encoding(): ImportEncoding {
    return this.found;
  }

  /** @throws ImportFileUnusableError when this is another kind of file */
  decode(chunk: Buffer): string {
    return this.withPlainLineEnds(this.next(chunk, false), false);
  }

  /** What was held back. */
  end(): string {
    return this.withPlainLineEnds(this.next(Buffer.alloc(0), true), true);
  }

  private next(chunk: Buffer, isLast: boolean): string {
    if (this.write) return this.write(chunk, isLast);
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    if (!this.hasBegun) {
      if (this.held.length < KIND_BYTES && !isLast) return '';
      this.begin();
      if (this.write) return this.release(isLast);
    }
    return this.takeAscii() + (this.mustDecide(isLast) ? this.decide(isLast) : '');
  }

  /** The kind of the file, and a byte order mark. */
  private begin(): void {
    this.hasBegun = true;
    const kind = otherKind(this.held);
    if (kind)
      throw new ImportFileUnusableError(`This is ${kind}, not a CSV file. Export it as CSV and upload that.`);
    const [first, second, third] = this.held;
    if (first === 0xef && second === 0xbb && third === 0xbf) this.use('utf-8', 3);
    else if (first === 0xff && second === 0xfe) this.use('utf-16le', 2);
    else if (first === 0xfe && second === 0xff) this.use('utf-16be', 2);
  }

  private use(encoding: ImportEncoding, markBytes: number): void {
    this.found = encoding;
    this.held = this.held.subarray(markBytes);
    if (encoding === 'windows-1252') this.write = (bytes) => decodeWindows1252(withoutZeros(bytes));
    else {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true });
      const checked = encoding === 'utf-8' ? withoutZeros : (bytes: Buffer) => bytes;
      this.write = (bytes, isLast) => decoder.decode(checked(bytes), { stream: !isLast });
    }
  }

  private release(isLast: boolean): string {
    const { held } = this;
    this.held = Buffer.alloc(0);
    return this.write!(held, isLast);
  }

  private takeAscii(): string {
    const { held } = this;
    const end = isAscii(held) ? held.length : held.findIndex((byte) => byte > 0x7f);
    this.held = held.subarray(end);
    return withoutZeros(held.subarray(0, end)).toString('latin1');
  }

  private mustDecide(isLast: boolean): boolean {
    return this.held.length >= DECIDING_BYTES || (isLast && this.held.length > 0);
  }

  private decide(isLast: boolean): string {
    this.use(isUtf8(this.held, isLast) ? 'utf-8' : 'windows-1252', 0);
    return this.release(isLast);
  }

  /** A return at the end of a piece may be the first half of a line end. */
  private withPlainLineEnds(text: string, isLast: boolean): string {
    const whole = this.endsInReturn ? `\r${text}` : text;
    this.endsInReturn = !isLast && whole.endsWith('\r');
    const ready = this.endsInReturn ? whole.slice(0, -1) : whole;
    return ready.includes('\r') ? ready.replace(/\r\n?/g, '\n') : ready;
  }
}

/**
 * Whether bytes are UTF-8 rather than Windows-1252: more of their characters are well formed than not. A single
 * damaged character in a long file must not turn every other é into Ã©.
 */
function isUtf8(bytes: Buffer, isLast: boolean): boolean {
  // A character that is cut at the end of a piece is neither well formed nor not.
  const text = new TextDecoder('utf-8').decode(bytes, { stream: !isLast });
  const broken = text.split(UNREADABLE).length - 1;
  const foreign = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return broken <= foreign - broken;
}

function withoutZeros(bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return bytes;
  throw new ImportFileUnusableError(
    'The file holds zero bytes, so it is no text, or UTF-16 without a byte order mark. Save it as CSV in UTF-8.',
  );
}
