import type { Settings } from '@oracle-integration/settings';

/** Whether a secret is stored that this process cannot read: what it would prove must not count as forged. */
export function hasUnreadableSecret({ unreadableSecrets }: Pick<Settings, 'unreadableSecrets'>): boolean {
  return unreadableSecrets.some(
    (key) => key === 'totaraWebhookSecret' || key === 'totaraWebhookPreviousSecret',
  );
}

/** The secrets by which a sender may prove itself: the present one, and the one before while it is being changed. */
export function webhookSecrets({
  totaraWebhookSecret,
  totaraWebhookPreviousSecret,
}: Pick<Settings, 'totaraWebhookSecret' | 'totaraWebhookPreviousSecret'>): string[] {
  return [totaraWebhookSecret, totaraWebhookPreviousSecret].filter((secret) => secret !== undefined);
}
