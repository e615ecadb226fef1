import { nameBasedUuid } from '@oracle-integration/platform';
import { plainWords } from '../target/plain-words';

/** An item with the public JSON of exactly its revision. */
export interface DeliverableItem {
  readonly id: string;
  readonly recordId: string;
  readonly revision: number;
  /** How many times Oracle has answered for it so far. */
  readonly answered: number;
  readonly publicJson: string;
}

export interface RenderedBatch {
  /**
   * Names the batch, and is its idempotency key: the same items in the same revisions have the same, as long as Oracle
   * has not answered. After an answer another key asks anew, where the old one may bring back the old refusal.
   */
  readonly batchId: string;
  readonly body: string;
}

/** Namespace of batch keys: an arbitrary constant, never to be changed. */
const BATCH_NAMESPACE = '6ad9c5f0-57f5-4d3c-9f6b-3c8f2f7f2b11';

/**
 * The idempotency key of one revision of one record: a name-based UUID of the record's own id. A key that changed
 * between two tries could enrol a learner twice in Oracle.
 */
export function itemIdempotencyKey(recordId: string, revision: number): string {
  return nameBasedUuid(String(revision), recordId);
}

/** The request body of profile `generic-json`, put together from stored text: nothing is parsed or rendered anew. */
export function renderBatch(items: readonly DeliverableItem[]): RenderedBatch {
  const keys = items.map(({ recordId, revision }) => itemIdempotencyKey(recordId, revision));
  const tries = keys.map((key, index) =>
    items[index]!.answered > 0 ? `${key}:${items[index]!.answered}` : key,
  );
  const batchId = nameBasedUuid(tries.join(' '), BATCH_NAMESPACE);
  const entries = items.map(
    ({ publicJson }, index) => `{"idempotencyKey":"${keys[index]}",${publicJson.slice(1)}`,
  );
  return { batchId, body: `{"batchId":"${batchId}","items":[${entries.join(',')}]}` };
}

/** What the answer says of one item. */
export interface ItemResult {
  readonly status: number;
  readonly externalId: string | null;
  readonly detail: string | null;
}

/**
 * The results by record id, `undefined` when the answer speaks for all at once.
 *
 * @throws SyntaxError when the body is neither empty nor JSON: a torn answer, whose outcome is unknown.
 */
export function readItemResults(body: string): ReadonlyMap<string, ItemResult> | undefined {
  if (body.trim() === '') return undefined;
  const answer: unknown = JSON.parse(body);
  const items = isObject(answer) ? answer['items'] : undefined;
  if (!Array.isArray(items)) return undefined;
  const results = new Map<string, ItemResult>();
  for (const item of items) {
    // Without an id or a status it says nothing of any item: that one counts as not answered for.
    if (!isObject(item) || typeof item['id'] !== 'string' || !isHttpStatus(Number(item['status']))) continue;
    results.set(item['id'], itemResult(item));
  }
  return results;
}

function itemResult(item: Record<string, unknown>): ItemResult {
  const error = isObject(item['error']) ? item['error'] : {};
  const words = [error['title'], error['detail']].filter(
    (word): word is string => typeof word === 'string' && word !== '',
  );
  const { externalId } = item;
  const isNamed = typeof externalId === 'string' || typeof externalId === 'number';
  return {
    status: Number(item['status']),
    externalId: isNamed ? plainWords(String(externalId), 200) : null,
    detail: words.length > 0 ? plainWords(words.join(': '), 1000) : null,
  };
}

function isHttpStatus(value: number): boolean {
  return Number.isInteger(value) && value >= 100 && value <= 599;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
