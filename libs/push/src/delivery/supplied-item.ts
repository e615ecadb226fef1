import type { ClaimedItem } from '@oracle-integration/queue';

/** An item in hand, with what is sent of it. */
export interface SuppliedItem extends ClaimedItem {
  readonly leaseId: string;
  /** No request with it lasts longer, in epoch milliseconds: its lease would run out on the way. */
  readonly deadline: number;
  readonly publicJson: string;
}
