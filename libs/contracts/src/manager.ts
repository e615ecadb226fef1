import type { ManagerRole } from './session';

/** One person who may open the control panel. */
export interface ManagerView {
  id: string;
  email: string;
  /** As the identity provider calls them; `null` where nobody has said. */
  name: string | null;
  role: ManagerRole;
  /** Whether they may sign in at all. */
  isEnabled: boolean;
  /** Whether they have a password here. */
  hasPassword: boolean;
  /** Whether an identity at the provider belongs to them. Their role then follows its groups at each sign-in. */
  hasSingleSignOn: boolean;
  createdAt: string;
  lastSignedInAt: string | null;
}

/** `PATCH /api/admin/managers/:id`: what is left out stays. The last manager who may manage keeps that: 409. */
export interface ChangeManagerRequest {
  role?: ManagerRole;
  isEnabled?: boolean;
}

/** What a link is for: a new manager, or a new password. */
export const InvitationKind = { Invitation: 'invitation', PasswordReset: 'password_reset' } as const;
export type InvitationKind = (typeof InvitationKind)[keyof typeof InvitationKind];

/** A link that was given out and not used yet. */
export interface InvitationView {
  id: string;
  kind: InvitationKind;
  email: string;
  role: ManagerRole;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
}

/** `POST /api/admin/managers/invitations` */
export interface InviteManagerRequest {
  email: string;
  role: ManagerRole;
}

/** The answer to an invitation and to `POST /api/admin/managers/:id/reset`: the link is shown this once. */
export interface IssuedLinkView {
  invitation: InvitationView;
  /** `https://…/invitation?token=…`, to be handed to the person. */
  link: string;
}

/** `POST /api/admin/invitations/open`: what the holder of a link sees before choosing a password. Open to all. */
export interface OpenInvitationRequest {
  token: string;
}

export interface OpenedInvitationView {
  kind: InvitationKind;
  email: string;
  role: ManagerRole;
  expiresAt: string;
}

/** `POST /api/admin/invitations/accept`: sets the password and signs in (answers a `SessionView`). Open to all. */
export interface AcceptInvitationRequest {
  token: string;
  password: string;
}

/** `PUT /api/admin/session/password`: ends all other sessions of the manager. */
export interface ChangePasswordRequest {
  currentPassword: string;
  newPassword: string;
}

/** One session in `GET /api/admin/sessions` (one's own) and `GET /api/admin/managers/:id/sessions`. */
export interface SessionListItemView {
  /** For `DELETE /api/admin/sessions/:id`. */
  id: string;
  /** Whether the request itself came by it. */
  isCurrent: boolean;
  /** How it was opened. */
  method: SignInMethod;
  address: string | null;
  /** What the browser said of itself. */
  userAgent: string | null;
  createdAt: string;
  /** To the minute. */
  lastUsedAt: string;
  expiresAt: string;
}

export const SignInMethod = { Password: 'password', SingleSignOn: 'single_sign_on', Link: 'link' } as const;
export type SignInMethod = (typeof SignInMethod)[keyof typeof SignInMethod];

/** More managers than this are not listed; a site has a handful. */
export const MANAGERS_MAX = 1000;
export const SESSIONS_LISTED_MAX = 100;
/** How long a link of an invitation or a reset works. */
export const INVITATION_DAYS = 7;
