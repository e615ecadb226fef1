import { Injectable } from '@nestjs/common';
import type { AlertChannel } from '@oracle-integration/contracts';
import { describeError } from '@oracle-integration/platform';
import { TargetHttpClient } from '@oracle-integration/push';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { type MailServer, mailServerOf } from './alert-channels';
import { type AlertMessage, emailText, slackBody, teamsBody } from './alert-message';

const WAIT_MS = 20_000;
const ANSWER_LENGTH_SHOWN = 200;

/** Whether a message got through, and what was seen. Never holds a secret. */
export interface SendingResult {
  readonly ok: boolean;
  readonly detail: string;
}

/** Sends one message over one channel, by the settings in force. */
@Injectable()
export class AlertSender {
  constructor(
    private readonly settings: SettingsService,
    private readonly http: TargetHttpClient,
  ) {}

  /** Never throws: whatever happens is the result. */
  async send(channel: AlertChannel, message: AlertMessage): Promise<SendingResult> {
    const settings = this.settings.current();
    if (channel === 'email') return sendMail(mailServerOf(settings), message);
    return channel === 'slack'
      ? this.post(settings.alertSlackUrl, slackBody(message), settings)
      : this.post(settings.alertTeamsUrl, teamsBody(message), settings);
  }

  /** The same client as towards Oracle: no redirects, no private addresses unless they are allowed. */
  private async post(url: string | undefined, body: object, settings: Settings): Promise<SendingResult> {
    if (url === undefined) return { ok: false, detail: 'The webhook is not set any more.' };
    const answer = await this.http.post({
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs: WAIT_MS,
      allowPrivate: settings.pushAllowPrivateTargets,
      caCertificate: settings.pushCaCertificate,
    });
    if (answer.kind !== 'answer') return { ok: false, detail: without(url, answer.detail) };
    const { status, body: text } = answer;
    if (status >= 200 && status < 300) return { ok: true, detail: `It answered with ${status}.` };
    return {
      ok: false,
      detail: without(url, `It answered with ${status}: ${text.slice(0, ANSWER_LENGTH_SHOWN)}`),
    };
  }
}

async function sendMail(server: MailServer | undefined, message: AlertMessage): Promise<SendingResult> {
  if (!server) return { ok: false, detail: 'Mail server, sender and recipients are not all set any more.' };
  const { host, port, security, user, password, from, to } = server;
  // Loaded by the first message: most starts send none.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    // A message is text that we wrote: nothing is fetched or read for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent = await transport.sendMail({
      from: { name: 'Oracle Integration', address: from },
      to: [...to],
      subject: message.subject,
      text: emailText(message),
      headers: { 'auto-submitted': 'auto-generated' },
    });
    const refused = sent.rejected.length > 0 ? ` Refused: ${sent.rejected.join(', ')}.` : '';
    return {
      ok: sent.rejected.length === 0,
      detail: `The mail server took it for ${sent.accepted.length} recipients.${refused}`,
    };
  } catch (error) {
    const detail = describeError(error);
    return { ok: false, detail: password ? without(password, detail) : detail };
  } finally {
    transport.close();
  }
}

/** Whoever knows the address of a webhook may write there. */
function without(secret: string, text: string): string {
  return text.replaceAll(secret, '***');
}
