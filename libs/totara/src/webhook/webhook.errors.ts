import { AppError } from '@oracle-integration/platform';

export type WebhookErrorCode =
  | 'WEBHOOK.SIGNATURE_MISSING'
  | 'WEBHOOK.SIGNATURE_WRONG'
  | 'WEBHOOK.OUTSIDE_WINDOW'
  | 'WEBHOOK.NOT_CONFIGURED'
  | 'WEBHOOK.SWITCHED_OFF'
  | 'WEBHOOK.BUSY'
  | 'WEBHOOK.NOT_KEPT';

/** How long a sender is asked to wait when it is our trouble. Totara has its own times and ignores it. */
const RETRY_AFTER_SECONDS = 60;

export class WebhookSignatureMissingError extends AppError<WebhookErrorCode> {
  constructor() {
    super({
      code: 'WEBHOOK.SIGNATURE_MISSING',
      message:
        'This message does not prove who sent it: sign its body in the header X-Totara-Signature, or send the webhook secret as Authorization: Bearer <secret>.',
      severity: 'info',
    });
  }
}

export class WebhookSignatureWrongError extends AppError<WebhookErrorCode> {
  constructor() {
    super({
      code: 'WEBHOOK.SIGNATURE_WRONG',
      message:
        'This message was not signed with the webhook secret that is configured here, or was changed on the way. Enter the secret of the sender in the settings.',
    });
  }
}

/** A signed message that somebody sends again later, or a clock that is wrong. */
export class WebhookOutsideWindowError extends AppError<WebhookErrorCode> {
  constructor(sentAt: Date, now: Date) {
    super({
      code: 'WEBHOOK.OUTSIDE_WINDOW',
      message: `The time in this message (${sentAt.toISOString()}) is more than 10 minutes away from ours (${now.toISOString()}). Set the clocks of both servers by the network.`,
    });
  }
}

export class WebhookNotConfiguredError extends AppError<WebhookErrorCode> {
  constructor() {
    super({
      code: 'WEBHOOK.NOT_CONFIGURED',
      message: 'No webhook secret is configured here yet. A manager can enter it in the settings.',
      details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
      severity: 'info',
    });
  }
}

export class WebhookSwitchedOffError extends AppError<WebhookErrorCode> {
  constructor() {
    super({
      code: 'WEBHOOK.SWITCHED_OFF',
      message: 'The integration is switched off. A manager can switch it on.',
      details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
      severity: 'info',
    });
  }
}

/** So many large messages arrive at once that taking one more might cost the process its memory. */
export class WebhookBusyError extends AppError<WebhookErrorCode> {
  constructor() {
    super({
      code: 'WEBHOOK.BUSY',
      message: 'Too many large messages arrive at once. Send this one again in a minute.',
      details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
    });
  }
}

/** The message is right, and could not be written down: a sender that tries again loses nothing. */
export class WebhookNotKeptError extends AppError<WebhookErrorCode> {
  constructor(cause: unknown) {
    super({
      code: 'WEBHOOK.NOT_KEPT',
      message: 'The message could not be kept just now. Send it again in a minute.',
      details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
      severity: 'error',
      cause,
    });
  }
}
