import { urlText } from '@oracle-integration/platform';
import { z } from 'zod';
import { inSection, oneOf, secret, switched, text, wholeNumber } from './setting-definition';

const ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

/** Parted by commas; who uses them parts them. */
const mailAddresses = z
  .string()
  .max(2_000, 'must have at most 2,000 characters')
  .refine(
    (list) => list.split(',').every((address) => ADDRESS.test(address.trim())),
    'must be e-mail addresses, parted by commas',
  );

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00');

const timeZone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Berlin');

const day = z
  .string()
  .refine(
    (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
    'must be a day such as 2027-03-31',
  );

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const ALERT_SETTINGS = inSection('alerts', {
  alertEmailTo: text(
    [
      'ALERT_EMAIL_TO',
      'Recipients',
      'E-mail addresses, parted by commas. They get alerts and the daily digest.',
    ],
    mailAddresses.optional(),
  ),
  alertEmailFrom: text(
    ['ALERT_EMAIL_FROM', 'Sender', 'The address that alerts come from.'],
    z.string().regex(ADDRESS, 'must be an e-mail address').optional(),
  ),
  alertSmtpHost: text(
    [
      'ALERT_SMTP_HOST',
      'Mail server',
      'Name of the SMTP server, such as smtp.example.com. It may lie in your own network.',
    ],
    z
      .string()
      .regex(/^[\w.:[\]-]{1,253}$/, 'must be the name or address of a server')
      .optional(),
  ),
  alertSmtpPort: wholeNumber(
    ['ALERT_SMTP_PORT', 'Port of the mail server', '587 with STARTTLS and 465 with TLS as a rule.'],
    { min: 1, max: 65_535, unit: '', default: 587 },
  ),
  alertSmtpSecurity: oneOf(
    [
      'ALERT_SMTP_SECURITY',
      'Security of the mail server',
      'Without, passwords and names travel readable: inside your own network only.',
    ],
    { starttls: 'STARTTLS', tls: 'TLS', none: 'None' },
    'starttls',
  ),
  alertSmtpUser: text(
    ['ALERT_SMTP_USER', 'User of the mail server', 'Left out where it lets us send without.'],
    z.string().max(300, 'must have at most 300 characters').optional(),
  ),
  alertSmtpPassword: secret(
    ['ALERT_SMTP_PASSWORD', 'Password of the mail server', 'Goes to the mail server only.'],
    z.string().max(1_000, 'must have at most 1,000 characters').optional(),
  ),
  alertSlackUrl: secret(
    [
      'ALERT_SLACK_URL',
      'Slack webhook',
      'Address of an incoming webhook. Whoever knows it may write there, so it is kept as a secret.',
    ],
    urlText('https', 'http').optional(),
  ),
  alertTeamsUrl: secret(
    [
      'ALERT_TEAMS_URL',
      'Teams webhook',
      'Address of a workflow that posts to a channel when a webhook request is received.',
    ],
    urlText('https', 'http').optional(),
  ),
  alertOnHold: switched(
    [
      'ALERT_ON_HOLD',
      'Deliveries are held',
      'Tell when Oracle refuses us or cannot be reached, and when it takes completions again.',
    ],
    true,
  ),
  alertHoldMinutes: wholeNumber(
    ['ALERT_HOLD_MINUTES', 'Tell of a hold after', 'What is over sooner nobody is woken for.'],
    { min: 0, max: 1440, unit: 'minutes', default: 2 },
  ),
  alertOnTotara: switched(
    ['ALERT_ON_TOTARA', 'Totara cannot be read', 'Tell when the site cannot be read, and when it can again.'],
    true,
  ),
  alertOnDead: switched(
    [
      'ALERT_ON_DEAD',
      'Completions are given up',
      'Tell when more and more completions are refused for good.',
    ],
    true,
  ),
  alertDeadItems: wholeNumber(
    ['ALERT_DEAD_ITEMS', 'Tell of completions given up from', 'How many more than there were, within a day.'],
    { min: 1, max: 1_000_000, unit: 'completions', default: 10 },
  ),
  alertOnWaiting: switched(
    [
      'ALERT_ON_WAITING',
      'A completion waits too long',
      'Tell when the oldest one waits longer than was promised.',
    ],
    true,
  ),
  alertWaitingMinutes: wholeNumber(
    ['ALERT_WAITING_MINUTES', 'Promise', 'A completion reaches Oracle within this time.'],
    { min: 1, max: 43_200, unit: 'minutes', default: 60 },
  ),
  alertOnReconciliation: switched(
    [
      'ALERT_ON_RECONCILIATION',
      'Totara and the ledger differ',
      'Tell when a comparison leaves something unexplained.',
    ],
    true,
  ),
  alertOnUpload: switched(
    [
      'ALERT_ON_UPLOAD',
      'A history file cannot be loaded',
      'Tell when Oracle does not load a history file that was handed to it.',
    ],
    true,
  ),
  alertOnExpiry: switched(
    [
      'ALERT_ON_EXPIRY',
      'Something is about to expire',
      'Tell before an API token, or the client secret of Oracle, ends.',
    ],
    true,
  ),
  alertExpiryDays: wholeNumber(
    ['ALERT_EXPIRY_DAYS', 'Tell of an end before', 'So long before a token or a secret ends.'],
    { min: 1, max: 365, unit: 'days', default: 14 },
  ),
  alertSecretExpiresOn: text(
    [
      'ALERT_SECRET_EXPIRES_ON',
      'The client secret ends on',
      'Oracle does not tell us; enter the day it was given out for.',
    ],
    day.optional(),
  ),
  alertOnSilence: switched(
    [
      'ALERT_ON_SILENCE',
      'No completion for long',
      'Tell when Totara shows no new completion for long: perhaps nobody learns, perhaps something is broken.',
    ],
    true,
  ),
  alertSilenceHours: wholeNumber(
    ['ALERT_SILENCE_HOURS', 'Tell of silence after', 'Weekends and holidays count.'],
    { min: 1, max: 8_760, unit: 'hours', default: 96 },
  ),
  alertDigestEnabled: switched(
    [
      'ALERT_DIGEST_ENABLED',
      'Daily digest',
      'Says every day how it went, also when all is well: so that silence is not taken for health.',
    ],
    true,
  ),
  alertDigestTime: text(
    ['ALERT_DIGEST_TIME', 'Time of the digest', 'Such as 08:00.'],
    timeOfDay.default('08:00'),
  ),
  alertDigestZone: text(
    ['ALERT_DIGEST_ZONE', 'Time zone', 'Of the digest and of the times in messages, such as Europe/Berlin.'],
    timeZone.default('UTC'),
  ),
});
