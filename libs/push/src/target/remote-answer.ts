/** How far a request came that was never sent. */
export type UnreachedStage =
  /** The name is not known, or its address is refused. */
  | 'address'
  /** Nobody takes the connection. */
  | 'connection'
  /** The certificate is not trusted, or the two sides agree on no encryption. */
  | 'tls';

/** What came of one HTTP exchange with Oracle. Failures are values: they are classified, written down, never thrown. */
export type RemoteAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly retryAfter: string | undefined;
      /** By their names in lower case; of one that comes more than once, the first. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** The body is longer than we read; what follows is not in it. */
      readonly isCut: boolean;
    }
  /** Nothing was sent. The detail is part of a sentence that a manager can read. */
  | { readonly kind: 'not_reached'; readonly stage: UnreachedStage; readonly detail: string }
  /** Sent, or perhaps sent, and no whole answer came. Oracle may have recorded it. */
  | { readonly kind: 'no_answer'; readonly detail: string };
