import type { InvitationView } from '@oracle-integration/contracts';
import type { Invitation } from './invitation.repository';

export function invitationView(invitation: Invitation): InvitationView {
  const { id, kind, email, role, invitedBy, createdAt, expiresAt } = invitation;
  return {
    id,
    kind,
    email,
    role,
    invitedBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
