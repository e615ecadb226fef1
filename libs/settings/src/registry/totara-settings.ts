import { urlText } from '@oracle-integration/platform';
import { z } from 'zod';
import { inSection, secret, text, wholeNumber } from './setting-definition';

const tablePrefix = z.string().regex(/^[a-z0-9_]{0,40}$/, 'may hold only a-z, 0-9 and _');
const schemaName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'must be the name of a PostgreSQL schema');
const siteId = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'may hold up to 64 letters, digits, dots, dashes and underscores');

export const TOTARA_SETTINGS = inSection('totara', {
  totaraDatabaseUrl: secret(
    [
      'TOTARA_DATABASE_URL',
      'Database address',
      'postgres:// or mysql://user:password@host:port/database, with an account that may only read. It lies in your own network, so private addresses are allowed.',
    ],
    urlText('postgres', 'postgresql', 'mysql', 'mariadb').optional(),
  ),
  totaraTablePrefix: text(
    [
      'TOTARA_TABLE_PREFIX',
      'Table prefix',
      "What the names of the site's tables begin with; ttr_ or mdl_ as a rule.",
    ],
    tablePrefix.default('ttr_'),
  ),
  totaraSchema: text(
    ['TOTARA_SCHEMA', 'Schema', "Schema that holds the site's tables; PostgreSQL only."],
    schemaName.default('public'),
  ),
  totaraSiteId: text(
    [
      'TOTARA_SITE_ID',
      'Site name',
      'Part of every key, so that a copy of the site is not taken for the site. Changed, all is read anew as of another site.',
    ],
    siteId.default('totara'),
  ),
  totaraPollSeconds: wholeNumber(
    ['TOTARA_POLL_SECONDS', 'Look at Totara every', 'How often changes are looked for.'],
    { min: 1, max: 3600, unit: 'seconds', default: 15 },
  ),
  totaraWebhookSecret: secret(
    [
      'TOTARA_WEBHOOK_SECRET',
      'Webhook secret',
      'By which Totara signs its webhooks; without one, no webhooks are taken.',
    ],
    z.string().optional(),
  ),
  totaraWebhookPreviousSecret: secret(
    [
      'TOTARA_WEBHOOK_PREVIOUS_SECRET',
      'Webhook secret before',
      'Accepted as well while the secret is being changed in Totara.',
    ],
    z.string().optional(),
  ),
  totaraReconcileHours: wholeNumber(
    [
      'TOTARA_RECONCILE_HOURS',
      'Compare everything every',
      'How often the whole site is compared with the ledger.',
    ],
    { min: 1, max: 744, unit: 'hours', default: 24 },
  ),
  totaraReconcileRowsPerSecond: wholeNumber(
    [
      'TOTARA_RECONCILE_ROWS_PER_SECOND',
      'Speed of a comparison',
      "Rows of Totara that a comparison may look at in a second: less is easier on the site's database.",
    ],
    { min: 100, max: 1_000_000, unit: 'rows a second', default: 50_000 },
  ),
});
