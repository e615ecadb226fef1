import { isLosslessNumber, parse } from 'lossless-json';
import { plainWords } from '../../target/plain-words';
import { itemsOf, wholeNumberOf } from '../../profile/fusion/learning-record';
import type { DataSetCounts } from './history-upload.entity';

/** What Oracle says of a data set. */
export interface DataSetView {
  readonly status: string;
  readonly counts: DataSetCounts;
}

/** An error that Oracle tells of a line, or of the file. */
export interface DataSetMessage {
  readonly fileLine: number | null;
  readonly sourceSystemId: string | null;
  readonly text: string;
}

/** A page of what Oracle says. */
export interface MessagePage {
  /** Whatever was told, errors or not. */
  readonly told: number;
  /** With their places in the page. */
  readonly errors: readonly (DataSetMessage & { readonly place: number })[];
  readonly hasMore: boolean;
}

const TEXT_LENGTH_MAX = 2_000;
const ID_LENGTH_MAX = 500;
/** PostgreSQL takes neither in text. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;
/** A line number is an integer of the database. */
const LINE_MAX = 2_147_483_647;

/** By which Oracle knows what was uploaded. @throws SyntaxError when the body is not JSON */
export function readContentId(body: string): string | undefined {
  return textOf(membersOf(membersOf(parse(body)).result).ContentId);
}

/** The number of the data set that was made, as its digits. @throws SyntaxError when the body is not JSON */
export function readRequestId(body: string): string | undefined {
  return wholeNumberOf(membersOf(parse(body)).result, 'RequestId')?.toString();
}

/** The number of the first data set of a collection. @throws SyntaxError when the body is not JSON */
export function readFoundRequestId(body: string): string | undefined {
  return wholeNumberOf(itemsOf(parse(body))[0], 'RequestId')?.toString();
}

/** @throws SyntaxError when the body is not JSON */
export function readDataSet(body: string): DataSetView | undefined {
  const view = membersOf(parse(body));
  const status = textOf(view.DataSetStatusCode);
  const count = (name: string) => Number(wholeNumberOf(view, name) ?? 0n);
  return status === undefined
    ? undefined
    : {
        status: plainWords(status, 100),
        counts: {
          loaded: count('ObjectSuccessCount'),
          refused:
            count('FileLineImportErrorCount') +
            count('ObjectLoadErrorCount') +
            count('ObjectRollbackErrorCount'),
          unprocessed: count('ObjectUnprocessedCount'),
        },
      };
}

/** @throws SyntaxError when the body is not JSON */
export function readMessages(body: string): MessagePage {
  const page = parse(body);
  const items = itemsOf(page);
  const errors = items.flatMap((item, place) => {
    const { MessageTypeCode: type, MessageText, SourceSystemId } = membersOf(item);
    // Whatever is not said to be harmless is an error.
    if (typeof type === 'string' && /warn|info|success/i.test(type)) return [];
    const line = wholeNumberOf(item, 'FileLine');
    const text = plainWords(textOf(MessageText) ?? 'Oracle gives no reason', TEXT_LENGTH_MAX);
    const sourceSystemId = textOf(SourceSystemId)?.replace(UNSTORABLE, '').slice(0, ID_LENGTH_MAX) ?? null;
    const fileLine = line !== undefined && line > 0n && line <= LINE_MAX ? Number(line) : null;
    return [{ place, fileLine, sourceSystemId, text }];
  });
  return { told: items.length, errors, hasMore: membersOf(page).hasMore === true && items.length > 0 };
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isLosslessNumber(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** Also of a number: some releases show ids as such. */
function textOf(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
