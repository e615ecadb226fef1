import { overviewFlags } from './overview-flags';

describe('overviewFlags', () => {
  it('are none while Oracle and Totara agree', () => {
    expect(overviewFlags({ revokedAfterSent: 0, unreadableSecrets: [] })).toEqual([]);
  });

  it('say how many completions Oracle has that Totara took back, and who must act', () => {
    expect(overviewFlags({ revokedAfterSent: 3, unreadableSecrets: [] })).toEqual([
      {
        code: 'QUEUE.REVOKED_AFTER_SENT',
        count: 3,
        reason: 'Totara has taken back completions that Oracle has.',
        action: expect.stringMatching(/^Oracle administrator: remove them there\./) as string,
      },
    ]);
  });

  it('name the stored secrets that cannot be read, and what to do', () => {
    expect(
      overviewFlags({ revokedAfterSent: 0, unreadableSecrets: ['Client Secret', 'Database address'] }),
    ).toEqual([
      {
        code: 'SETTINGS.SECRET_UNREADABLE',
        count: 2,
        reason: expect.stringContaining('Client Secret, Database address') as string,
        action: expect.stringMatching(/^Operator: set APP_SECRET/) as string,
      },
    ]);
  });
});
