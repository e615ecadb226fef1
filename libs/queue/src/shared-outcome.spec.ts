import { sharedOutcomes } from './shared-outcome';
import { settledAll } from './testing/a-settlement';

const claim = (...ids: string[]) => ({
  leaseId: '5bc69874-5bc2-4f2e-bcf9-604da9209dbd',
  items: ids.map((id) => ({ id, recordId: id, revision: 1, attempts: 0, answered: 0, isAlone: false })),
});

describe('sharedOutcomes', () => {
  it('says once what the items of a request share, and keeps what is their own', () => {
    const { settlements } = settledAll(claim('1', '2'), { move: 'deliver', httpStatus: 200 });

    const outcomes = sharedOutcomes(
      settlements.map((one, index) => ({ ...one, externalId: `OLC-${index}`, delaySeconds: index })),
    );

    expect(outcomes).toMatchObject([
      {
        status: 'sent',
        httpStatus: 200,
        ids: ['1', '2'],
        externalIds: ['OLC-0', 'OLC-1'],
        delaysSeconds: [0, 1],
      },
    ]);
  });

  it('parts what differs in anything but number, delay and id', () => {
    const [same] = settledAll(claim('1'), { move: 'deliver' }).settlements;
    const others = [
      { batchId: 'another' },
      { leaseId: 'another' },
      { move: 'park' as const },
      { outcome: 'accepted' },
      { isAttempt: false },
      { isAnswered: false },
      { isAlone: true },
      { httpStatus: 409 },
      { causeCode: 'PUSH.REJECTED' },
      { causeDetail: 'No such course' },
    ];

    const outcomes = sharedOutcomes(others.flatMap((other) => [same!, { ...same!, ...other }]));

    expect(outcomes).toHaveLength(2 * others.length);
  });

  it('replaces what PostgreSQL cannot keep, in every text', () => {
    const outcome = { move: 'give_up' as const, causeDetail: 'a\0b', externalId: '\ud800' };

    const [shared] = sharedOutcomes(settledAll(claim('1'), outcome).settlements);

    expect(shared).toMatchObject({ causeDetail: 'a\ufffdb', externalIds: ['\ufffd'] });
  });
});
