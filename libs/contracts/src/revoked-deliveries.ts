export const REVOKED_DELIVERIES_LIMIT_DEFAULT = 100;
export const REVOKED_DELIVERIES_LIMIT_MAX = 1000;

/** A completion that Oracle has although Totara took it back. */
export interface RevokedDeliveryView {
  queueItemId: string;
  recordId: string;
  /** The revision that Oracle has. */
  revision: number;
  userId: number;
  user: string;
  courseId: number;
  course: string;
  sentAt: string | null;
  /** The number by which Oracle knows it. */
  externalId: string | null;
  revokedAt: string;
}

/** The query string of `GET /api/admin/queue/revoked`. */
export interface ListRevokedDeliveriesParams {
  cursor?: string;
  limit?: number;
}

/** `GET /api/admin/queue/revoked`: the longest ago first. */
export interface RevokedDeliveriesPageView {
  items: RevokedDeliveryView[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
}
