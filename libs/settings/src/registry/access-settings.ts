import { z } from 'zod';
import { inSection, secret, switched, text, wholeNumber } from './setting-definition';

/** Words parted by commas; who uses them parts them. */
const wordList = z.string().max(2_000, 'must have at most 2,000 characters').optional();

const claimName = z.string().regex(/^[\w:./-]{1,200}$/, 'must be the name of a claim, such as groups');

/** An address of an identity provider. Plain HTTP is for a provider on the same machine, where nobody listens in. */
const issuerAddress = z.string().refine(isIssuer, {
  message: 'must be an address that starts with https://, without a user name, a query or a fragment',
});

function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLocal);
  return isSafe && [username, password, search, hash].every((part) => part === '');
}

export const ACCESS_SETTINGS = inSection('access', {
  sessionIdleHours: wholeNumber(
    ['SESSION_IDLE_HOURS', 'End a session without use after', 'Whoever was away longer signs in again.'],
    { min: 1, max: 168, unit: 'hours', default: 8 },
  ),
  sessionDays: wholeNumber(['SESSION_DAYS', 'End every session after', 'However much it is used.'], {
    min: 1,
    max: 90,
    unit: 'days',
    default: 7,
  }),
  localAccountsEnabled: switched(
    [
      'LOCAL_ACCOUNTS_ENABLED',
      'Sign in with e-mail address and password',
      'Off: only single sign-on opens the control panel, and the account that ADMIN_EMAIL names. Without single sign-on it stays on.',
    ],
    true,
  ),
  oidcIssuer: text(
    [
      'OIDC_ISSUER',
      'Issuer',
      'Address of the OpenID Connect provider. With a client ID it switches single sign-on on.',
    ],
    issuerAddress.optional(),
  ),
  oidcClientId: text(
    ['OIDC_CLIENT_ID', 'Client ID', 'By which the provider knows this control panel.'],
    z.string().max(500, 'must have at most 500 characters').optional(),
  ),
  oidcClientSecret: secret(
    ['OIDC_CLIENT_SECRET', 'Client Secret', 'Left out for a public client, which is safe by PKCE alone.'],
    z.string().max(2_000, 'must have at most 2,000 characters').optional(),
  ),
  oidcScopes: text(
    ['OIDC_SCOPES', 'Scopes', 'What is asked of the provider. openid must be among them.'],
    z
      .string()
      .regex(/^([\x21\x23-\x5b\x5d-\x7e]+ )*openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must hold openid')
      .default('openid profile email'),
  ),
  oidcRoleClaim: text(
    ['OIDC_ROLE_CLAIM', 'Claim with groups', 'Which claim of the provider tells what a person may do.'],
    claimName.default('groups'),
  ),
  oidcManageValues: text(
    [
      'OIDC_MANAGE_VALUES',
      'Groups that may manage',
      'Parted by commas; each exactly as the provider sends it.',
    ],
    wordList,
  ),
  oidcViewValues: text(
    [
      'OIDC_VIEW_VALUES',
      'Groups that may view',
      'Parted by commas. Who is in no group of either list is not let in.',
    ],
    wordList,
  ),
  oidcButtonLabel: text(
    ['OIDC_BUTTON_LABEL', 'Words on the button', 'What the sign-in page calls it.'],
    z.string().max(60, 'must have at most 60 characters').default('Sign in with your organisation'),
  ),
});
