import type { FlagView } from '@oracle-integration/contracts';

/** What Oracle and Totara disagree on, and only a person can put right. */
export function overviewFlags({ revokedAfterSent }: { revokedAfterSent: number }): FlagView[] {
  if (revokedAfterSent <= 0) return [];
  return [
    {
      code: 'QUEUE.REVOKED_AFTER_SENT',
      count: revokedAfterSent,
      reason: 'Totara has taken back completions that Oracle has.',
      action:
        'Oracle administrator: remove them there. Each is listed with its Oracle number at /api/admin/queue/revoked. If one was taken back by mistake, restore it in Totara.',
    },
  ];
}
