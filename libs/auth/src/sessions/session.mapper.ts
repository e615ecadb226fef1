import type { SessionListItemView, SessionView } from '@oracle-integration/contracts';
import type { ListedSession, LiveSession } from './session.repository';

export function sessionView(session: LiveSession, isIntegrationEnabled: boolean): SessionView {
  const { managerId, email, role, csrfToken, expiresAt } = session;
  return {
    manager: { id: managerId, email, role },
    isIntegrationEnabled,
    csrfToken,
    expiresAt: expiresAt.toISOString(),
  };
}

export function sessionListItemView(session: ListedSession, currentId: string): SessionListItemView {
  const { id, method, address, userAgent, createdAt, lastUsedAt, expiresAt } = session;
  return {
    id,
    isCurrent: id === currentId,
    method,
    address,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
