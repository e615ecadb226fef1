import { isUtf8 } from 'node:buffer';
import { RequestRefusedError } from '../http/request-refused.error';
import type { ItemCandidate } from './item-rules';

export interface Envelope {
  batchId: string;
  items: ItemCandidate[];
}

export const ENVELOPE_ITEMS_MAX = 1000;

/**
 * Reads `{"batchId", "items": [...]}` with 1 to {@link ENVELOPE_ITEMS_MAX} items. Only what makes it impossible
 * to answer item by item is refused here: no id to answer under, or one id for two different items.
 *
 * @throws RequestRefusedError 400 that names the member at fault.
 */
export function readEnvelope(body: Buffer): Envelope {
  const envelope = parse(body);
  if (!isObject(envelope)) throw refusal('The body must be a JSON object.');
  const { batchId, items } = envelope;
  if (typeof batchId !== 'string' || batchId.trim() === '') {
    throw refusal('batchId must be a non-empty string.');
  }
  if (!Array.isArray(items) || items.length < 1 || items.length > ENVELOPE_ITEMS_MAX) {
    throw refusal(`items must be an array of 1 to ${ENVELOPE_ITEMS_MAX} items.`);
  }
  refuseUnanswerable(items);
  return { batchId, items };
}

function refuseUnanswerable(items: unknown[]): asserts items is ItemCandidate[] {
  const keys = new Map<string, unknown>();
  items.forEach((item, index) => {
    if (!isObject(item)) throw refusal(`items[${index}] must be an object.`);
    const { id, idempotencyKey } = item;
    if (typeof id !== 'string' || id === '') throw refusal(`items[${index}].id must be a non-empty string.`);
    if (keys.has(id) && keys.get(id) !== idempotencyKey) {
      throw refusal(`items[${index}].id is also the id of another item: answers are matched by id.`);
    }
    keys.set(id, idempotencyKey);
  });
}

function parse(body: Buffer): unknown {
  if (!isUtf8(body)) throw refusal('The body is not valid UTF-8.');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw refusal(`The body is not valid JSON: ${(error as SyntaxError).message}.`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(detail: string): RequestRefusedError {
  return new RequestRefusedError(400, 'Bad Request', detail);
}
