import type { DeliverableItem } from '../profile/generic-json';
import type { RemoteAnswer } from '../target/remote-answer';
import { anAnswer } from '../testing/an-answer';
import { classifyAnswer, type ItemVerdict } from './classify-answer';

const NOW = new Date('2026-03-01T12:00:00Z');
const FIRST = { id: '1', recordId: 'record-1', revision: 1, publicJson: '{}' };
const SECOND = { id: '2', recordId: 'record-2', revision: 1, publicJson: '{}' };
const BATCH = [FIRST, SECOND];
const SINGLE = [FIRST];

function verdictsOf(answer: RemoteAnswer, items: readonly DeliverableItem[] = BATCH): readonly ItemVerdict[] {
  const classification = classifyAnswer(answer, items, NOW);
  if ('trouble' in classification)
    throw new Error(`a hold, not verdicts: ${JSON.stringify(classification.trouble)}`);
  return classification.verdicts;
}

function kindsOf(answer: RemoteAnswer, items?: readonly DeliverableItem[]): string[] {
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

  it.each([408, 409, 425, 429, 500, 502, 503, 504])(
    '%d is temporary: every item is tried again later',
    (status) => {
      expect(kindsOf(anAnswer({ status, body: 'busy' }))).toEqual([
        'retry PUSH.TEMPORARY',
        'retry PUSH.TEMPORARY',
      ]);
    },
  );

  it.each([400, 413, 415, 422])(
    '%d for a batch sends each item again alone, to find the culprit',
    (status) => {
      expect(kindsOf(anAnswer({ status, body: 'no' }))).toEqual([
        'alone PUSH.BATCH_REFUSED',
        'alone PUSH.BATCH_REFUSED',
      ]);
    },
  );

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
      { verdict: 'delivered', code: null, detail: null, externalId: '77', httpStatus: 201 },
      {
        verdict: 'dead',
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
    [403, 'dead PUSH.REJECTED'],
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
    ['no connection', { kind: 'not_reached', detail: 'refused' } as const, 'PUSH.UNREACHABLE'],
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

  it.each([429, 503])('%d with a Retry-After that nobody can read is temporary, not a hold', (status) => {
    expect(kindsOf(anAnswer({ status, retryAfter: 'soon' }), SINGLE)).toEqual(['retry PUSH.TEMPORARY']);
  });

  it('tells the first words of the answer, cut and on one line', () => {
    const trouble = troubleOf(anAnswer({ status: 403, body: `role\n missing ${'x'.repeat(1000)}` }));

    expect(trouble?.detail).toMatch(/^the completions endpoint answered 403: role missing x+$/);
    expect(trouble?.detail.length).toBeLessThan(400);
  });
});
