import type { InvitationView, ManagerView } from '@oracle-integration/contracts';

export function aManager(manager: Partial<ManagerView> = {}): ManagerView {
  return {
    id: 'manager-2',
    email: 'ana@example.com',
    name: null,
    role: 'view',
    isEnabled: true,
    hasPassword: true,
    hasSingleSignOn: false,
    createdAt: '2026-01-01T08:00:00.000Z',
    lastSignedInAt: '2026-02-01T08:30:00.000Z',
    ...manager,
  };
}

export function anInvitation(invitation: Partial<InvitationView> = {}): InvitationView {
  return {
    id: 'invitation-1',
    kind: 'invitation',
    email: 'new@example.com',
    role: 'view',
    invitedBy: 'hr@example.com',
    createdAt: '2026-02-01T08:00:00.000Z',
    expiresAt: '2026-02-08T08:00:00.000Z',
    ...invitation,
  };
}
