import { describe, expect, it } from '@jest/globals';
import { QueueItemStatus } from '@oracle-integration/contracts';
import { UNKNOWN_TO_ORACLE } from '../../testing/factories/queue';
import { aStory } from '../../testing/factories/story';
import { toStory } from './api/story';
import { storyLines } from './story-lines';

const [DELIVERY] = aStory().deliveries;
const titlesOf = (story: ReturnType<typeof aStory>) => storyLines(toStory(story)).map(({ title }) => title);

describe('the lines of a story', () => {
  it('lead from Totara to Oracle and to whoever pulled, the newest last', () => {
    expect(titlesOf(aStory())).toEqual([
      'Completed in Totara with a grade of 85 of 100',
      'Noticed by the database reader after 9 s',
      'Queued for Oracle',
      'Attempt 1: Oracle answered 503.',
      'Attempt 2: Delivered.',
      'Pulled by “Payroll export”',
      'Acknowledged by “Payroll export”',
    ]);
  });

  it('give Oracle’s number with the attempt that delivered', () => {
    const line = storyLines(toStory(aStory())).find(({ title }) => title.startsWith('Attempt 2'));

    expect(line).toMatchObject({ tone: 'ok', detail: 'Oracle’s number 300100' });
  });

  it('are not queued before they are noticed', () => {
    const delivery = { ...DELIVERY!, createdAt: '2026-02-01T14:03:19.950Z' };

    expect(titlesOf(aStory({ deliveries: [delivery] })).slice(1, 3)).toEqual([
      'Noticed by the database reader after 9 s',
      'Queued for Oracle',
    ]);
  });

  it('leave out how late a completion of long ago was noticed', () => {
    const [revision] = aStory().revisions;

    expect(titlesOf(aStory({ revisions: [{ ...revision!, at: '2026-03-01T00:00:00Z' }] }))).toContain(
      'Noticed by the database reader',
    );
  });

  it('end with what is still to come', () => {
    const delivery = {
      ...DELIVERY!,
      status: QueueItemStatus.Failed,
      nextAttemptAt: '2026-02-01T14:04:00.000Z',
    };

    expect(storyLines(toStory(aStory({ deliveries: [delivery] }))).at(-1)).toMatchObject({
      title: 'Waits for the next attempt',
      isAhead: true,
    });
  });

  it('say who must act on an attempt that stopped it', () => {
    const [attempt] = DELIVERY!.history!;
    const delivery = {
      ...DELIVERY!,
      status: QueueItemStatus.Parked,
      history: [{ ...attempt!, cause: UNKNOWN_TO_ORACLE, outcome: 'unmapped' }],
    };

    expect(storyLines(toStory(aStory({ deliveries: [delivery] })))).toContainEqual(
      expect.objectContaining({ tone: 'stopped', action: UNKNOWN_TO_ORACLE.action }),
    );
  });

  it('tell a delivery whose log was removed', () => {
    const delivery = { ...DELIVERY!, queueItemId: null, createdAt: null, history: [] };

    expect(storyLines(toStory(aStory({ deliveries: [delivery] })))).toContainEqual(
      expect.objectContaining({
        title: 'Delivered to Oracle',
        detail: 'Oracle’s number 300100. The log of the attempts has been removed.',
      }),
    );
  });

  it('say that Totara withdrew it after it was sent, and who decides', () => {
    const delivery = { ...DELIVERY!, revokedAt: '2026-02-02T08:00:00Z' };

    expect(storyLines(toStory(aStory({ deliveries: [delivery] }))).at(-1)).toMatchObject({
      title: 'Totara withdrew this completion after it was sent.',
      action: 'You: decide whether Oracle must be corrected.',
    });
  });

  it('give the reason of whoever rejected it', () => {
    const [said] = aStory().acknowledgements!;
    const rejected = { ...said!, outcome: 'rejected' as const, reason: 'No employee 4711' };

    expect(titlesOf(aStory({ acknowledgements: [rejected] })).at(-1)).toBe(
      'Payroll export read it and rejected it: “No employee 4711”',
    );
  });

  it('say why nothing was sent', () => {
    const lines = storyLines(toStory(aStory({ deliveries: [], pulls: [], acknowledgements: [] })));

    expect(lines.at(-1)).toMatchObject({
      title: 'Not queued for Oracle',
      detail: 'It was there before deliveries began. A backfill sends it.',
    });
  });

  it('say of somebody who was erased that nothing is sent', () => {
    expect(titlesOf(aStory({ deliveries: [], keptBackBy: 'erasure' }))).toContain(
      'Not sent: the person was erased',
    );
  });

  it('say which policy keeps a completion back', () => {
    const lines = storyLines(toStory(aStory({ deliveries: [], keptBackBy: 'earliest' })));

    expect(lines).toContainEqual(
      expect.objectContaining({
        title: 'Not sent: the policy “Not completed before” keeps it back',
        detail:
          'It stays in the ledger and in Pull. Once Settings → Policies lets it through, a backfill sends it.',
      }),
    );
    expect(titlesOf(aStory({ keptBackBy: 'earliest' }))).not.toContain(
      'Not sent: the policy “Not completed before” keeps it back',
    );
  });
});
