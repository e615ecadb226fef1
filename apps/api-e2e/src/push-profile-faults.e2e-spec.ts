import { atEach, expectedOf, type FaultRow, ProfileFaults, type Way } from './testing/profile-faults';

let all: ProfileFaults[] | undefined;

beforeAll(async () => (all = await ProfileFaults.startAll()));

afterAll(() => Promise.all((all ?? []).map((one) => one.stop())));

const ALREADY = { status: 409, text: '{"title":"It already exists."}' };
const OUTSTANDING = { status: 409, text: '{"title":"The same request is in progress."}' };
const AGAIN = { waits: 'PUSH.TEMPORARY', attempts: 'temporary, delivered' };
const ONE_OF_THREE = { sent: 2, 'dead PUSH.REJECTED': 1 };

/** Every way in which Oracle answers badly, and what each profile must make of it. */
const ROWS: readonly [string, Record<Way, FaultRow>][] = [
  [
    '200 that says an error within',
    {
      generic: {
        faults: (odd) => ({ rejectItems: { userIds: [odd.userId], status: 422 } }),
        ends: ONE_OF_THREE,
        attempts: 'delivered | rejected',
      },
      xapi: { faults: { answer: { status: 200, text: '[]' }, times: 1 } },
      fusion: {
        faults: { createsPending: 'stuck' },
        waits: 'PUSH.TEMPORARY',
        attempts: 'accepted, delivered',
      },
      ords: {
        faults: (odd) => ({ refusedCourses: [odd.courseId] }),
        ends: ONE_OF_THREE,
        attempts: 'delivered | rejected',
      },
    },
  ],
  [
    '202',
    atEach(
      { faults: { answer: { status: 202, text: '', recorded: true } }, attempts: 'accepted' },
      {
        // It looks itself, and finds it.
        fusion: {
          faults: { method: 'POST', answer: { status: 202, text: '', recorded: true } },
          attempts: 'duplicate',
        },
      },
    ),
  ],
  [
    '409: it is there already',
    atEach(
      { faults: { answer: { ...ALREADY, recorded: true } }, attempts: 'duplicate' },
      {
        fusion: {
          faults: { method: 'POST', answer: { ...ALREADY, recorded: true } },
          attempts: 'duplicate',
        },
      },
    ),
  ],
  [
    '409: the same is under way',
    atEach(
      { faults: { answer: OUTSTANDING }, ...AGAIN },
      { fusion: { faults: { method: 'POST', answer: OUTSTANDING }, ...AGAIN } },
    ),
  ],
  [
    '400 or 422 for one of three',
    {
      generic: {
        faults: (odd) => ({ poison: { userIds: [odd.userId], status: 422 } }),
        ends: ONE_OF_THREE,
        attempts: 'delivered | rejected',
      },
      xapi: {
        faults: (odd) => ({ unknownActors: [odd.email] }),
        ends: ONE_OF_THREE,
        attempts: 'delivered | rejected',
      },
      fusion: {
        faults: (odd) => ({ refusedItems: [odd.courseNumber] }),
        ends: ONE_OF_THREE,
        attempts: 'delivered | rejected',
      },
      ords: {
        faults: (odd) => ({ refusedCourses: [odd.courseId] }),
        ends: ONE_OF_THREE,
        attempts: 'delivered | rejected',
      },
    },
  ],
  ['401 once', atEach({ faults: { unauthorized: 'once' } })],
  [
    'no token: invalid_client',
    atEach({
      faults: { unauthorized: 'once' },
      token: { error: 'invalid_client' },
      held: 'PUSH.CLIENT_REFUSED',
    }),
  ],
  ['403 for everything', atEach({ faults: { answer: { status: 403 } }, held: 'PUSH.FORBIDDEN' })],
  [
    '404',
    {
      generic: {
        faults: (odd) => ({ rejectItems: { userIds: [odd.userId], status: 404 } }),
        ends: { sent: 2, 'parked PUSH.UNKNOWN_TO_ORACLE': 1 },
        attempts: 'delivered | unmapped',
      },
      xapi: { faults: { answer: { status: 404 } }, held: 'PUSH.ENDPOINT_MISSING' },
      fusion: {
        faults: (odd) => ({ unknownPeople: [odd.staffNumber] }),
        ends: { sent: 2, 'parked PUSH.UNKNOWN_TO_ORACLE': 1 },
        attempts: 'delivered | unmapped',
      },
      ords: { faults: { answer: { status: 404 } }, held: 'PUSH.ENDPOINT_MISSING' },
    },
  ],
  [
    '429 with Retry-After',
    atEach({ faults: { answer: { status: 429, retryAfter: '2' } }, held: 'PUSH.ASKED_TO_WAIT' }),
  ],
  [
    '412',
    atEach(
      { faults: { answer: { status: 412 } }, ...AGAIN },
      { fusion: { faults: { createsPending: true, staleEtags: 1 } } },
    ),
  ],
  [
    '413 for more than one',
    {
      generic: { faults: { maxItems: 1 } },
      xapi: { faults: { maxStatements: 1 } },
      fusion: { faults: { method: 'POST', times: 2, answer: { status: 413 } } },
      ords: { faults: { path: '/batchload', answer: { status: 413 } } },
    },
  ],
  ...[true, false].map((recorded): [string, Record<Way, FaultRow>] => [
    `an empty 500 to what was ${recorded ? '' : 'not '}recorded`,
    atEach(
      { faults: { times: 1, answer: { status: 500, text: '', recorded } }, attempts: 'temporary, delivered' },
      {
        fusion: {
          faults: { method: 'POST', times: 1, answer: { status: 500, text: '', recorded } },
          attempts: recorded ? 'temporary, duplicate' : 'temporary, delivered',
        },
        // A load that failed is no attempt: each row is put by its key at once.
        ords: { faults: { times: 1, answer: { status: 500, text: '', recorded } } },
      },
    ),
  ]),
  [
    'no answer to what was recorded',
    atEach(
      { faults: { times: 1, loseAnswer: true }, attempts: 'unknown, delivered' },
      {
        generic: { faults: { times: 1, reset: 'after_recording' }, attempts: 'unknown, delivered' },
        fusion: {
          faults: { method: 'POST', times: 1, loseAnswer: true },
          attempts: 'unknown, duplicate',
        },
        ords: { faults: { times: 1, loseAnswer: true } },
      },
    ),
  ],
  ['a sign-in page', atEach({ faults: { html: true }, held: 'PUSH.NOT_AN_INTERFACE' })],
  [
    '302',
    atEach({
      faults: { answer: { status: 302, location: 'https://login.example/', text: '' } },
      held: 'PUSH.NOT_AN_INTERFACE',
    }),
  ],
];

describe('each interface of Oracle', () => {
  it.each(ROWS)('%s', async (_, rows) => {
    const outcomes = await Promise.all(all!.map((one) => one.meet(rows)));

    expect(Object.fromEntries(outcomes)).toEqual(expectedOf(rows));
  });
});
