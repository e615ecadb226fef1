import fc from 'fast-check';
import { ImportFileUnusableError } from '../import.errors';
import { FileDecoder } from './file-decoder';

/** Decodes bytes that arrive in pieces of a size, as one piece unless told otherwise. */
function decode(bytes: Buffer, pieceBytes = bytes.length || 1) {
  const decoder = new FileDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceBytes)
    text += decoder.decode(bytes.subarray(at, at + pieceBytes));
  return { text: text + decoder.end(), encoding: decoder.encoding };
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('the text of a file', () => {
  it.each([
    ['plain ASCII', utf8('a,b\n1,2\n'), 'a,b\n1,2\n', 'utf-8'],
    ['UTF-8', utf8('María,Ø,日本\n'), 'María,Ø,日本\n', 'utf-8'],
    ['UTF-8 with a mark', utf8('\ufeffMaría\n'), 'María\n', 'utf-8'],
    ['ASCII with a mark', utf8('\ufeffa,b\n'), 'a,b\n', 'utf-8'],
    ['UTF-16 as Excel writes it', Buffer.from('\ufeffMaría\t1\n', 'utf16le'), 'María\t1\n', 'utf-16le'],
    ['UTF-16 of the other end', utf16be('\ufeffMaría\t1\n'), 'María\t1\n', 'utf-16be'],
    ['Windows-1252', latin1('Mar\xeda \x93Fire\x94 \x80\n'), 'María “Fire” €\n', 'windows-1252'],
    ['Windows-1252 of one letter', latin1('\xe9'), 'é', 'windows-1252'],
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ])('is read as %s', (_, bytes, text, encoding) => {
    expect(decode(bytes)).toEqual({ text, encoding });
  });

  it('is the same whatever the size of the pieces it arrives in', () => {
    const files = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => utf8(text)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    const readable = (bytes: Buffer, pieceBytes?: number) => {
      try {
        return decode(bytes, pieceBytes);
      } catch (error) {
        return (error as Error).name;
      }
    };

    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 20 }), (bytes, pieceBytes) => {
        expect(readable(bytes, pieceBytes)).toEqual(readable(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('is decided where the first letter beyond ASCII comes, however late', () => {
    const rows = 'mlopez,FIRE-1,2026-02-01\n'.repeat(10_000);

    expect(decode(latin1(`${rows}Mar\xeda\n`), 4096)).toEqual({
      text: `${rows}María\n`,
      encoding: 'windows-1252',
    });
    expect(decode(utf8(`${rows}María\n`), 4096)).toEqual({ text: `${rows}María\n`, encoding: 'utf-8' });
  });

  it('stays UTF-8 with one damaged letter, which is marked', () => {
    const { text, encoding } = decode(
      Buffer.concat([utf8('María,José,Zoë,'), latin1('\xe9'), utf8(',Øystein\n')]),
    );

    expect(encoding).toBe('utf-8');
    expect(text).toBe('María,José,Zoë,\ufffd,Øystein\n');
  });

  it.each([1, 2, 3, 100])('has plain line ends, arriving in pieces of %i bytes', (pieceBytes) => {
    expect(decode(utf8('a\r\nb\rc\nd\r\n\r\ne\r'), pieceBytes).text).toBe('a\nb\nc\nd\n\ne\n');
  });

  it.each([
    ['an Excel workbook', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'), /Excel workbook \(\.xlsx\)/],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), /old Excel workbook/],
    ['a gzip archive', Buffer.from('1f8b0800000000000003', 'hex'), /gzip archive/],
    ['a PDF', utf8('%PDF-1.7 ...'), /a PDF/],
    ['the page of a sign-in', utf8('  <!DOCTYPE html><html>'), /a web page/],
    ['UTF-16 without a mark', Buffer.from('name,course\n', 'utf16le'), /zero bytes/],
    ['zero bytes far inside', utf8(`${'a,b\n'.repeat(50)}\0`), /zero bytes/],
  ])('is refused in words when it is %s', (_, bytes, words) => {
    expect(() => decode(bytes)).toThrow(ImportFileUnusableError);
    expect(() => decode(bytes, 5)).toThrow(words);
  });
});
