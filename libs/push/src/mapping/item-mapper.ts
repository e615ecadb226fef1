import { Injectable } from '@nestjs/common';
import { nameBasedUuid } from '@oracle-integration/platform';
import type { MappedParts } from './mapped-item';

/** A revision of a record, and the public JSON that the ledger stores of it. */
export interface StoredRevision {
  readonly recordId: string;
  readonly revision: number;
  readonly publicJson: string;
}

/**
 * Makes of claimed revisions what is sent of them, in their order; once for each claim, so that its cost is shared by
 * hundreds of items. Here mappings take their place; without one the stored text goes out as it is.
 */
@Injectable()
export class ItemMapper {
  map(revisions: readonly StoredRevision[]): Promise<readonly MappedParts[]> {
    return Promise.resolve(revisions.map(unmapped));
  }
}

/** The idempotency key of one revision of one record: a name-based UUID of the record's own id. */
export function itemIdempotencyKey(recordId: string, revision: number): string {
  return nameBasedUuid(String(revision), recordId);
}

function unmapped({ recordId, revision, publicJson }: StoredRevision): MappedParts {
  const idempotencyKey = itemIdempotencyKey(recordId, revision);
  return { personKey: null, courseKey: null, json: publicJson, idempotencyKey };
}
