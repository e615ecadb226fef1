export interface RateLimitFault {
  /** So many deliveries are let through, then 429 until the time of Retry-After is over; 0: always 429. */
  requests: number;
  retryAfterSeconds?: number;
  /** ISO 8601; sent as an HTTP date. Without either member the 429 carries no Retry-After. */
  retryAfterDate?: string;
}

/** Items of these people or courses (all items when neither is given) are refused at this rate. */
export interface ItemRejectionFault {
  rate: number;
  userIds?: number[];
  courseIds?: number[];
  status: number;
  title: string;
  detail: string;
}

/** What goes wrong with deliveries. Where several apply, the order of the members is the order they act in. */
export interface DeliveryFaults {
  /** Waited before anything else, also before the delivery is recorded. */
  latencyMs?: number;
  /** The connection is destroyed before any answer. */
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
  errorStatus?: number;
  rejectItems?: ItemRejectionFault;
  /** So many of the items (0..1) are left out of the answer, though recorded when `recorded`. */
  omitItems?: { rate: number; recorded: boolean };
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
  hang?: boolean;
  html?: boolean;
  /** 200 with a body that is no JSON. */
  garbage?: boolean;
  /** An OAuth error; the one of `status` and `error` that is left out gets a fitting default. */
  status?: number;
  error?: string;
  /** Tokens are issued with this lifetime. */
  expiresInSeconds?: number;
}

/** The body of `PUT /_sandbox/faults`. */
export interface FaultSet extends DeliveryFaults {
  /** The delivery faults apply to the next so many deliveries only; left out: all. */
  times?: number;
  token?: TokenFaults;
}

const flag = { type: 'boolean' };
const rate = { type: 'number', minimum: 0, maximum: 1 };
const count = { type: 'integer', minimum: 0, maximum: 1_000_000_000 };
const milliseconds = { type: 'integer', minimum: 0, maximum: 3_600_000 };
const errorStatus = { type: 'integer', minimum: 400, maximum: 599 };
const ids = { type: 'array', items: { type: 'integer', minimum: 1 } };
const text = { type: 'string', maxLength: 1000 };

function strictObject(properties: Record<string, unknown>, more: Record<string, unknown> = {}): object {
  return { type: 'object', additionalProperties: false, properties, ...more };
}

/** JSON schema of {@link FaultSet}; unknown members are refused, defaults are filled in. */
export const faultSetSchema = strictObject({
  latencyMs: milliseconds,
  refuse: flag,
  hang: flag,
  html: flag,
  unauthorized: { enum: [true, false, 'once'] },
  forbidden: flag,
  rateLimit: strictObject(
    {
      requests: { ...count, default: 0 },
      retryAfterSeconds: count,
      retryAfterDate: { type: 'string', format: 'date-time' },
    },
    { dependencies: { retryAfterDate: { type: 'object', properties: { retryAfterSeconds: false } } } },
  ),
  errorRate: rate,
  errorStatus,
  rejectItems: strictObject({
    rate: { ...rate, default: 1 },
    userIds: ids,
    courseIds: ids,
    status: { ...errorStatus, default: 422 },
    title: { ...text, default: 'Rejected' },
    detail: { ...text, default: 'The sandbox was told to reject this item.' },
  }),
  omitItems: strictObject({ rate: { ...rate, default: 1 }, recorded: { ...flag, default: false } }),
  recordThenFail: flag,
  torn: flag,
  slowLoris: flag,
  hugeBytes: { type: 'integer', minimum: 1, maximum: 2_000_000_000 },
  times: count,
  token: strictObject({
    times: count,
    latencyMs: milliseconds,
    hang: flag,
    html: flag,
    garbage: flag,
    status: errorStatus,
    error: { ...text, minLength: 1 },
    expiresInSeconds: count,
  }),
});
