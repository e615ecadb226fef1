import { AppError } from '@oracle-integration/platform';

export type AlertErrorCode = 'ALERTS.NOT_CONFIGURED';

/** There is no way to tell anybody anything. */
export class AlertsNotConfiguredError extends AppError<AlertErrorCode> {
  constructor() {
    const message =
      'Nobody can be told: enter a mail server with sender and recipients, or a Slack or Teams webhook, in Settings → Alerts, and save.';
    super({ code: 'ALERTS.NOT_CONFIGURED', message, severity: 'info' });
  }
}
