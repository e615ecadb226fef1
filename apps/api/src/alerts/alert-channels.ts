import type { AlertChannel } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: Settings['alertSmtpSecurity'];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
}

/** The mail server with all it takes to send; `undefined` while something is missing. */
export function mailServerOf(settings: Settings): MailServer | undefined {
  const { alertSmtpHost: host, alertEmailFrom: from, alertEmailTo: to } = settings;
  if (host === undefined || from === undefined || to === undefined) return undefined;
  return {
    host,
    port: settings.alertSmtpPort,
    security: settings.alertSmtpSecurity,
    user: settings.alertSmtpUser,
    password: settings.alertSmtpPassword,
    from,
    to: to.split(',').map((address) => address.trim()),
  };
}

/** The ways by which people can be told. */
export function channelsOf(settings: Settings): AlertChannel[] {
  return [
    ...(mailServerOf(settings) ? (['email'] as const) : []),
    ...(settings.alertSlackUrl === undefined ? [] : (['slack'] as const)),
    ...(settings.alertTeamsUrl === undefined ? [] : (['teams'] as const)),
  ];
}
