import type { Settings } from '@oracle-integration/settings';

/** The secrets by which a sender may prove itself: the present one, and the one before while it is being changed. */
export function webhookSecrets({
  totaraWebhookSecret,
  totaraWebhookPreviousSecret,
}: Pick<Settings, 'totaraWebhookSecret' | 'totaraWebhookPreviousSecret'>): string[] {
  return [totaraWebhookSecret, totaraWebhookPreviousSecret].filter((secret) => secret !== undefined);
}
