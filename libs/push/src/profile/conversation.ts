import type { Trouble } from '../delivery/trouble';
import type { RemoteAnswer } from '../target/remote-answer';

/** One request of a profile. The token is added on the way: a profile never sees it. */
export interface ProfileRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Behind the Base URL, query included; it begins with `/`. */
  readonly path: string;
  /** In lower case, without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The UUID by which the log of requests and the attempts of the items name it. */
  readonly batchId: string;
  /** Other values than the token and the client secret that no log and no screen may show. */
  readonly secrets?: readonly string[];
}

/** What came of a request of a profile. */
export type Exchanged =
  | RemoteAnswer
  /** Nothing was sent: there is no token. */
  | { readonly kind: 'no_token'; readonly trouble: Trouble }
  /** The lease of an item would run out on the way, or the process ends: the items go back into the line. */
  | { readonly kind: 'no_time' };

/**
 * The way on which every request of a profile goes out, as often as it needs one. It adds the token, bounds the time,
 * repeats once with a fresh token where the first is refused, takes secrets out of the answer, and logs the request.
 */
export interface Conversation {
  /** Never throws. */
  exchange(request: ProfileRequest): Promise<Exchanged>;
  now(): Date;
}
