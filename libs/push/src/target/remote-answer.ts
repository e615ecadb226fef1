/** What came of one HTTP exchange with Oracle. Failures are values: they are classified, written down, never thrown. */
export type RemoteAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly retryAfter: string | undefined;
      readonly body: string;
    }
  /** Nothing was sent: the address is unknown, refused, or its certificate is not trusted. */
  | { readonly kind: 'not_reached'; readonly detail: string }
  /** Sent, or perhaps sent, and no whole answer came. Oracle may have recorded it. */
  | { readonly kind: 'no_answer'; readonly detail: string };
