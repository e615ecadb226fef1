import { overviewFlags } from './overview-flags';

describe('overviewFlags', () => {
  it('are none while Oracle and Totara agree', () => {
    expect(overviewFlags({ revokedAfterSent: 0 })).toEqual([]);
  });

  it('say how many completions Oracle has that Totara took back, and who must act', () => {
    expect(overviewFlags({ revokedAfterSent: 3 })).toEqual([
      {
        code: 'QUEUE.REVOKED_AFTER_SENT',
        count: 3,
        reason: 'Totara has taken back completions that Oracle has.',
        action: expect.stringMatching(/^Oracle administrator: remove them there\./) as string,
      },
    ]);
  });
});
