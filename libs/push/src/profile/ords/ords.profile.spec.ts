import { parseSettings } from '@oracle-integration/settings';
import type { RemoteAnswer } from '../../target/remote-answer';
import { aMappedItem } from '../../testing/a-mapped-item';
import { anAnswer, notReached } from '../../testing/an-answer';
import type { Conversation, ProfileRequest } from '../conversation';
import { OrdsProfile } from './ords.profile';

const PUT = parseSettings({ PUSH_PROFILE: 'ords' });
const LOAD = parseSettings({ PUSH_PROFILE: 'ords', PUSH_ORDS_MODE: 'batchload' });
const FIRST = aMappedItem({ recordId: 'record-1' });
const SECOND = aMappedItem({ recordId: 'record-2' });

/** Answers every request with the same, and keeps what was asked. */
function conversationWith(answer: RemoteAnswer) {
  const requests: ProfileRequest[] = [];
  const conversation: Conversation = {
    now: () => new Date('2026-03-01T12:00:00Z'),
    exchange: (request) => {
      requests.push(request);
      return Promise.resolve(answer);
    },
  };
  return { conversation, requests };
}

async function verdictsOf(answer: RemoteAnswer, items = [FIRST, SECOND], settings = LOAD) {
  const { conversation } = conversationWith(answer);
  const sent = await new OrdsProfile().send(items, conversation, settings);
  return 'verdicts' in sent ? sent.verdicts : sent;
}

const loaded = (inError: number, ending: string, processed = 2) =>
  anAnswer({
    contentType: 'text/plain',
    body: `#INFO Number of rows processed: ${processed}\n#INFO Number of rows in error: ${inError}\n${ending}`,
  });

describe('a load', () => {
  it('delivers all when no row is in error', async () => {
    expect(await verdictsOf(loaded(0, '0 - SUCCESS: Load processed without errors'))).toMatchObject([
      { verdict: 'delivered' },
      { verdict: 'delivered' },
    ]);
  });

  it.each([
    ['a row in error', loaded(1, '1 - WARNING: Load processed with errors')],
    ['fewer rows than were sent', loaded(0, '0 - SUCCESS: Load processed without errors', 1)],
    ['a load that stopped', loaded(0, '2 - SEVERE: Load terminated')],
    ['a text that does not say how it ended', anAnswer({ contentType: 'text/plain', body: 'OK' })],
    ['no answer', { kind: 'no_answer', detail: 'no answer in time' } as const],
    ['a refusal', anAnswer({ status: 400, body: { code: 'BadRequest', message: 'no such column' } })],
  ])('with %s is not repeated: each row is put by its key', async (_case, answer) => {
    expect(await verdictsOf(answer)).toMatchObject([{ verdict: 'alone' }, { verdict: 'alone' }]);
  });

  it('of one item is a row that is put', async () => {
    const { conversation, requests } = conversationWith(anAnswer({ status: 201 }));

    await new OrdsProfile().send([FIRST], conversation, LOAD);

    expect(requests.map(({ method }) => method)).toEqual(['PUT']);
  });
});

describe('a row that is put', () => {
  const one = (answer: RemoteAnswer, settings = PUT) => verdictsOf(answer, [FIRST], settings);

  it.each([200, 201])('is delivered by %d, whatever its columns are called', async (status) => {
    expect(await one(anAnswer({ status, body: { items: [] } }))).toMatchObject([{ verdict: 'delivered' }]);
  });

  it('is dead when it is refused, with the message and the ECID', async () => {
    const body = {
      code: 'Bad Request',
      message: 'Salary must be positive',
      instance: 'tag:oracle.com,2020:ecid/c755a84b',
    };

    expect(await one(anAnswer({ status: 400, contentType: 'application/problem+json', body }))).toMatchObject(
      [
        {
          verdict: 'dead',
          detail: expect.stringContaining('Bad Request: Salary must be positive (ECID c755a84b)') as string,
        },
      ],
    );
  });

  it('waits when a part of its key is not known', async () => {
    const settings = parseSettings({ PUSH_ORDS_KEY: '{courseKey}' });

    expect(await one(anAnswer(), settings)).toMatchObject([{ verdict: 'park' }]);
  });

  it.each([
    [404, 'PUSH.ENDPOINT_MISSING'],
    [403, 'PUSH.FORBIDDEN'],
    [429, 'PUSH.ASKED_TO_WAIT'],
  ])('meets trouble of the target with %d', async (status, code) => {
    expect(await one(anAnswer({ status }))).toMatchObject({ trouble: { code } });
  });

  it('waits for a target that is not reached', async () => {
    expect(await one(notReached())).toMatchObject({ trouble: { code: 'PUSH.UNREACHABLE' } });
  });
});

describe('the connection test', () => {
  it('is not content with an address that answers something else', async () => {
    const { conversation } = conversationWith(anAnswer({ body: { hello: 1 } }));

    const { failure } = await new OrdsProfile().probe(conversation, PUT);

    expect(failure?.action).toMatch(/AutoREST/);
  });
});
