import { ManagerRole, type SessionView } from '@oracle-integration/contracts';

/** A signed-in manager. */
export function aSession(manager: Partial<SessionView['manager']> = {}): SessionView {
  return {
    manager: { id: 'manager-1', email: 'hr@example.com', role: ManagerRole.Manage, ...manager },
    csrfToken: 'csrf-1',
    expiresAt: '2026-02-02T14:00:00.000Z',
  };
}
