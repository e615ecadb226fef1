import type { FusionFaults, OrdsFaults, XapiFaults } from './surface-faults';

export interface RateLimitFault {
  /** So many deliveries are let through, then 429 until the time of Retry-After is over; 0: always 429. */
  requests: number;
  retryAfterSeconds?: number;
  /** ISO 8601; sent as an HTTP date. Without either member the 429 carries no Retry-After. */
  retryAfterDate?: string;
}

/** Items of these people or courses, or with these ids (all items when none is given) are refused at this rate. */
export interface ItemRejectionFault {
  rate: number;
  userIds?: number[];
  courseIds?: number[];
  ids?: string[];
  status: number;
  title: string;
  detail: string;
  /** Recorded all the same: "it is there already". */
  recorded: boolean;
}

/** One of these people's items in a delivery, and the whole delivery is refused: all or none. */
export interface PoisonFault {
  userIds: number[];
  status: number;
}

/** The whole delivery is answered so, whatever is in it. */
export interface AnswerFault {
  status: number;
  /** The body; left out: problem details, an empty text: no body at all. */
  text?: string;
  /** Of `text`. */
  contentType: string;
  /** Sent as it is, however absurd. */
  retryAfter?: string;
  location?: string;
  /** The delivery is recorded first. */
  recorded: boolean;
}

/** Results that nobody asked for, in an answer that is otherwise true. */
export interface ExtraResultsFault {
  /** So many results for ids that were not sent. */
  unknown: number;
  /** Each result once more; with `repeatedStatus` the second one contradicts the first. */
  repeated: boolean;
  repeatedStatus?: number;
}

/** What goes wrong with deliveries. Where several apply, the order of the members is the order they act in. */
export interface DeliveryFaults {
  /** The connection is reset: while the body is still on its way, or when the delivery is recorded. */
  reset?: 'mid_request' | 'after_recording';
  /** Waited before the delivery is looked at and recorded. */
  latencyMs?: number;
  /** The delivery is read, then the connection is closed without an answer. Nothing is recorded. */
  refuse?: boolean;
  /** Never answered, until a reset or the client gives up. Nothing is recorded. */
  hang?: boolean;
  /** 200 with an HTML sign-in page, as a proxy in front of Oracle answers. Nothing is recorded. */
  html?: boolean;
  /** 401; `once` only for the next delivery. */
  unauthorized?: boolean | 'once';
  /** 403 */
  forbidden?: boolean;
  rateLimit?: RateLimitFault;
  /** So many of the deliveries (0..1) get `errorStatus`, and nothing is recorded. */
  errorRate?: number;
  /** Every so many-th delivery gets `errorStatus`, counted from the last `PUT`. */
  errorEvery?: number;
  errorStatus?: number;
  /** Larger deliveries get 413, and nothing is recorded. */
  maxBytes?: number;
  maxItems?: number;
  answer?: AnswerFault;
  poison?: PoisonFault;
  rejectItems?: ItemRejectionFault;
  /** In place of 200 and 201 for each item that is accepted. */
  acceptedStatus?: number;
  /** So many of the items (0..1) are left out of the answer, though recorded when `recorded`. */
  omitItems?: { rate: number; recorded: boolean };
  extraResults?: ExtraResultsFault;
  /** The delivery is recorded, then answered with 503: an outcome the client cannot know. */
  recordThenFail?: boolean;
  /** The delivery is recorded; headers and half of the answer are sent, then the socket is destroyed. */
  torn?: boolean;
  /** The delivery is recorded; the answer comes at one byte a second. */
  slowLoris?: boolean;
  /** The delivery is recorded; the answer is padded to so many bytes. */
  hugeBytes?: number;
}

/** What goes wrong at the token endpoint, in the order in which it acts. */
export interface TokenFaults {
  /** Only the next so many token requests; left out: all. */
  times?: number;
  latencyMs?: number;
  /** The connection is closed without an answer. */
  refuse?: boolean;
  hang?: boolean;
  html?: boolean;
  /** 200 with a body that is no JSON. */
  garbage?: boolean;
  /** An OAuth error; the one of `status` and `error` that is left out gets a fitting default. */
  status?: number;
  error?: string;
  /** The header of the error, sent as it is. */
  retryAfter?: string;
  /** Tokens are issued with this lifetime; `null`: with the usual one, which the answer does not tell. */
  expiresInSeconds?: number | null;
}

/** The body of `PUT /_sandbox/faults`. */
export interface FaultSet extends DeliveryFaults {
  /** The delivery faults apply to the next so many deliveries only; left out: all. */
  times?: number;
  token?: TokenFaults;
  xapi?: XapiFaults;
  fusion?: FusionFaults;
  ords?: OrdsFaults;
}
