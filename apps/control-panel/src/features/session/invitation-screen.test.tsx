import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { anOverview } from '../../testing/factories/overview';
import { aSession } from '../../testing/factories/session';
import { given } from '../../testing/msw/given';
import { givenOverview, givenQuietSurroundings, givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const OPEN = '/api/admin/invitations/open';
const ACCEPT = '/api/admin/invitations/accept';

describe('An invitation', () => {
  beforeEach(() => givenSession(null));

  it('lets its holder choose a password and leads into the panel', async () => {
    given('post', OPEN, {
      kind: 'invitation',
      email: 'new@example.com',
      role: 'view',
      expiresAt: '2026-02-08T08:00:00Z',
    });
    const accepted = given('post', ACCEPT, () => {
      givenSession(aSession());
      return aSession() as never;
    });
    givenOverview(anOverview().build());
    givenQuietSurroundings();
    const { user, currentAddress } = renderApp('/invitation?token=abc');

    await user.type(await screen.findByLabelText('Password'), 'a good long one');
    await user.type(screen.getByLabelText('The same password again'), 'a good long one');
    await user.click(screen.getByRole('button', { name: 'Set password and sign in' }));

    await waitFor(() => expect(currentAddress()).toBe('/control-panel'));
    expect(accepted[0]?.body).toEqual({ token: 'abc', password: 'a good long one' });
  });

  it('says so when the link was used or is too old', async () => {
    given('post', OPEN, () => problem(403, 'AUTH.INVITATION_INVALID', 'This link was used already.'));
    renderApp('/invitation?token=abc');

    expect(await screen.findByRole('alert')).toHaveTextContent('This link was used already.');
    expect(screen.getByRole('link', { name: 'To the sign-in page' })).toBeInTheDocument();
  });
});

describe('Single sign-on on the sign-in page', () => {
  beforeEach(() => givenSession(null));

  it('leads to the provider and back to where the manager wanted to go', async () => {
    given('get', '/api/admin/sso', {
      isOn: true,
      label: 'Sign in with Example Corp',
      areLocalAccountsOn: false,
    });
    renderApp('/sign-in?next=%2Fcontrol-panel%2Fqueue');

    expect(await screen.findByRole('link', { name: 'Sign in with Example Corp' })).toHaveAttribute(
      'href',
      '/api/admin/sso/start?returnTo=%2Fcontrol-panel%2Fqueue',
    );
    expect(screen.queryByLabelText('E-mail')).not.toBeInTheDocument();
  });

  it('says why somebody was not let in', async () => {
    given('get', '/api/admin/sso', { isOn: true, label: 'Company', areLocalAccountsOn: true });
    renderApp('/sign-in?refused=no_role');

    expect(await screen.findByText(/none of your groups may open this control panel/)).toBeInTheDocument();
    expect(screen.getByLabelText('E-mail')).toBeInTheDocument();
  });
});
