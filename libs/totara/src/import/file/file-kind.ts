/** What files of other kinds begin with, and what their users call them. */
const KINDS: readonly { readonly begins: Buffer; readonly name: string }[] = [
  { begins: Buffer.from('PK\x03\x04', 'latin1'), name: 'an Excel workbook (.xlsx) or a zip archive' },
  { begins: Buffer.from('d0cf11e0a1b11ae1', 'hex'), name: 'an old Excel workbook (.xls)' },
  { begins: Buffer.from('1f8b', 'hex'), name: 'a gzip archive' },
  { begins: Buffer.from('%PDF', 'latin1'), name: 'a PDF' },
];
/** The page that a site answers with when it wants somebody to sign in, saved under the name of the report. */
const WEB_PAGE = /^\s*<(!doctype|html|\?xml)/i;

/** So many bytes tell the kind. */
export const KIND_BYTES = 16;

/** What a file is that is no CSV, by its first bytes; `undefined` when it may be one. */
export function otherKind(head: Buffer): string | undefined {
  const known = KINDS.find(({ begins }) => head.subarray(0, begins.length).equals(begins));
  if (known) return known.name;
  return WEB_PAGE.test(head.toString('latin1')) ? 'a web page' : undefined;
}
