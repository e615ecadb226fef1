import { pipeline, Readable } from 'node:stream';
import type { ImportDelimiter } from '@oracle-integration/contracts';
import { CsvError, type Info, parse, type Parser } from 'csv-parse';
import { ImportFileUnusableError } from '../import.errors';
import { detectDelimiter } from './csv-delimiter';

/** One row, and the line of the file on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly delimiter: ImportDelimiter;
  readonly header: CsvRow;
  /** The rows after the header, read as they are asked for. */
  readonly rows: AsyncIterable<CsvRow>;
}

/** So much text tells the delimiter. */
const HEAD_CHARACTERS = 64 * 1024;
/** A row that is longer is a quotation mark that somebody forgot: else the rest of the file becomes one cell. */
const ROW_BYTES_MAX = 64 * 1024;
const COLUMNS_MAX = 500;

/**
 * Reads CSV text as it arrives. Lines end in `\n`.
 *
 * @throws ImportFileUnusableError for a file without a header, and (while its rows are read) where one cannot be read
 */
export async function readCsv(text: AsyncIterable<string>): Promise<CsvFile> {
  const pieces = text[Symbol.asyncIterator]();
  const head = await readHead(pieces);
  const { delimiter, preamble } = detectDelimiter(head);
  const linesBefore = preamble === '' ? 0 : 1;
  const place = { linesBefore, lastLine: linesBefore };
  const parser = parserOf(delimiter, place);
  const rest = chained(head.slice(preamble.length), pieces);
  // What goes wrong on the way in comes out where the rows are read.
  pipeline(Readable.from(rest), parser, () => undefined);
  const rows = readRows(parser, place);
  const { value: header, done } = await rows.next();
  if (done || header.cells.every((cell) => cell.trim() === '')) throw emptyFile();
  if (header.cells.length > COLUMNS_MAX) {
    throw new ImportFileUnusableError(
      `The header has ${header.cells.length} columns; a file of completions has at most ${COLUMNS_MAX}.`,
    );
  }
  return { delimiter, header, rows };
}

async function readHead(pieces: AsyncIterator<string>): Promise<string> {
  let head = '';
  while (head.length < HEAD_CHARACTERS) {
    const { value, done } = await pieces.next();
    if (done) break;
    head += value;
  }
  return head;
}

async function* chained(head: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return;
    if (value !== '') yield value;
  }
}

/** How far the parser is: what it has read but not handed on is lost when it fails. */
interface Place {
  /** Lines that the parser is not shown. */
  readonly linesBefore: number;
  lastLine: number;
}

function parserOf(delimiter: ImportDelimiter, place: Place): Parser {
  return parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: ROW_BYTES_MAX,
    on_record: (cells, { lines }) => {
      place.lastLine = place.linesBefore + lines;
      return cells;
    },
  });
}

type ParsedRow = { record: string[]; info: Info };

async function* readRows(parser: Parser, place: Place): AsyncGenerator<CsvRow, undefined> {
  try {
    for await (const parsed of parser) {
      const { record: cells, info } = parsed as ParsedRow;
      yield { line: place.linesBefore + info.lines - countLineEnds(cells), cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, place.lastLine + 1) : error;
  }
  return undefined;
}

/** Line ends within quotation marks. */
function countLineEnds(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

function unreadable({ code, message }: CsvError, line: number): ImportFileUnusableError {
  const isQuote = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  return new ImportFileUnusableError(
    isQuote
      ? `A quotation mark that opens a cell in the row of line ${line} is not closed. Close it, or double it where it is meant as a mark.`
      : `The row of line ${line} cannot be read: ${message}.`,
  );
}

export function emptyFile(): ImportFileUnusableError {
  return new ImportFileUnusableError(
    'The file holds no completions: it needs a line with the names of the columns, and rows below it.',
  );
}
