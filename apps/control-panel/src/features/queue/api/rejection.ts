import type { RejectionView } from '@oracle-integration/contracts';

/** `RejectionView` with a date in place of its text. */
export interface Rejection extends Omit<RejectionView, 'rejectedAt'> {
  rejectedAt: Date;
}

export function toRejection(view: RejectionView): Rejection {
  return { ...view, rejectedAt: new Date(view.rejectedAt) };
}
