import { parseSettings } from '@oracle-integration/settings';
import { ScriptedConversation } from '../../testing/a-conversation';
import { aMappedCompletion } from '../../testing/an-item';
import { anAnswer } from '../../testing/an-answer';
import type { Exchanged, ProfileRequest } from '../conversation';
import { FusionHcmRestProfile } from './fusion-hcm-rest.profile';

const ROOT = '/hcmRestApi/resources/11.13.18.05';
const RECORDS = `${ROOT}/learnerLearningRecords`;
const PERSON = '9007199254740993';
const ITEM = '9007199254740995';
const COMPLETE = 'ORA_ASSN_REC_COMPLETE';

type Rows = { people?: string; items?: string; records?: string[] };
type Write = (request: ProfileRequest, before: number) => Exchanged;

const recordText = (status: string, more = '') =>
  `{"assignmentRecordId":9007199254740997,"assignmentRecordNumber":"LRN1","assignmentStatus":"${status}"${more},"links":[{"rel":"self","href":"https://other.example/${RECORDS}/00AB","properties":{"changeIndicator":"E1"}}]}`;
const done = recordText(COMPLETE, ',"completedDate":"2026-02-01T14:03:11+00:00","actualScore":85');
const open = recordText('ORA_ASSN_REC_ACTIVE');

/** Oracle with what a test says it knows; each look at the records takes the next of `records`. */
function fusion({ people, items, records = ['[]'] }: Rows, write: Write): ScriptedConversation {
  let [looks, writes] = [0, 0];
  return new ScriptedConversation((request) => {
    const list = (rows: string) => anAnswer({ body: `{"items":${rows}}` });
    if (request.path.startsWith(`${ROOT}/publicWorkers`)) return list(people ?? `[{"PersonId":${PERSON}}]`);
    if (request.path.startsWith(`${ROOT}/learningItems`)) {
      return list(items ?? `[{"learningItemId":${ITEM}}]`);
    }
    if (request.method === 'GET') return list(records[Math.min(looks++, records.length - 1)]!);
    return write(request, writes++);
  });
}

const created: Write = () => anAnswer({ status: 201, body: done });

async function sent(
  conversation: ScriptedConversation,
  { items = [aMappedCompletion()], variables = {} as Record<string, string> } = {},
) {
  const settings = parseSettings({ PUSH_BASE_URL: 'https://pod.example', ...variables });
  const classification = await new FusionHcmRestProfile().send(items, conversation, settings);
  return { classification, verbs: conversation.requests.map(({ method }) => method).join(' ') };
}

describe('FusionHcmRestProfile', () => {
  it('looks up person, item and record, and creates what is not there, with ids beyond 2^53 unharmed', async () => {
    const conversation = fusion({}, created);

    const { classification } = await sent(conversation);

    const [person, item, records, post] = conversation.requests;
    expect(person!.path).toBe(
      `${ROOT}/publicWorkers?q=PersonNumber%3D'E1207'&fields=PersonId&onlyData=true&limit=2`,
    );
    expect(item!.path).toContain("q=learningItemNumber%3D'OLC-10021'");
    expect(records!.path).toContain(`q=assignedToId%3D${PERSON}%20and%20learningItemId%3D${ITEM}&`);
    expect(post).toMatchObject({
      method: 'POST',
      path: RECORDS,
      headers: {
        'rest-framework-version': '4',
        accept: 'application/json',
        'content-type': 'application/vnd.oracle.adf.resourceitem+json',
      },
    });
    expect(post!.headers).not.toHaveProperty('upsert-mode');
    expect(post!.body).toBe(
      `{"learningItemId":${ITEM},"assignedToId":${PERSON},"assignmentStatus":"${COMPLETE}","completedDate":"2026-02-01T14:03:11Z","actualScore":85,"statusChangeComment":"totara-completion/01980000-0000-7000-8000-000000000001/1"}`,
    );
    expect(classification).toMatchObject({ verdicts: [{ verdict: 'delivered', externalId: 'LRN1' }] });
  });

  it('updates an open record under its key and ETag, and at no address that an answer names', async () => {
    const conversation = fusion({ records: [`[${open}]`] }, () => anAnswer({ body: done }));

    const { classification } = await sent(conversation);

    expect(conversation.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      path: `${RECORDS}/00AB`,
      headers: { 'if-match': '"E1"' },
    });
    expect(conversation.requests.at(-1)!.body).not.toContain('learningItemId');
    expect(classification).toMatchObject({ verdicts: [{ verdict: 'delivered', outcome: 'delivered' }] });
  });

  it('writes nothing when the completion is there already', async () => {
    const { classification, verbs } = await sent(fusion({ records: [`[${done}]`] }, created));

    expect(verbs).toBe('GET GET GET');
    expect(classification).toMatchObject({ verdicts: [{ outcome: 'duplicate', externalId: 'LRN1' }] });
  });

  it('updates what it created when that is not complete yet', async () => {
    const write: Write = ({ method }) => anAnswer({ body: method === 'POST' ? open : done });

    const { classification, verbs } = await sent(fusion({}, write));

    expect(verbs).toBe('GET GET GET POST PATCH');
    expect(classification).toMatchObject({ verdicts: [{ verdict: 'delivered' }] });
  });

  it('tries again later when a record stays pending', async () => {
    const pending = recordText('ORA_ASSN_REC_PENDING');

    const { classification } = await sent(fusion({}, () => anAnswer({ body: pending })));

    expect(classification).toMatchObject({
      verdicts: [{ verdict: 'retry', detail: 'Oracle shows the record as ORA_ASSN_REC_PENDING' }],
    });
  });

  it('looks anew when somebody else has changed the record', async () => {
    const write: Write = (_, before) => (before === 0 ? anAnswer({ status: 412 }) : anAnswer({ body: done }));

    const { classification, verbs } = await sent(fusion({ records: [`[${open}]`] }, write));

    expect(verbs).toBe('GET GET GET PATCH GET PATCH');
    expect(classification).toMatchObject({ verdicts: [{ verdict: 'delivered' }] });
  });

  it.each([
    ['no answer', { kind: 'no_answer', detail: 'no answer in time' }],
    ['an empty 500', anAnswer({ status: 500 })],
    ['half an answer', anAnswer({ status: 201, body: '{"assignment' })],
  ] as const)('after %s it looks before anything is sent again', async (_, answer) => {
    const recorded = await sent(fusion({ records: ['[]', `[${done}]`] }, () => answer));
    const lost = await sent(fusion({ records: ['[]'] }, () => answer));

    expect([recorded.verbs, lost.verbs]).toEqual(['GET GET GET POST GET', 'GET GET GET POST GET']);
    expect(recorded.classification).toMatchObject({ verdicts: [{ verdict: 'delivered' }] });
    expect(lost.classification).toMatchObject({ verdicts: [{ verdict: 'retry' }] });
  });

  it.each([
    ['nobody', { people: '[]' }, 'Oracle knows no person with PersonNumber E1207 (in publicWorkers)'],
    [
      'two',
      { people: '[{"PersonId":1},{"PersonId":2}]' },
      'Oracle knows more than one person with PersonNumber E1207 (in publicWorkers)',
    ],
    [
      'no item',
      { items: '[]' },
      'Oracle knows no learning item with learningItemNumber OLC-10021 (in learningItems)',
    ],
  ])('parks with who and what where it finds %s', async (_, rows, detail) => {
    const { classification } = await sent(fusion(rows, created));

    expect(classification).toMatchObject({
      verdicts: [{ verdict: 'park', code: 'PUSH.UNKNOWN_TO_ORACLE', detail }],
    });
  });

  it('says in Oracle’s words why a record is refused', async () => {
    const body = { title: 'Bad Request', status: '400', 'o:errorDetails': [{ detail: 'Item is closed' }] };

    const { classification } = await sent(fusion({}, () => anAnswer({ status: 400, body })));

    expect(classification).toMatchObject({
      verdicts: [{ verdict: 'dead', detail: 'Oracle answered 400: Item is closed' }],
    });
  });

  it('holds everything when a look-up itself is refused', async () => {
    const { classification } = await sent(new ScriptedConversation(() => anAnswer({ status: 400 })));

    expect(classification).toMatchObject({ trouble: { code: 'PUSH.LOOKUP_REFUSED' } });
  });

  it.each([
    [403, 'PUSH.FORBIDDEN'],
    [429, 'PUSH.ASKED_TO_WAIT'],
  ])('holds everything when a write is answered %d', async (status, code) => {
    const { classification } = await sent(fusion({}, () => anAnswer({ status })));

    expect(classification).toMatchObject({ trouble: { code } });
  });

  it('looks up anew what led to a record that Oracle refused, though no mapping gave the keys', async () => {
    const profile = new FusionHcmRestProfile();
    const settings = parseSettings({ PUSH_BASE_URL: 'https://pod.example' });
    const conversation = fusion({}, () => anAnswer({ status: 400 }));
    const item = aMappedCompletion({ personKey: null, courseKey: null });

    await profile.send([item], conversation, settings);
    await profile.send([item], conversation, settings);

    const people = conversation.requests.filter(({ path }) => path.includes('publicWorkers'));
    expect(people).toHaveLength(2);
  });

  it('looks up a person and a course once for all completions', async () => {
    const profile = new FusionHcmRestProfile();
    const settings = parseSettings({ PUSH_BASE_URL: 'https://pod.example' });
    const conversation = fusion({}, created);

    await profile.send([aMappedCompletion()], conversation, settings);
    await profile.send([aMappedCompletion()], conversation, settings);

    expect(conversation.requests.map(({ method }) => method).join(' ')).toBe('GET GET GET POST GET POST');
  });

  it('takes numbers and ids as they are where that is set', async () => {
    const conversation = fusion({}, created);

    await sent(conversation, {
      items: [aMappedCompletion({ courseKey: ITEM })],
      variables: { PUSH_FUSION_PERSON_BY: 'number', PUSH_FUSION_ITEM_BY: 'id', PUSH_FUSION_UPSERT: 'true' },
    });

    const [records, post] = conversation.requests;
    expect(decodeURIComponent(records!.path)).toContain(
      `q=assignedToNumber='E1207' and learningItemId=${ITEM}`,
    );
    expect(post!.headers).toMatchObject({ 'upsert-mode': 'true' });
    expect(post!.body).toContain(`{"learningItemId":${ITEM},"assignedToNumber":"E1207",`);
  });

  describe('in batches', () => {
    const variables = { PUSH_FUSION_BATCH: 'true' };
    const items = ['E1', 'E2'].map((personKey, index) =>
      aMappedCompletion({ personKey, recordId: `01980000-0000-7000-8000-00000000000${index}` }),
    );
    const people = (request: ProfileRequest) => (request.path.includes('E2') ? '77' : PERSON);
    const talk = (write: Write) =>
      new ScriptedConversation((request, before) => {
        if (request.path.includes('publicWorkers')) {
          return anAnswer({ body: `{"items":[{"PersonId":${people(request)}}]}` });
        }
        if (request.path.includes('learningItems')) {
          return anAnswer({ body: `{"items":[{"learningItemId":${ITEM}}]}` });
        }
        return request.method === 'GET' ? anAnswer({ body: '{"items":[]}' }) : write(request, before);
      });

    it('writes all in one request', async () => {
      const conversation = talk(({ body }) => {
        const parts = (JSON.parse(body!) as { parts: { id: string }[] }).parts.map(
          ({ id }) => `{"id":"${id}","payload":${done}}`,
        );
        return anAnswer({ body: `{"parts":[${parts.join(',')}]}` });
      });

      const { classification } = await sent(conversation, { items, variables });

      expect(conversation.requests.at(-1)).toMatchObject({
        method: 'POST',
        path: ROOT,
        headers: { 'content-type': 'application/vnd.oracle.adf.batch+json' },
      });
      expect(classification).toMatchObject({
        verdicts: [{ verdict: 'delivered' }, { verdict: 'delivered' }],
      });
    });

    it('with a record that is there already delivers none of them unlooked: each goes alone', async () => {
      const { classification } = await sent(
        talk(() => anAnswer({ status: 409, body: { title: 'The record already exists.' } })),
        { items, variables },
      );

      expect(classification).toMatchObject({ verdicts: [{ verdict: 'alone' }, { verdict: 'alone' }] });
    });

    it('is halved when it is refused', async () => {
      const { classification } = await sent(
        talk(() => anAnswer({ status: 400 })),
        { items, variables },
      );

      expect(classification).toEqual({ halve: { httpStatus: 400 } });
    });
  });

  it('probes with a look at one record', async () => {
    const conversation = new ScriptedConversation(() => anAnswer({ body: '{"items":[]}' }));

    await new FusionHcmRestProfile().probe(conversation, parseSettings({}));

    expect(conversation.requests).toMatchObject([{ method: 'GET', path: `${RECORDS}?limit=1` }]);
  });

  it('shows its requests in the preview and in the guide', () => {
    const settings = parseSettings({ PUSH_BASE_URL: 'https://pod.example' });
    const profile = new FusionHcmRestProfile();

    expect(profile.preview(aMappedCompletion(), settings).body).toContain('the id of person E1207');
    expect(
      profile
        .guide(settings)
        .exchanges.map(({ method }) => method)
        .join(' '),
    ).toBe('GET GET GET PATCH POST');
  });
});
