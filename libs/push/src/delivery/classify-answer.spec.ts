import type { MappedItem } from '../mapping/mapped-item';
import type { RemoteAnswer } from '../target/remote-answer';
import { anAnswer } from '../testing/an-answer';
import { aMappedItem } from '../testing/a-mapped-item';
import { classifyAnswer } from './classify-answer';
import { isFailing, type ItemVerdict } from './verdict';

const NOW = new Date('2026-03-01T12:00:00Z');
const FIRST = aMappedItem({ id: '1', recordId: 'record-1' });
const SECOND = aMappedItem({ id: '2', recordId: 'record-2' });
const BATCH = [FIRST, SECOND];
const SINGLE = [FIRST];

function verdictsOf(answer: RemoteAnswer, items: readonly MappedItem[] = BATCH): readonly ItemVerdict[] {
  const classification = classifyAnswer(answer, items, NOW);
  if (!('verdicts' in classification)) throw new Error(`no verdicts: ${JSON.stringify(classification)}`);
  return classification.verdicts;
}

function kindsOf(answer: RemoteAnswer, items?: readonly MappedItem[]): string[] {
  return verdictsOf(answer, items).map(({ verdict, code }) =>
    code === null ? verdict : `${verdict} ${code}`,
  );
}

function troubleOf(answer: RemoteAnswer) {
  const classification = classifyAnswer(answer, BATCH, NOW);
  return 'trouble' in classification ? classification.trouble : undefined;
}

describe('an answer that speaks for the whole request', () => {
  it.each([
    ['200 without a body', anAnswer({ status: 200 })],
    ['201 with a body that has no items', anAnswer({ status: 201, body: { batchId: 'x' } })],
    ['202', anAnswer({ status: 202, body: {} })],
    ['204', anAnswer({ status: 204, contentType: '' })],
    ['200 with words for a person', anAnswer({ contentType: 'text/plain', body: 'OK' })],
  ])('%s delivers all items', (_case, answer) => {
    expect(kindsOf(answer)).toEqual(['delivered', 'delivered']);
  });

  it.each([
    ['a torn body that does not say what it is', anAnswer({ contentType: '', body: '{"items":[{"id' })],
    ['JSON that is none', anAnswer({ body: 'OK' })],
    ['a torn body', anAnswer({ body: '{"items":[{"id":"record-1","sta' })],
    ['a time-out', { kind: 'no_answer', detail: 'no answer in time' } as const],
  ])('%s leaves the outcome open: every item is sent again later', (_case, answer) => {
    expect(kindsOf(answer)).toEqual(['retry PUSH.NO_ANSWER', 'retry PUSH.NO_ANSWER']);
  });

  it.each([408, 409, 412, 425, 500, 502, 503, 504])(
    '%d is temporary: every item is tried again later',
    (status) => {
      expect(kindsOf(anAnswer({ status, body: 'busy' }))).toEqual([
        'retry PUSH.TEMPORARY',
        'retry PUSH.TEMPORARY',
      ]);
    },
  );

  it.each([400, 413, 415, 422])('%d for a batch has it halved, to find the culprit', (status) => {
    expect(classifyAnswer(anAnswer({ status, body: 'no' }), BATCH, NOW)).toEqual({
      halve: { httpStatus: status },
    });
  });

  it.each(['already exists', 'Statement was already recorded', 'DUPLICATE'])(
    '409 "%s": Oracle has it',
    (body) => {
      expect(verdictsOf(anAnswer({ status: 409, body })).map(({ outcome }) => outcome)).toEqual([
        'duplicate',
        'duplicate',
      ]);
    },
  );

  it('202 is taken, and logged as such', () => {
    expect(verdictsOf(anAnswer({ status: 202 })).map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
    ]);
  });

  it('an answer too long to be read leaves the outcome open', () => {
    expect(kindsOf(anAnswer({ status: 207, body: '{"items":[', isCut: true }), SINGLE)).toEqual([
      'retry PUSH.NO_ANSWER',
    ]);
  });

  it.each([
    [400, 'dead PUSH.REJECTED'],
    [413, 'dead PUSH.TOO_LARGE'],
    [422, 'dead PUSH.REJECTED'],
  ])('%d for a single item ends it: %s', (status, kind) => {
    expect(kindsOf(anAnswer({ status, body: 'no' }), SINGLE)).toEqual([kind]);
  });

  it('tells status and first words of a refusal', () => {
    const [verdict] = verdictsOf(anAnswer({ status: 422, body: 'course\n unknown' }), SINGLE);

    expect(verdict).toMatchObject({ httpStatus: 422, detail: 'Oracle answered 422: course unknown' });
  });
});

describe('an answer with a result for each item', () => {
  const results = (status: number, items: unknown[]) => anAnswer({ status, body: { items } });

  it.each([200, 207])('%d: each item has its own verdict, whatever their order', (status) => {
    const answer = results(status, [
      { id: 'record-2', status: 422, error: { title: 'Invalid', detail: 'no employee 4711' } },
      { id: 'record-1', status: 201, externalId: 77 },
    ]);

    expect(verdictsOf(answer)).toEqual([
      {
        verdict: 'delivered',
        outcome: 'delivered',
        isAnswered: true,
        code: null,
        detail: null,
        externalId: '77',
        httpStatus: 201,
      },
      {
        verdict: 'dead',
        outcome: 'rejected',
        isAnswered: true,
        code: 'PUSH.REJECTED',
        detail: 'Invalid: no employee 4711',
        externalId: null,
        httpStatus: 422,
      },
    ]);
  });

  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [409, 'delivered'],
    [404, 'park PUSH.UNKNOWN_TO_ORACLE'],
    [408, 'retry PUSH.TEMPORARY'],
    [429, 'retry PUSH.TEMPORARY'],
    [500, 'retry PUSH.TEMPORARY'],
    [503, 'retry PUSH.TEMPORARY'],
    [400, 'dead PUSH.REJECTED'],
    [403, 'dead PUSH.FORBIDDEN_ITEM'],
    [412, 'retry PUSH.TEMPORARY'],
    [413, 'dead PUSH.TOO_LARGE'],
    [422, 'dead PUSH.REJECTED'],
  ])('an item with status %d: %s', (status, kind) => {
    expect(kindsOf(results(207, [{ id: 'record-1', status }]), SINGLE)).toEqual([kind]);
  });

  it('sends an item that is not answered for again alone', () => {
    const answer = results(207, [{ id: 'record-1', status: 201 }]);

    expect(kindsOf(answer)).toEqual(['delivered', 'alone PUSH.UNANSWERED']);
  });

  it('tries an item later that was sent alone and is still not answered for', () => {
    expect(kindsOf(results(207, []), SINGLE)).toEqual(['retry PUSH.UNANSWERED']);
  });

  it.each([
    ['no results', { batchId: 'x' }],
    ['no body', ''],
  ])('207 with %s answers for no item', (_case, body) => {
    expect(kindsOf(anAnswer({ status: 207, body }))).toEqual([
      'alone PUSH.UNANSWERED',
      'alone PUSH.UNANSWERED',
    ]);
  });

  it.each([
    ['no status', { id: 'record-1' }],
    ['a status in words', { id: 'record-1', status: 'ok' }],
    ['a status that is none of HTTP', { id: 'record-1', status: 100_000 }],
    ['no id', { status: 201 }],
    ['nothing but text', 'record-1'],
  ])('a result with %s answers for no item', (_case, result) => {
    expect(kindsOf(results(207, [result]), SINGLE)).toEqual(['retry PUSH.UNANSWERED']);
  });

  it('keeps only such words of Oracle as can be stored', () => {
    const error = { title: 'bad\u0000', detail: `${'x'.repeat(993)}😀` };
    const answer = results(207, [
      { id: 'record-1', status: 201, externalId: 'E\u0000 1' },
      { id: 'record-2', status: 422, error },
    ]);

    const [delivered, refused] = verdictsOf(answer);

    expect(delivered?.externalId).toBe('E 1');
    expect(refused?.detail).toBe(`bad : ${'x'.repeat(993)}`);
  });
});

describe('whether the next request may bear another key', () => {
  it.each<[string, RemoteAnswer, boolean]>([
    ['a time-out', { kind: 'no_answer', detail: 'no answer in time' }, false],
    ['a gateway that gave up', anAnswer({ status: 504 }), false],
    ['an internal error', anAnswer({ status: 500 }), false],
    ['a request still under way there', anAnswer({ status: 409, body: 'in progress' }), false],
    [
      'a result for the item',
      anAnswer({ status: 207, body: { items: [{ id: 'record-1', status: 503 }] } }),
      true,
    ],
    ['results without the item', anAnswer({ status: 207, body: { items: [] } }), true],
    ['a refusal', anAnswer({ status: 422, body: 'no' }), true],
  ])('after %s', (_case, answer, expected) => {
    expect(verdictsOf(answer, SINGLE)[0]!.isAnswered).toBe(expected);
  });
});

describe('what the breaker counts as failing', () => {
  const failing = (answer: RemoteAnswer) => isFailing(classifyAnswer(answer, BATCH, NOW));

  it.each([
    ['503', anAnswer({ status: 503 }), true],
    ['a time-out', { kind: 'no_answer', detail: 'no answer in time' } as const, true],
    ['200', anAnswer(), false],
    ['400', anAnswer({ status: 400 }), false],
    ['a hold', anAnswer({ status: 403 }), false],
    ['a 207 without results', anAnswer({ status: 207 }), false],
    [
      'one item of two refused for now',
      anAnswer({
        status: 207,
        body: {
          items: [
            { id: 'record-1', status: 503 },
            { id: 'record-2', status: 201 },
          ],
        },
      }),
      false,
    ],
  ])('%s: %s', (_case, answer, expected) => {
    expect(failing(answer)).toBe(expected);
  });
});

describe('an answer that means the target is in trouble', () => {
  it.each([
    ['401', anAnswer({ status: 401 }), 'PUSH.TOKEN_REJECTED'],
    ['403', anAnswer({ status: 403 }), 'PUSH.FORBIDDEN'],
    ['404', anAnswer({ status: 404 }), 'PUSH.ENDPOINT_MISSING'],
    ['405', anAnswer({ status: 405 }), 'PUSH.ENDPOINT_MISSING'],
    ['301', anAnswer({ status: 301 }), 'PUSH.NOT_AN_INTERFACE'],
    ['302', anAnswer({ status: 302 }), 'PUSH.NOT_AN_INTERFACE'],
    ['307', anAnswer({ status: 307 }), 'PUSH.NOT_AN_INTERFACE'],
    [
      '200 with an HTML page',
      anAnswer({ contentType: 'text/html; charset=utf-8', body: 'Sign in' }),
      'PUSH.NOT_AN_INTERFACE',
    ],
    ['200 with a page that says it is JSON', anAnswer({ body: ' <!doctype html>' }), 'PUSH.NOT_AN_INTERFACE'],
    [
      'no connection',
      { kind: 'not_reached', stage: 'connection', detail: 'refused' } as const,
      'PUSH.UNREACHABLE',
    ],
  ])('%s', (_case, answer, code) => {
    expect(troubleOf(answer)?.code).toBe(code);
  });

  it.each([
    [429, '120', 120],
    [503, '120', 120],
    [429, 'Sun, 01 Mar 2026 12:05:00 GMT', 300],
    [503, '99999999999', 24 * 3600],
  ])('%d with Retry-After %s holds everything for %d seconds', (status, retryAfter, waitSeconds) => {
    expect(troubleOf(anAnswer({ status, retryAfter }))).toMatchObject({
      code: 'PUSH.ASKED_TO_WAIT',
      waitSeconds,
    });
  });

  it('429 without a time that anybody can read holds everything, too', () => {
    expect(troubleOf(anAnswer({ status: 429, retryAfter: 'soon' }))).toEqual({
      code: 'PUSH.ASKED_TO_WAIT',
      detail: expect.any(String) as string,
    });
  });

  it('503 with a Retry-After that nobody can read is temporary, not a hold', () => {
    expect(kindsOf(anAnswer({ status: 503, retryAfter: 'soon' }), SINGLE)).toEqual(['retry PUSH.TEMPORARY']);
  });

  it('a 403 for each of several items is a missing role', () => {
    const items = BATCH.map(({ recordId }) => ({ id: recordId, status: 403 }));

    expect(troubleOf(anAnswer({ status: 207, body: { items } }))?.code).toBe('PUSH.FORBIDDEN');
  });

  it('tells the first words of the answer, cut and on one line', () => {
    const trouble = troubleOf(anAnswer({ status: 403, body: `role\n missing ${'x'.repeat(1000)}` }));

    expect(trouble?.detail).toMatch(/^the completions endpoint answered 403: role missing x+$/);
    expect(trouble?.detail.length).toBeLessThan(400);
  });
});
