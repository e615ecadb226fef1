import type { WebhookErrorCode } from '../webhook.errors';

interface RefusalWords {
  readonly reason: string;
  readonly action: string;
  /** Shown so long after the last one: as long as somebody may still have to send something again. */
  readonly shownDays: number;
}

/** Totara gives up at once on an answer like this, and keeps what it gave up for so long. */
const DEAD_LETTER_DAYS = 28;
const REQUEUE =
  'Then requeue the dead letters of the webhook in Totara: it does not send them again by itself. Without a Totara database, what Moodle sent meanwhile must come by a CSV import.';
const RETRIED = 'Totara tries again for two days; what is older must be requeued in its dead letters.';

/** Why messages were turned away, and who must do what, in the words of a manager. */
export const REFUSAL_WORDS: Readonly<Record<WebhookErrorCode, RefusalWords>> = {
  'WEBHOOK.SIGNATURE_WRONG': {
    reason: 'Messages are signed with another secret than the one that is configured here.',
    action: `Manager: copy the secret of the webhook from Totara into the settings. ${REQUEUE}`,
    shownDays: DEAD_LETTER_DAYS,
  },
  'WEBHOOK.SIGNATURE_MISSING': {
    reason: 'Messages came that do not prove who sent them.',
    action:
      'Manager: choose HMAC as the way of signing at the webhook in Totara. If nobody set up a sender, somebody else tried this address: nothing was taken, and nothing must be done.',
    shownDays: 1,
  },
  'WEBHOOK.OUTSIDE_WINDOW': {
    reason: 'Signed messages bear a time that is more than ten minutes away from ours.',
    action: `IT: set the clocks of both servers by the network. ${REQUEUE}`,
    shownDays: DEAD_LETTER_DAYS,
  },
  'WEBHOOK.NOT_CONFIGURED': {
    reason: 'Messages come, and no webhook secret is configured here.',
    action: `Manager: copy the secret of the webhook from Totara into the settings. ${RETRIED}`,
    shownDays: DEAD_LETTER_DAYS,
  },
  'WEBHOOK.SWITCHED_OFF': {
    reason: 'Messages came while the integration was switched off.',
    action: `Manager: switch it on when it shall go on. ${RETRIED}`,
    shownDays: DEAD_LETTER_DAYS,
  },
  'WEBHOOK.BUSY': {
    reason: 'So many large messages came at once that some had to wait.',
    action: 'Nothing must be done: Totara sends them again.',
    shownDays: 1,
  },
  'WEBHOOK.NOT_KEPT': {
    reason: 'Our database could not write messages down.',
    action: `Operator: look at the service's log and its database. ${RETRIED}`,
    shownDays: DEAD_LETTER_DAYS,
  },
};
