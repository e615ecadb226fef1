import { booleanText, integerText, urlText } from '@oracle-integration/platform';
import { z } from 'zod';
import { certificatesPem, signingKeyPem } from './pem-text';

/** How one setting is spelled outside, checked and described. */
export interface SettingDefinition<Schema extends z.ZodType = z.ZodType> {
  /** The environment variable that pins it. */
  readonly variable: string;
  readonly schema: Schema;
  readonly description: string;
  /** Write-only: never shown, never logged. */
  readonly isSecret: boolean;
}

function setting<Schema extends z.ZodType>(variable: string, schema: Schema, description: string) {
  return { variable, schema, description, isSecret: false } as const;
}

function secret<Schema extends z.ZodType>(variable: string, schema: Schema, description: string) {
  return { variable, schema, description, isSecret: true } as const;
}

/** Which completions of the first load are delivered: none, all, or those completed at or after a moment. */
const pushHistory = z
  .string()
  .refine(
    (text) => text === 'none' || text === 'all' || !Number.isNaN(Date.parse(text)),
    'must be none, all or an ISO 8601 date such as 2026-01-01',
  )
  .transform((text): 'none' | 'all' | Date => (text === 'none' || text === 'all' ? text : new Date(text)));

const tablePrefix = z.string().regex(/^[a-z0-9_]{0,40}$/, 'may hold only a-z, 0-9 and _');
const path = z.string().regex(/^\/\S*$/, 'must start with / and hold no blanks');

/**
 * Everything a manager may change, each typed once: key, variable, rule, default, description.
 * Switches without a default follow what is configured (see {@link Settings}).
 */
export const SETTING_DEFINITIONS = {
  integrationEnabled: setting('INTEGRATION_ENABLED', booleanText.default(true), 'Enable integration'),
  totaraDatabaseUrl: secret(
    'TOTARA_DATABASE_URL',
    urlText('postgres', 'postgresql', 'mysql', 'mariadb').optional(),
    'Totara database, read-only',
  ),
  totaraTablePrefix: setting(
    'TOTARA_TABLE_PREFIX',
    tablePrefix.default('ttr_'),
    'Table prefix of the Totara site',
  ),
  totaraSchema: setting(
    'TOTARA_SCHEMA',
    z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'must be the name of a PostgreSQL schema')
      .default('public'),
    'Schema that holds the Totara tables',
  ),
  totaraSiteId: setting(
    'TOTARA_SITE_ID',
    z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'may hold up to 64 letters, digits, dots, dashes and underscores')
      .default('totara'),
    'Name of the site in every key, so that a copy of the site is not taken for the site',
  ),
  totaraPollSeconds: setting(
    'TOTARA_POLL_SECONDS',
    integerText(1, 3600).default(15),
    'Seconds between two looks at Totara',
  ),
  totaraWebhookSecret: secret(
    'TOTARA_WEBHOOK_SECRET',
    z.string().optional(),
    'Secret by which Totara signs its webhooks',
  ),
  totaraWebhookPreviousSecret: secret(
    'TOTARA_WEBHOOK_PREVIOUS_SECRET',
    z.string().optional(),
    'The webhook secret before the present one, accepted as well while it is being changed',
  ),
  totaraReconcileHours: setting(
    'TOTARA_RECONCILE_HOURS',
    integerText(1, 744).default(24),
    'Hours between two comparisons of the whole site with the ledger',
  ),
  totaraReconcileRowsPerSecond: setting(
    'TOTARA_RECONCILE_ROWS_PER_SECOND',
    integerText(100, 1_000_000).default(50_000),
    'Rows of Totara that a comparison may look at in a second',
  ),
  pushEnabled: setting('PUSH_ENABLED', booleanText.optional(), 'Deliver completions to Oracle'),
  pushProfile: setting(
    'PUSH_PROFILE',
    z.enum(['generic-json'], 'must be generic-json').default('generic-json'),
    'Which Oracle surface is spoken to',
  ),
  pushBaseUrl: setting('PUSH_BASE_URL', urlText('https', 'http').optional(), 'Base URL'),
  pushCompletionsPath: setting(
    'PUSH_COMPLETIONS_PATH',
    path.default('/completions'),
    'Path of the completions endpoint',
  ),
  pushTokenUrl: setting('PUSH_TOKEN_URL', urlText('https', 'http').optional(), 'Token URL'),
  pushClientId: setting('PUSH_CLIENT_ID', z.string().optional(), 'Client ID'),
  pushClientAuth: setting(
    'PUSH_CLIENT_AUTH',
    z
      .enum(['basic', 'body', 'private_key_jwt'], 'must be one of basic, body, private_key_jwt')
      .default('basic'),
    'How the client shows who it is: secret in a header, secret in the form, or a signed assertion',
  ),
  pushClientSecret: secret('PUSH_CLIENT_SECRET', z.string().optional(), 'Client Secret'),
  pushPrivateKey: secret(
    'PUSH_PRIVATE_KEY',
    signingKeyPem.optional(),
    'Private key that signs the assertion, in PEM form',
  ),
  pushKeyId: setting(
    'PUSH_KEY_ID',
    z.string().optional(),
    'Name of the certificate in Oracle that belongs to the private key',
  ),
  pushAssertionAudience: setting(
    'PUSH_ASSERTION_AUDIENCE',
    z.string().default('https://identity.oraclecloud.com/'),
    'Whom the assertion is made for',
  ),
  pushScope: setting('PUSH_SCOPE', z.string().optional(), 'Scope, passed on byte for byte'),
  pushBatchSize: setting('PUSH_BATCH_SIZE', integerText(1, 1000).default(100), 'Completions in one request'),
  pushConcurrency: setting('PUSH_CONCURRENCY', integerText(1, 500).default(4), 'Requests under way at once'),
  pushBatchBytes: setting(
    'PUSH_BATCH_BYTES',
    integerText(1_000, 50_000_000).default(1_000_000),
    'Bytes in one request, roughly; a single completion always goes',
  ),
  pushIntervalSeconds: setting(
    'PUSH_INTERVAL_SECONDS',
    integerText(1, 3600).default(60),
    'Seconds between two looks at the queue; a new completion also wakes the sender at once',
  ),
  pushMaxAttempts: setting(
    'PUSH_MAX_ATTEMPTS',
    integerText(1, 50).default(12),
    'Attempts before an item is dead',
  ),
  pushRetryFirstSeconds: setting(
    'PUSH_RETRY_FIRST_SECONDS',
    integerText(1, 3600).default(10),
    'Longest wait before the second attempt, in seconds; each further wait is up to four times as long',
  ),
  pushRetryLongestHours: setting(
    'PUSH_RETRY_LONGEST_HOURS',
    integerText(1, 168).default(24),
    'Longest wait between two attempts, in hours',
  ),
  pushHistory: setting(
    'PUSH_HISTORY',
    pushHistory.default('none'),
    'Which completions of the first load are delivered',
  ),
  pushAllowPrivateTargets: setting(
    'PUSH_ALLOW_PRIVATE_TARGETS',
    booleanText.default(false),
    'Allow loopback, link-local and private addresses as target',
  ),
  pushCaCertificate: setting(
    'PUSH_CA_CERTIFICATE',
    certificatesPem.optional(),
    'Certificates of your own authority that are trusted in addition to the usual ones',
  ),
  pullEnabled: setting('PULL_ENABLED', booleanText.optional(), 'Enable public Pull API'),
  pullDefaultDays: setting(
    'PULL_DEFAULT_DAYS',
    integerText(1, 36_500).default(30),
    'Default days for since filter',
  ),
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof SETTING_DEFINITIONS;

type Resolved = { readonly [Key in SettingKey]: z.output<(typeof SETTING_DEFINITIONS)[Key]['schema']> };

/**
 * The settings in force.
 *
 * `pushEnabled` left alone follows whether a target is configured, `pullEnabled` whether a first token was given:
 * naming them once is enough, and an explicit `false` always wins.
 */
export type Settings = Omit<Resolved, 'pushEnabled' | 'pullEnabled'> & {
  readonly pushEnabled: boolean;
  readonly pullEnabled: boolean;
};
