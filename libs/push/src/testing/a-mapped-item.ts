import { itemIdempotencyKey } from '../mapping/item-mapper';
import type { MappedItem } from '../mapping/mapped-item';

const RECORD_ID = '0198c1a0-0000-7000-8000-00000000000a';

/** An item without a mapping; only what the test is about need be given. */
export function aMappedItem(given: Partial<MappedItem> = {}): MappedItem {
  const { recordId = RECORD_ID, revision = 1 } = given;
  const idempotencyKey = itemIdempotencyKey(recordId, revision);
  const json = `{"id":"${recordId}"}`;
  const own = { id: '1', recordId, revision, answered: 0, personKey: null, courseKey: null };
  return { ...own, json, idempotencyKey, ...given };
}
