import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { anApiToken } from '../../testing/factories/api-token';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const TOKENS = '/api/admin/tokens';
const ADDRESS = '/control-panel/tokens';

describe('Tokens', () => {
  beforeEach(() => givenSession(aSession()));

  it('generates a token and shows it once, with a line to try it', async () => {
    given('get', TOKENS, { items: [] });
    const asked = given('post', TOKENS, { ...anApiToken(), token: 'oi_secret' });
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByText('No system has a token yet')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Generate new token' }));
    await user.type(await screen.findByLabelText('Name of the token'), 'Payroll export');
    await user.type(screen.getByLabelText('Only from these addresses'), '203.0.113.0/24, 2001:db8::1');
    await user.click(screen.getByRole('checkbox', { name: 'Acknowledge or reject completions' }));
    await user.click(screen.getByRole('button', { name: 'Generate token' }));

    expect(await screen.findByLabelText('API token')).toHaveTextContent('oi_secret');
    expect(asked[0]?.body).toEqual({
      label: 'Payroll export',
      scopes: ['read'],
      allowedAddresses: ['203.0.113.0/24', '2001:db8::1'],
    });
    expect(screen.getByText(/curl -H 'X-Api-Key: oi_secret'/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'I have stored it' }));
    await waitFor(() => expect(screen.queryByText('oi_secret')).not.toBeInTheDocument());
  });

  it('says what the service found wrong under the field', async () => {
    given('get', TOKENS, { items: [] });
    given('post', TOKENS, () =>
      problem(400, 'HTTP.REQUEST_INVALID', 'The request does not fit.', {
        errors: [{ field: 'allowedAddresses[0]', message: 'x is no address' }],
      }),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Generate new token' }));
    await user.type(await screen.findByLabelText('Name of the token'), 'A');
    await user.click(screen.getByRole('button', { name: 'Generate token' }));

    expect(await screen.findByText('x is no address')).toBeInTheDocument();
  });

  it('replaces a token and lets the old one work on for a while', async () => {
    given('get', TOKENS, { items: [anApiToken()] });
    const asked = given('post', TOKENS, { ...anApiToken({ id: 'token-2' }), token: 'oi_new' });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    await user.click(await screen.findByRole('button', { name: 'Generate and replace' }));

    await screen.findByLabelText('API token');
    expect(asked[0]?.body).toMatchObject({ label: 'Payroll export', replaces: 'token-1', overlapHours: 24 });
  });

  it('asks before it revokes a token, and keeps asking when it is refused', async () => {
    given('get', TOKENS, { items: [anApiToken()] });
    let isRefused = true;
    const revoked = given('delete', `${TOKENS}/:id`, () =>
      isRefused ? problem(500, 'HTTP.500', 'Not now.') : new Response(null, { status: 204 }),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Revoke' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Revoke' }));
    expect(await dialog.findByText('Not now.')).toBeInTheDocument();
    isRefused = false;
    await user.click(dialog.getByRole('button', { name: 'Revoke' }));

    expect(await screen.findByText('The token "Payroll export" is revoked.')).toBeInTheDocument();
    expect(revoked.map(({ path }) => path)).toEqual([`${TOKENS}/token-1`, `${TOKENS}/token-1`]);
  });

  it('has no buttons for a token that has ended', async () => {
    given('get', TOKENS, {
      items: [
        anApiToken({ state: 'revoked', revokedAt: '2026-02-01T00:00:00Z', revokedBy: 'hr@example.com' }),
      ],
    });
    renderApp(ADDRESS);

    expect(await screen.findByText('Revoked')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Revoke' })).not.toBeInTheDocument();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', TOKENS);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the tokens')).toBeInTheDocument();
  });

  it('names reason and request when they cannot be shown', async () => {
    given('get', TOKENS, () => problem(403, 'AUTH.NOT_ALLOWED', 'Not for your role.'));
    renderApp(ADDRESS);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Not for your role.');
    expect(alert).toHaveTextContent('Request req-42');
  });
});
