/**
 * `GET /api/admin/sso`, open to all: what the sign-in page must know.
 *
 * A button leads to `GET /api/admin/sso/start?returnTo=/queue` (a path of this panel), which leads to the provider and
 * back to that path; or to `/sign-in?refused=<SsoRefusal>` when the person is not let in.
 */
export interface SingleSignOnView {
  isOn: boolean;
  /** What the button says. */
  label: string;
  /** Whether e-mail address and password are taken too. */
  areLocalAccountsOn: boolean;
}

/** Why single sign-on did not let somebody in. */
export const SsoRefusal = {
  Off: 'off',
  ProviderUnreachable: 'provider_unreachable',
  /** The provider itself said no, or the person called it off. */
  Denied: 'denied',
  /** The answer does not belong to a question of ours, was used, or came too late. */
  Expired: 'expired',
  /** The provider's answer does not hold: signature, issuer, audience, nonce or time. */
  AnswerInvalid: 'answer_invalid',
  NoRole: 'no_role',
  Disabled: 'disabled',
  /** A local account has this e-mail address; linking it must be asked for. */
  EmailTaken: 'email_taken',
  NoEmail: 'no_email',
  /** It was to be linked, and belongs to another account here. */
  IdentityTaken: 'identity_taken',
} as const;
export type SsoRefusal = (typeof SsoRefusal)[keyof typeof SsoRefusal];

/** What the sign-in page says. */
export const SSO_REFUSAL_WORDS: Readonly<Record<SsoRefusal, string>> = {
  off: 'Single sign-on is switched off. Sign in with e-mail address and password.',
  provider_unreachable: 'The sign-in service of your organisation does not answer. Try again in a minute.',
  denied: 'The sign-in service of your organisation did not let you in, or you called it off.',
  expired: 'This sign-in took too long or was used already. Start again.',
  answer_invalid:
    'The answer of the sign-in service could not be trusted, so nobody was signed in. Tell IT; the reason is in the log of this service.',
  no_role:
    'Your organisation knows you, but none of your groups may open this control panel. Ask IT to add you to one.',
  disabled: 'Your account here is disabled. Ask a manager with the role "manage".',
  email_taken:
    'An account with your e-mail address and a password exists here already. Sign in with the password, then connect single sign-on.',
  identity_taken: 'This single sign-on belongs to another account here, so it was not connected to yours.',
  no_email: 'The sign-in service does not tell your e-mail address. Ask IT to release the claim "email".',
};

/**
 * The answer to `POST /api/admin/sso/link`, by which a manager who is signed in connects single sign-on to the account:
 * where the browser goes next. It comes back to `returnTo`.
 */
export interface SingleSignOnLinkView {
  url: string;
}

/** The body of `POST /api/admin/sso/link`. */
export interface LinkSingleSignOnRequest {
  /** A path of this panel; `/` when left out. */
  returnTo?: string;
}
