/** What `docs/configuration.md` says before it lists everything. */
export const CONFIGURATION_INTRODUCTION = `# Configuration

This page is made from the registry of settings; after a change there, \`node dist/tools/configuration-page.js\` writes it anew.

Every setting can be changed in the control panel (Settings), by \`PUT /api/admin/settings\`, or pinned from outside by its variable. What is pinned is shown locked, and a change of it is refused. A change is in force in every process within two seconds, without a restart, and is written into the audit log with its old and new value.

\`\`\`sh
# All of it holds, or none. With "version" (from GET) it is refused when somebody else has changed something meanwhile.
curl -X PUT -b "$COOKIE" -H "X-CSRF-Token: $CSRF" -H 'Content-Type: application/json' \\
  -d '{"version": 7, "changes": {"pushBatchSize": 250, "pushScope": null}}' \\
  http://127.0.0.1:3000/api/admin/settings
\`\`\`

\`null\` goes back to the default. A flat object of new values by key, without \`version\` and \`changes\`, is taken too.

## Secrets

Secrets are write-only: no answer, log or audit entry ever holds one. They are stored encrypted (AES-256-GCM, one key id per value, bound to their setting). The key comes from \`APP_SECRET\`; where that is not set, one is generated at the first secret that is saved, in \`app.secret\` in \`DATA_DIR\`, readable by its owner only. Several processes on one database must have the same key. Keep it apart from the backups of the database: together they are the secrets.

A stored secret goes only where it was stored for: who changes Token URL to another server enters Client Secret (or Private Key) again, and so does who tests a connection with another address. Where the secret is pinned from outside, pin the address too.

A key that is wrong or lost damages nothing. At start, and on the overview, the service names the secrets that it cannot read. Until the key is back, or they are entered anew, Push holds its deliveries, reading from Totara stops, and webhooks are answered with 503, so that they are sent again.

To change the key without a pause:

1. Give every process the new key as \`APP_SECRET\` and the old one as \`APP_SECRET_PREVIOUS\`, one process after the other. Do not save secrets until all have both.
2. Run \`npm run rotate-secrets\` (or \`node dist/apps/api/rotate-secrets.js\`) with the same variables. It seals everything anew while the service runs.
3. Take \`APP_SECRET_PREVIOUS\` away.

With a generated key the second step is enough: it generates another one, and running processes take it up.

## Addresses

Base URL and Token URL may not lead to loopback, link-local, private or reserved addresses unless \`PUSH_ALLOW_PRIVATE_TARGETS\` says so; whoever must not decide that in the panel pins it to \`false\`. It is checked on every connection, after the name was looked up, so that a name that answers with an internal address leads nowhere, and no redirect is followed. The address of Totara's database is the one exception: it lies in your own network by its nature, and only managers who may change settings can set it.`;
