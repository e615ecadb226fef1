/**
 * The CSRF token of the present session, kept beside the client that sends it.
 *
 * It is a credential rather than data to show: every feature's writing call needs it, and no feature may
 * import the session feature to ask for it.
 */
let current: string | null = null;

export function rememberCsrfToken(token: string | null): void {
  current = token;
}

export function currentCsrfToken(): string | null {
  return current;
}
