import { nameBasedUuid } from '@oracle-integration/platform';
import type { MappedItem } from '../mapping/mapped-item';
import { plainWords } from '../target/plain-words';

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

/** The key of a request with these items; see {@link RenderedBatch}. */
export function batchIdOf(items: readonly MappedItem[]): string {
  const tries = items.map(({ idempotencyKey: key, answered }) => (answered > 0 ? `${key}:${answered}` : key));
  return nameBasedUuid(tries.join(' '), BATCH_NAMESPACE);
}

/** The request body of profile `generic-json`, put together from stored text: nothing is parsed or rendered anew. */
export function renderBatch(items: readonly MappedItem[]): RenderedBatch {
  const batchId = batchIdOf(items);
  const entries = items.map(
    ({ idempotencyKey, json }) => `{"idempotencyKey":"${idempotencyKey}",${json.slice(1)}`,
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
