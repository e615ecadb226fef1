import type { ManagerView } from '@oracle-integration/contracts';
import type { ManagerEntity } from './manager.entity';

export function managerView(manager: ManagerEntity): ManagerView {
  const { id, email, name, role, isEnabled, passwordHash, ssoSubject, createdAt, lastSignedInAt } = manager;
  return {
    id,
    email,
    name,
    role,
    isEnabled,
    hasPassword: passwordHash !== null,
    hasSingleSignOn: ssoSubject !== null,
    createdAt: createdAt.toISOString(),
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
  };
}
