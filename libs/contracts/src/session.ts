/** What a manager may do: `view` sees, `manage` also changes. */
export const ManagerRole = { View: 'view', Manage: 'manage' } as const;
export type ManagerRole = (typeof ManagerRole)[keyof typeof ManagerRole];

/** `POST /api/admin/session` */
export interface SignInRequest {
  email: string;
  password: string;
}

/** `POST /api/admin/setup`: the one-time link of a fresh installation creates the first manager. */
export interface SetUpRequest extends SignInRequest {
  token: string;
}

/** `GET /api/admin/session`. The CSRF token goes into the `X-CSRF-Token` header of each state-changing call. */
export interface SessionView {
  manager: { id: string; email: string; role: ManagerRole };
  /** While the integration is off, nothing of the panel answers but signing in, managers, audit log and settings. */
  isIntegrationEnabled?: boolean;
  csrfToken: string;
  expiresAt: string;
}

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;
export const CSRF_HEADER = 'x-csrf-token';
