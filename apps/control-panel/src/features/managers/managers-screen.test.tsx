import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { aManager, anInvitation } from '../../testing/factories/manager';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const MANAGERS = '/api/admin/managers';
const INVITATIONS = '/api/admin/managers/invitations';
const ADDRESS = '/control-panel/managers';
const OWN = aManager({ id: 'manager-1', email: 'hr@example.com', role: 'manage' });

describe('People and roles', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', INVITATIONS, []);
  });

  it('invites by a link that is shown once', async () => {
    given('get', MANAGERS, [OWN]);
    const asked = given('post', INVITATIONS, {
      invitation: anInvitation(),
      link: 'https://panel.example/invitation?token=abc',
    });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Invite a manager' }));
    await user.type(await screen.findByLabelText('E-mail'), 'new@example.com');
    await user.click(screen.getByRole('radio', { name: /^Manage/ }));
    await user.click(screen.getByRole('button', { name: 'Make the link' }));

    expect(await screen.findByLabelText('Link')).toHaveTextContent(
      'https://panel.example/invitation?token=abc',
    );
    expect(asked[0]?.body).toEqual({ email: 'new@example.com', role: 'manage' });
  });

  it('lists links that were not used yet, and takes one back', async () => {
    given('get', MANAGERS, [OWN]);
    given('get', INVITATIONS, [anInvitation()]);
    const withdrawn = given('delete', `${INVITATIONS}/:id`, () => new Response(null, { status: 204 }));
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Withdraw the link for new@example.com' }));

    expect(await screen.findByText('The link for new@example.com no longer works.')).toBeInTheDocument();
    expect(withdrawn[0]?.path).toBe(`${INVITATIONS}/invitation-1`);
  });

  it('says why the last manager cannot be disabled', async () => {
    given('get', MANAGERS, [OWN]);
    given('patch', `${MANAGERS}/:id`, () =>
      problem(409, 'AUTH.LAST_MANAGER', 'Somebody must be able to manage.'),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Actions for hr@example.com' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Disable' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Disable' }));

    expect(await dialog.findByText('Somebody must be able to manage.')).toBeInTheDocument();
  });

  it('removes a manager once that is confirmed', async () => {
    given('get', MANAGERS, [OWN, aManager()]);
    const removed = given('delete', `${MANAGERS}/:id`, () => new Response(null, { status: 204 }));
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Actions for ana@example.com' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    expect(removed).toEqual([]);
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));

    await waitFor(() => expect(removed[0]?.path).toBe(`${MANAGERS}/manager-2`));
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', MANAGERS);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the managers')).toBeInTheDocument();
  });

  it('names reason and request when they cannot be shown', async () => {
    given('get', MANAGERS, () => problem(403, 'AUTH.NOT_ALLOWED', 'Not for your role.'));
    renderApp(ADDRESS);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Not for your role.');
    expect(alert).toHaveTextContent('Request req-42');
  });
});
