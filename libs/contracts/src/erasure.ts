/** Rows by table, of which something was removed. */
export type ErasureCounts = Record<string, number>;

/** The body of `POST /api/admin/people/:userId/erasure`. */
export interface ErasePersonRequest {
  /** Left out: the configured site. */
  site?: string;
  /** Only say what would be removed. */
  dryRun?: boolean;
  /** The person's id, or their e-mail address, typed by whoever asks: there is no way back. Needed without `dryRun`. */
  confirm?: string;
}

/** What erasing a person would do. */
export interface ErasurePreviewView {
  site: string;
  userId: number;
  /** As the ledger knows them; `null` when it knows no name. */
  name: string | null;
  email: string | null;
  /** Completions and enrolments that stay, without what names the person. */
  records: number;
  /** Of these, what Oracle has: it must be asked to erase the person, too. */
  delivered: number;
}

export const ErasureState = {
  Running: 'running',
  Done: 'done',
} as const;
export type ErasureState = (typeof ErasureState)[keyof typeof ErasureState];

/** How many records the person has, by status; the same before and after. */
export type ErasureLedgerCounts = Record<string, number>;

/** One person erased on request: the certificate, once it is done. It names nobody but by the number in Totara. */
export interface ErasureView {
  id: string;
  site: string;
  userId: number;
  state: ErasureState;
  requestedBy: string;
  requestedAt: string;
  finishedAt: string | null;
  removed: ErasureCounts;
  ledgerBefore: ErasureLedgerCounts;
  /** `null` until it is done. */
  ledgerAfter: ErasureLedgerCounts | null;
  /** Completions that Oracle has: there the person must be erased, too. */
  delivered: number;
  /** SHA-256 of all the above in the form of the printed certificate; `null` until it is done. */
  digest: string | null;
}

export const ERASURES_LIMIT_DEFAULT = 50;
export const ERASURES_LIMIT_MAX = 200;

/** The query string of `GET /api/admin/erasures`. */
export interface ListErasuresParams {
  cursor?: string;
  limit?: number;
}

/** `GET /api/admin/erasures`: the latest first. The certificate to print is at `/api/admin/erasures/:id/certificate`. */
export interface ErasuresPageView {
  items: ErasureView[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
}
