import type { ApiTokenView } from '@oracle-integration/contracts';

/** An active token of a consumer. */
export function anApiToken(token: Partial<ApiTokenView> = {}): ApiTokenView {
  return {
    id: 'token-1',
    label: 'Payroll export',
    hint: 'oi_a1B2c3D4',
    consumer: { id: 1, name: 'Payroll' },
    state: 'active',
    scopes: ['read', 'ack'],
    allowedAddresses: [],
    createdAt: '2026-01-01T08:00:00.000Z',
    createdBy: 'hr@example.com',
    expiresAt: null,
    lastUsedAt: null,
    lastUsedFrom: null,
    revokedAt: null,
    revokedBy: null,
    replacedBy: null,
    ...token,
  };
}
