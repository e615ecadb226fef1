import type { FlagView } from '@oracle-integration/contracts';

export interface FlagFacts {
  readonly revokedAfterSent: number;
  /** The labels of stored secrets that cannot be read here. */
  readonly unreadableSecrets: readonly string[];
}

/** What only a person can put right. */
export function overviewFlags({ revokedAfterSent, unreadableSecrets }: FlagFacts): FlagView[] {
  return [...unreadable(unreadableSecrets), ...revoked(revokedAfterSent)];
}

function unreadable(labels: readonly string[]): FlagView[] {
  if (labels.length === 0) return [];
  return [
    {
      code: 'SETTINGS.SECRET_UNREADABLE',
      count: labels.length,
      reason: `Stored secrets cannot be read, because the key they were stored with is missing: ${labels.join(', ')}. What needs them waits.`,
      action:
        'Operator: set APP_SECRET to that key, or bring back app.secret in the data folder. If the key is lost, You: enter them anew in Settings.',
    },
  ];
}

function revoked(revokedAfterSent: number): FlagView[] {
  if (revokedAfterSent <= 0) return [];
  return [
    {
      code: 'QUEUE.REVOKED_AFTER_SENT',
      count: revokedAfterSent,
      reason: 'Totara has taken back completions that Oracle has.',
      action:
        'Oracle administrator: remove them there. The Queue lists each with its Oracle number. If one was taken back by mistake, restore it in Totara.',
    },
  ];
}
