import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { anOverview } from '../../testing/factories/overview';
import { aSession } from '../../testing/factories/session';
import {
  givenAnswerTo,
  givenOverview,
  givenQuietSurroundings,
  givenSession,
  notSignedIn,
  problem,
} from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

describe('Sign in', () => {
  beforeEach(givenQuietSurroundings);

  it('asks whoever is not signed in, and leads to where they wanted to go', async () => {
    givenSession(null);
    givenOverview(anOverview().build());
    const calls = givenAnswerTo('signIn', () => HttpResponse.json(aSession()));
    const { user, currentAddress } = renderApp('/control-panel?from=mail');

    await fillIn(user, ' hr@example.com ', 'a long password');

    expect(await screen.findByRole('heading', { name: 'Overview' })).toBeInTheDocument();
    expect(screen.getByText('hr@example.com')).toBeInTheDocument();
    expect(currentAddress()).toBe('/control-panel?from=mail');
    expect(calls).toEqual([
      {
        method: 'POST',
        path: '/api/admin/session',
        body: { email: 'hr@example.com', password: 'a long password' },
        csrfToken: null,
      },
    ]);
  });

  it('says that the e-mail or the password is wrong', async () => {
    givenSession(null);
    givenAnswerTo('signIn', () => problem(401, 'AUTH.CREDENTIALS_WRONG', 'No.'));
    const { user } = renderApp('/sign-in');

    await fillIn(user, 'hr@example.com', 'wrong');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The e-mail address or the password is not right.',
    );
    expect(screen.getByLabelText('E-mail')).toHaveValue('hr@example.com');
  });

  it('says how long to wait after too many attempts', async () => {
    givenSession(null);
    givenAnswerTo('signIn', () => problem(429, 'AUTH.TOO_MANY_ATTEMPTS', 'Wait.'));
    const { user } = renderApp('/sign-in');

    await fillIn(user, 'hr@example.com', 'wrong');

    expect(await screen.findByRole('alert')).toHaveTextContent('Please wait 30 seconds');
  });

  it('says so when the service cannot be reached', async () => {
    givenSession(null);
    givenAnswerTo('signIn', () => HttpResponse.error());
    const { user } = renderApp('/sign-in');

    await fillIn(user, 'hr@example.com', 'a long password');

    expect(await screen.findByRole('alert')).toHaveTextContent('The service cannot be reached.');
  });

  it('asks for what is missing before it sends anything', async () => {
    givenSession(null);
    const calls = givenAnswerTo('signIn', notSignedIn);
    const { user } = renderApp('/sign-in');

    await user.type(await screen.findByLabelText('E-mail'), 'hr@example.com');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Enter your password.');
    expect(screen.getByLabelText('Password')).toHaveFocus();
    expect(calls).toEqual([]);
  });

  it('leads on whoever is signed in already', async () => {
    givenSession(aSession());
    givenOverview(anOverview().build());
    renderApp('/sign-in');

    expect(await screen.findByRole('heading', { name: 'Overview' })).toBeInTheDocument();
  });

  it('does not lead to another site that a crafted link names', async () => {
    givenSession(aSession());
    givenOverview(anOverview().build());
    const { currentAddress } = renderApp('/sign-in?next=//evil.example');

    await screen.findByRole('heading', { name: 'Overview' });

    expect(currentAddress()).toBe('/control-panel');
  });
});

describe('Sign out', () => {
  beforeEach(givenQuietSurroundings);

  it('ends the session with the CSRF token and asks to sign in again', async () => {
    givenSession(aSession());
    givenOverview(anOverview().build());
    const calls = givenAnswerTo('signOut', () => new HttpResponse(null, { status: 204 }));
    const { user, currentAddress } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Sign out' }));

    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument();
    expect(currentAddress()).toBe('/sign-in');
    expect(calls).toEqual([
      { method: 'DELETE', path: '/api/admin/session', body: null, csrfToken: 'csrf-1' },
    ]);
  });

  it('says so when the session could not be ended', async () => {
    givenSession(aSession());
    givenOverview(anOverview().build());
    givenAnswerTo('signOut', () => problem(500, 'HTTP.500', 'The service failed to answer.'));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Sign out' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are still signed in. The service failed to answer.',
    );
  });
});

async function fillIn(user: UserEvent, email: string, password: string): Promise<void> {
  await user.type(await screen.findByLabelText('E-mail'), email);
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}
