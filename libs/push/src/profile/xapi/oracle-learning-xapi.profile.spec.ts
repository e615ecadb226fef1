import { parseSettings } from '@oracle-integration/settings';
import { ScriptedConversation } from '../../testing/a-conversation';
import { aMappedCompletion } from '../../testing/an-item';
import { anAnswer } from '../../testing/an-answer';
import type { Exchanged } from '../conversation';
import { OracleLearningXapiProfile } from './oracle-learning-xapi.profile';

const profile = new OracleLearningXapiProfile();
const settings = (variables: Record<string, string> = {}) =>
  parseSettings({ PUSH_BASE_URL: 'https://pod.example/xapi', ...variables });

const recordId = (n: number) => `01980000-0000-7000-8000-00000000000${n}`;
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => aMappedCompletion({ recordId: recordId(index + 1) }));
const idsIn = (body = '') => (JSON.parse(body) as { id: string }[]).map(({ id }) => id);

async function sent(
  given: Parameters<typeof profile.send>[0],
  answerTo: ConstructorParameters<typeof ScriptedConversation>[0],
  variables: Record<string, string> = {},
) {
  const conversation = new ScriptedConversation(answerTo);
  const classification = await profile.send(given, conversation, settings(variables));
  return { classification, requests: conversation.requests };
}

const taken = ({ body }: { body?: string }): Exchanged => anAnswer({ body: idsIn(body) });

describe('OracleLearningXapiProfile', () => {
  it('sends statements in one request and takes their ids for delivered', async () => {
    const { classification, requests } = await sent(items(2), taken);

    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/statements',
        headers: { 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' },
      },
    ]);
    const [first] = idsIn(requests[0]!.body);
    expect(classification).toMatchObject({
      verdicts: [{ verdict: 'delivered', externalId: first }, { verdict: 'delivered' }],
    });
  });

  it('sends the same bytes again for the same items', async () => {
    const bodies = [await sent(items(2), taken), await sent(items(2), taken)].map(
      ({ requests }) => requests[0]!.body,
    );

    expect(bodies[0]).toBe(bodies[1]);
  });

  it('asks again singly about a statement that is not among those taken', async () => {
    const { classification } = await sent(items(2), ({ body }) => anAnswer({ body: idsIn(body).slice(1) }));

    expect(classification).toMatchObject({ verdicts: [{ verdict: 'alone' }, { verdict: 'delivered' }] });
  });

  it('sends no id twice in one batch', async () => {
    const [item] = items(1);

    const { classification, requests } = await sent([item!, { ...item!, id: '2', revision: 2 }], taken);

    expect(idsIn(requests[0]!.body)).toHaveLength(1);
    expect(classification).toMatchObject({ verdicts: [{ verdict: 'delivered' }, { verdict: 'alone' }] });
  });

  it('parks what cannot be told and sends the rest', async () => {
    const nameless = aMappedCompletion({ personKey: null, told: { user: {} } });
    const revoked = aMappedCompletion({ recordId: recordId(2), told: { status: 'revoked' } });

    const { classification } = await sent([nameless, revoked, ...items(3).slice(2)], taken);

    expect(classification).toMatchObject({
      verdicts: [
        { verdict: 'park', code: 'PUSH.UNKNOWN_TO_ORACLE', detail: 'the person has no e-mail address' },
        { verdict: 'dead', code: 'PUSH.REJECTED' },
        { verdict: 'delivered' },
      ],
    });
  });

  it('asks nothing of Oracle when nothing can be told', async () => {
    const { requests } = await sent([aMappedCompletion({ told: { timecompleted: null } })], taken);

    expect(requests).toEqual([]);
  });

  it('puts a statement singly where that is set', async () => {
    const variables = { PUSH_XAPI_METHOD: 'put' };

    const { classification, requests } = await sent(items(1), () => anAnswer({ status: 204 }), variables);

    expect(profile.itemsAtOnce(settings(variables))).toBe(1);
    expect(requests[0]).toMatchObject({
      method: 'PUT',
      path: `/statements?statementId=${(JSON.parse(requests[0]!.body!) as { id: string }).id}`,
    });
    expect(classification).toMatchObject({ verdicts: [{ verdict: 'delivered', outcome: 'delivered' }] });
  });

  it.each([
    [400, { halve: { httpStatus: 400 } }],
    [409, { halve: { httpStatus: 409 } }],
    [413, { halve: { httpStatus: 413 } }],
    [401, { trouble: { code: 'PUSH.TOKEN_REJECTED' } }],
    [403, { trouble: { code: 'PUSH.FORBIDDEN' } }],
    [404, { trouble: { code: 'PUSH.ENDPOINT_MISSING' } }],
    [429, { trouble: { code: 'PUSH.ASKED_TO_WAIT' } }],
    [503, { verdicts: [{ verdict: 'retry' }, { verdict: 'retry' }] }],
  ])('of several, answered %d', async (status, expected) => {
    expect((await sent(items(2), () => anAnswer({ status }))).classification).toMatchObject(expected);
  });

  it.each([
    [400, { verdict: 'dead', code: 'PUSH.REJECTED' }],
    [409, { verdict: 'delivered', outcome: 'duplicate' }],
    [413, { verdict: 'dead', code: 'PUSH.TOO_LARGE' }],
    [500, { verdict: 'retry', isAnswered: false }],
  ])('of one, answered %d', async (status, expected) => {
    const { classification } = await sent(items(1), () => anAnswer({ status }));

    expect(classification).toMatchObject({ verdicts: [expected] });
  });

  it('is not taken for delivered by a 409 to a request that is still under way', async () => {
    const answer = anAnswer({ status: 409, body: { title: 'The same request is in progress.' } });

    expect((await sent(items(1), () => answer)).classification).toMatchObject({
      verdicts: [{ verdict: 'retry', isAnswered: false }],
    });
  });

  it.each([
    ['a page', { contentType: 'text/html', body: '<html>' }, { trouble: { code: 'PUSH.NOT_AN_INTERFACE' } }],
    ['half an array', { body: '["f70b' }, { verdicts: [{ verdict: 'retry', outcome: 'unknown' }] }],
    ['nothing', { body: '' }, { verdicts: [{ verdict: 'delivered' }] }],
  ])('of one, answered 200 with %s', async (_, answer, expected) => {
    expect((await sent(items(1), () => anAnswer(answer))).classification).toMatchObject(expected);
  });

  it('misses the home page of accounts only where accounts are named', () => {
    expect(profile.missing(settings())).toEqual([]);
    expect(profile.missing(settings({ PUSH_XAPI_ACTOR: 'account' }))).toEqual(['Account home page']);
  });

  it('probes with what changes nothing', async () => {
    const conversation = new ScriptedConversation(() => anAnswer({ body: { version: ['1.0.3'] } }));

    await profile.probe(conversation, settings());

    expect(conversation.requests).toMatchObject([{ method: 'GET', path: '/about' }]);
  });

  it('shows the request in the preview and in the guide', () => {
    expect(profile.preview(items(1)[0]!, settings())).toMatchObject({
      url: 'https://pod.example/xapi/statements',
      body: expect.stringContaining('"timestamp":"2026-02-01T14:03:11Z"'),
    });
    expect(profile.guide(settings()).exchanges[0]).toMatchObject({
      url: 'https://pod.example/xapi/statements',
      body: expect.stringContaining('mailto:maria.lopez@example.com'),
    });
  });
});
