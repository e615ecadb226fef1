import { Injectable } from '@nestjs/common';
import { nameBasedUuid } from '@oracle-integration/platform';
import { type Mapped, readCompletion } from './completion-mapper';
import type { ParkReason } from './map-completion';
import type { MappedParts } from './mapped-item';
import { MappingService } from './mapping.service';

/** A revision of a record, and the public JSON that the ledger stores of it. */
export interface StoredRevision {
  readonly recordId: string;
  readonly revision: number;
  readonly publicJson: string;
}

/** What is sent of a revision, or why it waits. */
export type MappedRevision = MappedParts | { readonly parked: ParkReason };

/**
 * Makes of claimed revisions what is sent of them, in their order; once for each claim, so that its cost is shared by
 * hundreds of items. Without a mapping the stored text goes out as it is, and is not even parsed.
 */
@Injectable()
export class ItemMapper {
  constructor(private readonly mapping: MappingService) {}

  async map(revisions: readonly StoredRevision[]): Promise<readonly MappedRevision[]> {
    const mapper = this.mapping.current();
    if (mapper === undefined) return revisions.map(storedParts);
    const mapped = await this.mapping.map(mapper, revisions.map(readCompletion));
    return revisions.map((revision, index) => mappedRevision(revision, mapped[index]!));
  }
}

/**
 * The idempotency key of one revision of one record: a name-based UUID of the record's own id. What a mapping made has
 * a key of its own: other bytes under the same key would be refused, or taken for what Oracle has already.
 */
export function itemIdempotencyKey(recordId: string, revision: number, digest: string | null = null): string {
  return nameBasedUuid(digest === null ? String(revision) : `${revision}:${digest}`, recordId);
}

/** What is sent of a revision where nothing is mapped: the stored text. */
export function storedParts({ recordId, revision, publicJson }: StoredRevision): MappedParts {
  const idempotencyKey = itemIdempotencyKey(recordId, revision);
  return { personKey: null, courseKey: null, json: publicJson, idempotencyKey };
}

function mappedRevision({ recordId, revision }: StoredRevision, mapped: Mapped): MappedRevision {
  if ('parked' in mapped) return mapped;
  const { personKey, courseKey, json, digest } = mapped;
  return { personKey, courseKey, json, idempotencyKey: itemIdempotencyKey(recordId, revision, digest) };
}
