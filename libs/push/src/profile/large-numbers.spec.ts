import { parseSettings } from '@oracle-integration/settings';
import { ScriptedConversation } from '../testing/a-conversation';
import { aMappedCompletion } from '../testing/an-item';
import { anAnswer } from '../testing/an-answer';
import type { ProfileRequest } from './conversation';
import { profileOf } from './profiles';

/** The first whole numbers that a JavaScript number rounds, and the largest of 64 bits. */
const [PERSON, COURSE, LARGEST] = ['9007199254740993', '9007199254740995', '9223372036854775807'];

/** Completions whose numbers no JavaScript number could hold, as the ledger stores them. */
const ITEMS = [1, 2].map((n) => {
  const item = aMappedCompletion({ recordId: `01980000-0000-7000-8000-00000000000${n}` });
  const json = item.json
    .replace('"userId":1207', `"userId":${PERSON}`)
    .replace('"courseId":88', `"courseId":${COURSE}`);
  return { ...item, json: json.replace('"progress":100', `"progress":100,"tenantId":${LARGEST}`) };
});

/** Fusion finds everybody and everything under such numbers; the others need no answer. */
function answerTo({ method, path }: ProfileRequest) {
  if (path.includes('publicWorkers')) return anAnswer({ body: `{"items":[{"PersonId":${PERSON}}]}` });
  if (path.includes('learningItems')) return anAnswer({ body: `{"items":[{"learningItemId":${LARGEST}}]}` });
  return anAnswer({ body: method === 'GET' ? '{"items":[]}' : '' });
}

describe('numbers beyond 2^53', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['generic-json', {}, [`"userId":${PERSON}`, `"courseId":${COURSE}`, `"tenantId":${LARGEST}`]],
    [
      'generic-json',
      { PUSH_REQUEST_SHAPE: 'single' },
      [`"userId":${PERSON}`, `"courseId":${COURSE}`, `"tenantId":${LARGEST}`],
    ],
    [
      'oracle-learning-xapi',
      { PUSH_XAPI_OBJECT_ID: 'urn:totara:course:{courseId}' },
      [`"urn:totara:course:${COURSE}"`],
    ],
    [
      'fusion-hcm-rest',
      {},
      [
        `assignedToId%3D${PERSON}`,
        `learningItemId%3D${LARGEST}`,
        `"assignedToId":${PERSON}`,
        `"learningItemId":${LARGEST}`,
      ],
    ],
    [
      'fusion-hcm-rest',
      { PUSH_FUSION_BATCH: 'true' },
      [`"assignedToId":${PERSON}`, `"learningItemId":${LARGEST}`],
    ],
    [
      'ords',
      { PUSH_ORDS_KEY: '{userId},{courseId}', PUSH_ORDS_COLUMNS: 'TENANT = tenantId' },
      [`/${PERSON},${COURSE}`, `{"TENANT":${LARGEST}}`],
    ],
    [
      'ords',
      { PUSH_ORDS_MODE: 'batchload', PUSH_ORDS_COLUMNS: 'WHO = userId, TENANT = tenantId' },
      [`${PERSON},${LARGEST}\r\n`],
    ],
  ])('keep their digits through %s with %j', async (PUSH_PROFILE, variables, expected) => {
    const settings = parseSettings({ PUSH_BASE_URL: 'https://pod.example', PUSH_PROFILE, ...variables });
    const profile = profileOf(settings);
    const conversation = new ScriptedConversation(answerTo);

    await profile.send(ITEMS.slice(0, profile.itemsAtOnce(settings) ?? 2), conversation, settings);

    const said = conversation.requests.map(({ path, body = '' }) => `${path}\n${body}`).join('\n');
    expect(expected.filter((digits) => !said.includes(digits))).toEqual([]);
  });
});
