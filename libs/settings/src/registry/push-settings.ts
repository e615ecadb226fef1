import { z } from 'zod';
import { certificatesPem, signingKeyPem } from './pem-text';
import {
  inSection,
  multiline,
  oneOf,
  secret,
  secretMultiline,
  switched,
  switchedByOthers,
  text,
  webAddress,
  wholeNumber,
} from './setting-definition';

/** Which completions of the first load are delivered: none, all, or those completed at or after a moment. */
const pushHistory = z
  .string()
  .refine(
    (given) => given === 'none' || given === 'all' || !Number.isNaN(Date.parse(given)),
    'must be none, all or an ISO 8601 date such as 2026-01-01',
  )
  .transform((given): 'none' | 'all' | Date =>
    given === 'none' || given === 'all' ? given : new Date(given),
  );

export const PUSH_SETTINGS = inSection('push', {
  pushEnabled: switchedByOthers([
    'PUSH_ENABLED',
    'Enable Push',
    'Deliver completions to Oracle. Left alone, Push is on as soon as there is a Base URL.',
  ]),
  pushBaseUrl: webAddress([
    'PUSH_BASE_URL',
    'Base URL',
    "Address of Oracle's interface, such as https://oracle.example.com/api.",
  ]),
  pushTokenUrl: webAddress(['PUSH_TOKEN_URL', 'Token URL', 'Where the OAuth2 token is asked for.']),
  pushClientId: text(
    ['PUSH_CLIENT_ID', 'Client ID', 'The OAuth2 client by which Oracle knows us.'],
    z.string().optional(),
  ),
  pushClientSecret: secret(
    [
      'PUSH_CLIENT_SECRET',
      'Client Secret',
      'Its secret. It goes to the Token URL only; with a private key it is not needed.',
    ],
    z.string().optional(),
  ),
  pushScope: text(
    ['PUSH_SCOPE', 'Scope', 'OAuth2 scope, passed on character for character.'],
    z.string().optional(),
  ),
  pushBatchSize: wholeNumber(['PUSH_BATCH_SIZE', 'Batch size', 'Completions in one request to Oracle.'], {
    min: 1,
    max: 1000,
    unit: 'completions',
    default: 100,
  }),
  pushHistory: text(
    [
      'PUSH_HISTORY',
      'History to send',
      'Which completions that Totara already holds at the first load are sent: none, all, or those since an ISO 8601 date such as 2026-01-01. Later ones are always sent; for the rest there is Backfill.',
    ],
    pushHistory.default('none'),
  ),
  pushProfile: oneOf(
    ['PUSH_PROFILE', 'Delivery profile', 'Which Oracle interface is spoken to.'],
    {
      'generic-json': 'Generic JSON',
      'oracle-learning-xapi': 'Oracle Learning (xAPI)',
      'fusion-hcm-rest': 'Fusion HCM (REST)',
      ords: 'Oracle REST Data Services (ORDS)',
    },
    'generic-json',
  ),
  pushClientAuth: oneOf(
    ['PUSH_CLIENT_AUTH', 'Client authentication', 'How the client shows the Token URL who it is.'],
    {
      basic: 'Client secret in a header',
      body: 'Client secret in the form',
      private_key_jwt: 'Signed with a private key',
    },
    'basic',
  ),
  pushPrivateKey: secretMultiline(
    [
      'PUSH_PRIVATE_KEY',
      'Private Key',
      'Signs the assertion; PEM (PKCS#8), RSA of at least 2048 bits or EC P-256.',
    ],
    signingKeyPem.optional(),
  ),
  pushKeyId: text(
    ['PUSH_KEY_ID', 'Key ID', 'Name of the certificate in Oracle that belongs to the private key.'],
    z.string().optional(),
  ),
  pushAssertionAudience: text(
    ['PUSH_ASSERTION_AUDIENCE', 'Assertion audience', 'Whom the signed assertion is made for.'],
    z.string().default('https://identity.oraclecloud.com/'),
  ),
  pushConcurrency: wholeNumber(
    ['PUSH_CONCURRENCY', 'Requests at once', 'Requests that may be under way at the same time.'],
    { min: 1, max: 500, unit: 'requests', default: 4 },
  ),
  pushBatchBytes: wholeNumber(
    ['PUSH_BATCH_BYTES', 'Request size', 'Bytes in one request, roughly; a single completion always goes.'],
    { min: 1_000, max: 50_000_000, unit: 'bytes', default: 1_000_000 },
  ),
  pushIntervalSeconds: wholeNumber(
    ['PUSH_INTERVAL_SECONDS', 'Look at the queue every', 'A new completion also wakes the sender at once.'],
    { min: 1, max: 3600, unit: 'seconds', default: 60 },
  ),
  pushMaxAttempts: wholeNumber(
    [
      'PUSH_MAX_ATTEMPTS',
      'Attempts',
      'After so many attempts in vain a completion is dead: a manager must act.',
    ],
    { min: 1, max: 50, unit: 'attempts', default: 12 },
  ),
  pushRetryFirstSeconds: wholeNumber(
    [
      'PUSH_RETRY_FIRST_SECONDS',
      'First wait',
      'Longest wait before the second attempt; each further wait is up to four times as long.',
    ],
    { min: 1, max: 3600, unit: 'seconds', default: 10 },
  ),
  pushRetryLongestHours: wholeNumber(
    ['PUSH_RETRY_LONGEST_HOURS', 'Longest wait', 'Longest wait between two attempts.'],
    { min: 1, max: 168, unit: 'hours', default: 24 },
  ),
  pushAllowPrivateTargets: switched(
    [
      'PUSH_ALLOW_PRIVATE_TARGETS',
      'Allow private addresses',
      'Let Base URL and Token URL lead to loopback, link-local and private addresses. Off, such a connection is refused.',
    ],
    false,
  ),
  pushCaCertificate: multiline(
    [
      'PUSH_CA_CERTIFICATE',
      'Certificates of your own authority',
      'PEM; trusted in addition to the usual ones.',
    ],
    certificatesPem.optional(),
  ),
});
