const flag = { type: 'boolean' };
const rate = { type: 'number', minimum: 0, maximum: 1 };
const count = { type: 'integer', minimum: 0, maximum: 1_000_000_000 };
const milliseconds = { type: 'integer', minimum: 0, maximum: 3_600_000 };
const errorStatus = { type: 'integer', minimum: 400, maximum: 599 };
const ids = { type: 'array', items: { type: 'integer', minimum: 1 } };
const text = { type: 'string', maxLength: 1000 };
const headerText = { type: 'string', maxLength: 200, pattern: '^[\\x20-\\x7e]*$' };
const anyStatus = { type: 'integer', minimum: 200, maximum: 599 };

function strictObject(properties: Record<string, unknown>, more: Record<string, unknown> = {}): object {
  return { type: 'object', additionalProperties: false, properties, ...more };
}

const answer = strictObject(
  {
    status: anyStatus,
    text,
    contentType: { ...headerText, default: 'application/json' },
    retryAfter: headerText,
    location: headerText,
    recorded: { ...flag, default: false },
  },
  { required: ['status'] },
);
const words = { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 1000 };
const surface = {
  times: count,
  method: { enum: ['GET', 'POST', 'PUT', 'PATCH'] },
  path: headerText,
  latencyMs: milliseconds,
  refuse: flag,
  hang: flag,
  html: flag,
  unauthorized: { enum: [true, false, 'once'] },
  answer,
  loseAnswer: flag,
};

/** JSON schema of `FaultSet`; unknown members are refused, defaults are filled in. */
export const faultSetSchema = strictObject({
  reset: { enum: ['mid_request', 'after_recording'] },
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
  errorEvery: { ...count, minimum: 1 },
  errorStatus,
  maxBytes: count,
  maxItems: count,
  answer,
  poison: strictObject({ userIds: ids, status: { ...errorStatus, default: 422 } }, { required: ['userIds'] }),
  rejectItems: strictObject({
    rate: { ...rate, default: 1 },
    userIds: ids,
    courseIds: ids,
    ids: { type: 'array', items: { type: 'string', format: 'uuid' } },
    status: { ...errorStatus, default: 422 },
    title: { ...text, default: 'Rejected' },
    detail: { ...text, default: 'The sandbox was told to reject this item.' },
    recorded: { ...flag, default: false },
  }),
  acceptedStatus: { ...anyStatus, maximum: 299 },
  omitItems: strictObject({ rate: { ...rate, default: 1 }, recorded: { ...flag, default: false } }),
  extraResults: strictObject({
    unknown: { ...count, maximum: 1000, default: 0 },
    repeated: { ...flag, default: false },
    repeatedStatus: anyStatus,
  }),
  recordThenFail: flag,
  torn: flag,
  slowLoris: flag,
  hugeBytes: { type: 'integer', minimum: 1, maximum: 2_000_000_000 },
  times: count,
  token: strictObject({
    times: count,
    latencyMs: milliseconds,
    refuse: flag,
    hang: flag,
    html: flag,
    garbage: flag,
    status: errorStatus,
    error: { ...text, minLength: 1 },
    retryAfter: headerText,
    expiresInSeconds: { ...count, type: ['integer', 'null'] },
  }),
  xapi: strictObject({
    ...surface,
    maxStatements: count,
    unknownActors: words,
    strictConflicts: flag,
  }),
  ords: strictObject({ ...surface, refusedCourses: ids }),
  fusion: strictObject({
    ...surface,
    unknownPeople: words,
    unknownItems: words,
    ambiguousPeople: words,
    refusedItems: words,
    failingItems: words,
    createsPending: { enum: [true, false, 'stuck'] },
    staleEtags: count,
    load: strictObject({
      refuseEvery: { ...count, minimum: 1 },
      stopAfterRows: count,
      endless: flag,
      status: { ...headerText, minLength: 1 },
      withoutSourceSystemIds: flag,
      withoutLines: flag,
    }),
  }),
});
