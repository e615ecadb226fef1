import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionListItemView } from '@oracle-integration/contracts';
import { screen, waitFor } from '@testing-library/react';
import { aSession } from '../../testing/factories/session';
import { given } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const SESSIONS = '/api/admin/sessions';
const PASSWORD = '/api/admin/session/password';
const ADDRESS = '/control-panel/account';

function aSessionItem(item: Partial<SessionListItemView> = {}): SessionListItemView {
  return {
    id: 'session-1',
    isCurrent: true,
    method: 'password',
    address: '203.0.113.7',
    userAgent: 'Firefox',
    createdAt: '2026-02-01T08:00:00.000Z',
    lastUsedAt: '2026-02-01T09:00:00.000Z',
    expiresAt: '2026-02-08T08:00:00.000Z',
    ...item,
  };
}

describe('Your account', () => {
  beforeEach(() => {
    givenSession(aSession({ role: 'view' }));
    given('get', SESSIONS, [
      aSessionItem(),
      aSessionItem({ id: 'session-2', isCurrent: false, userAgent: 'Safari' }),
    ]);
    given('get', '/api/admin/sso', { isOn: false, label: '', areLocalAccountsOn: true });
  });

  it('ends another session of one’s own, and not the present one', async () => {
    const ended = given('delete', `${SESSIONS}/:id`, () => new Response(null, { status: 204 }));
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'End' }));

    await waitFor(() => expect(ended.map(({ path }) => path)).toEqual([`${SESSIONS}/session-2`]));
  });

  it('changes the password', async () => {
    const changed = given('put', PASSWORD, () => new Response(null, { status: 204 }));
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Present password'), 'old password');
    await user.type(screen.getByLabelText('New password'), 'a new long one');
    await user.type(screen.getByLabelText('The same password again'), 'a new long one');
    await user.click(screen.getByRole('button', { name: 'Change password' }));

    expect(await screen.findByText(/Your password is changed/)).toBeInTheDocument();
    expect(changed[0]?.body).toEqual({ currentPassword: 'old password', newPassword: 'a new long one' });
    expect(screen.getByLabelText('New password')).toHaveValue('');
  });

  it('says which password was not right', async () => {
    given('put', PASSWORD, () =>
      problem(400, 'HTTP.REQUEST_INVALID', 'It does not fit.', {
        errors: [{ field: 'currentPassword', message: 'This is not your present password.' }],
      }),
    );
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Present password'), 'wrong');
    await user.type(screen.getByLabelText('New password'), 'a new long one');
    await user.type(screen.getByLabelText('The same password again'), 'a new long one');
    await user.click(screen.getByRole('button', { name: 'Change password' }));

    expect(await screen.findByText('This is not your present password.')).toBeInTheDocument();
  });
});
