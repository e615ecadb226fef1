import { parseSettings } from '@oracle-integration/settings';
import type { RemoteAnswer } from '../target/remote-answer';
import { aMappedItem } from '../testing/a-mapped-item';
import { anAnswer } from '../testing/an-answer';
import type { Conversation, ProfileRequest } from './conversation';
import { GenericJsonProfile } from './generic-json.profile';

const FIRST = aMappedItem({ recordId: 'record-1' });
const SECOND = aMappedItem({ recordId: 'record-2' });

async function sent(variables: Record<string, string>, answer: RemoteAnswer = anAnswer(), items = [FIRST]) {
  const requests: ProfileRequest[] = [];
  const conversation: Conversation = {
    now: () => new Date('2026-03-01T12:00:00Z'),
    exchange: (request) => {
      requests.push(request);
      return Promise.resolve(answer);
    },
  };
  const outcome = await new GenericJsonProfile().send(items, conversation, parseSettings(variables));
  return { request: requests[0]!, outcome };
}

describe('the request of generic-json', () => {
  it('is that of a batch unless a manager says otherwise', async () => {
    const { request } = await sent({});

    expect(request).toMatchObject({ method: 'POST', path: '/completions' });
    expect(request.headers).toEqual({
      'content-type': 'application/json',
      'idempotency-key': request.batchId,
    });
    expect(JSON.parse(request.body!)).toMatchObject({
      batchId: request.batchId,
      items: [{ id: 'record-1' }],
    });
  });

  it('holds a single completion as it is, ids beyond 2^53 unharmed, at an address of its own', async () => {
    const item = aMappedItem({ recordId: 'a/b', json: '{"userId":9007199254740993}' });

    const { request } = await sent(
      { PUSH_REQUEST_SHAPE: 'single', PUSH_METHOD: 'PUT', PUSH_COMPLETIONS_PATH: '/c/{id}' },
      anAnswer(),
      [item],
    );

    expect(request).toMatchObject({ method: 'PUT', path: '/c/a%2Fb', body: '{"userId":9007199254740993}' });
  });

  it('carries further headers, whose values are secret', async () => {
    const variables = {
      PUSH_HEADERS: 'X-Key: sesame: open\nX-System: totara',
      PUSH_IDEMPOTENCY_HEADER: 'X-Id',
    };
    const { request } = await sent(variables);

    expect(request.headers).toMatchObject({ 'x-key': 'sesame: open', 'x-id': request.batchId });
    expect(request.secrets).toEqual(['sesame: open', 'totara']);
    expect(new GenericJsonProfile().preview(FIRST, parseSettings(variables)).headers).toMatchObject({
      'x-key': '***',
    });
  });

  it.each(['Authorization: Bearer x', 'Host: evil', 'no colon', 'X-A: ä', 'X A: b', ': b'])(
    'refuses the header %j',
    (PUSH_HEADERS) => {
      expect(() => parseSettings({ PUSH_HEADERS })).toThrow(/PUSH_HEADERS/);
    },
  );
});

describe('the answer by expressions', () => {
  const RESULTS = 'body.rows.{"id": ref, "status": $number(code), "externalId": oid, "error": why}';
  const answer = anAnswer({
    body: {
      rows: [
        { ref: 'record-1', code: '201', oid: 'O-1' },
        { ref: 'record-2', code: '422', why: 'no such course' },
      ],
    },
  });

  it('finds the results of items where the expression says', async () => {
    const { outcome } = await sent({ PUSH_RESULTS_EXPRESSION: RESULTS }, answer, [FIRST, SECOND]);

    expect(outcome).toMatchObject({
      verdicts: [
        { verdict: 'delivered', externalId: 'O-1' },
        { verdict: 'dead', detail: 'no such course' },
      ],
    });
  });

  it('takes an answer without results for all', async () => {
    const { outcome } = await sent({ PUSH_RESULTS_EXPRESSION: RESULTS }, anAnswer({ body: {} }));

    expect(outcome).toMatchObject({ verdicts: [{ verdict: 'delivered' }] });
  });

  it('refuses what looks like success and is none: many are halved, one is dead', async () => {
    const rule = { PUSH_SUCCESS_EXPRESSION: 'status = 200 and body.ok' };
    const failed = anAnswer({ body: { ok: false } });

    expect((await sent(rule, failed, [FIRST, SECOND])).outcome).toHaveProperty('halve');
    expect((await sent(rule, failed)).outcome).toMatchObject({ verdicts: [{ verdict: 'dead' }] });
    expect((await sent(rule, anAnswer({ body: { ok: true } }))).outcome).toMatchObject({
      verdicts: [{ verdict: 'delivered' }],
    });
  });

  it.each([
    ['fails', { PUSH_SUCCESS_EXPRESSION: '$error("broken")' }, /^Success expression: .*broken/],
    [
      'says neither yes nor no',
      { PUSH_SUCCESS_EXPRESSION: 'status' },
      /^Success expression: .*true or false/,
    ],
    ['yields no ids', { PUSH_RESULTS_EXPRESSION: '[1,2]' }, /^Results expression: .*an id/],
    [
      'does not end',
      { PUSH_SUCCESS_EXPRESSION: '($f := function($n){ $n + $f($n + 1) }; $f(1))' },
      /^Success/,
    ],
  ])('leaves the outcome open when the expression %s', async (_case, variables, detail) => {
    const { outcome } = await sent(variables, anAnswer({ body: {} }));

    expect(outcome).toMatchObject({
      verdicts: [{ verdict: 'retry', isAnswered: false, detail: expect.stringMatching(detail) as string }],
    });
  });

  it('leaves trouble of the target to what is usual', async () => {
    const { outcome } = await sent({ PUSH_SUCCESS_EXPRESSION: 'true' }, anAnswer({ status: 401 }));

    expect(outcome).toMatchObject({ trouble: { code: 'PUSH.TOKEN_REJECTED' } });
  });

  it('refuses an expression that cannot be read', () => {
    expect(() => parseSettings({ PUSH_SUCCESS_EXPRESSION: 'body.(' })).toThrow(/PUSH_SUCCESS_EXPRESSION/);
  });
});
