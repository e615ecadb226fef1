import type { Settings } from '@oracle-integration/settings';

type SignInSettings = Pick<Settings, 'localAccountsEnabled' | 'oidcIssuer' | 'oidcClientId'>;

/** Single sign-on is on as soon as it is known where and as whom. */
export function isSingleSignOnOn({ oidcIssuer, oidcClientId }: SignInSettings): boolean {
  return oidcIssuer !== undefined && oidcClientId !== undefined;
}

/** Passwords can be switched off only where there is another way in. */
export function areLocalAccountsOn(settings: SignInSettings): boolean {
  return settings.localAccountsEnabled || !isSingleSignOnOn(settings);
}
