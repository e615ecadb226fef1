import type { ClaimedItem } from '@oracle-integration/queue';
import type { MappedParts } from '../mapping/mapped-item';

/** An item in hand, with what is sent of it. */
export interface SuppliedItem extends ClaimedItem, MappedParts {
  readonly leaseId: string;
  /** No request with it lasts longer, in epoch milliseconds: its lease would run out on the way. */
  readonly deadline: number;
}
