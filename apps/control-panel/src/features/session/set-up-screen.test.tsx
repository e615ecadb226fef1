import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { aSession } from '../../testing/factories/session';
import { givenAnswerTo, givenQuietSurroundings, givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const PASSWORD = 'correct horse battery';

describe('Set-up', () => {
  beforeEach(() => {
    givenSession(null);
    givenQuietSurroundings();
  });

  it('creates the first manager and opens the first steps', async () => {
    const calls = givenAnswerTo('setUp', () => HttpResponse.json(aSession()));
    const { user } = renderApp('/setup?token=one-time');

    await fillIn(user, PASSWORD, PASSWORD);

    expect(await screen.findByRole('heading', { name: 'First steps' })).toBeInTheDocument();
    expect(calls.map(({ body }) => body)).toEqual([
      { email: 'hr@example.com', password: PASSWORD, token: 'one-time' },
    ]);
  });

  it('sends nothing while the passwords differ', async () => {
    const calls = givenAnswerTo('setUp', () => HttpResponse.json(aSession()));
    const { user } = renderApp('/setup?token=one-time');

    await fillIn(user, PASSWORD, 'another password');

    expect(screen.getByLabelText('The same password again')).toHaveAccessibleDescription(
      'The two passwords are not the same.',
    );
    expect(calls).toEqual([]);
  });

  it('says plainly that a used link is of no use, and leads to the sign-in page', async () => {
    givenAnswerTo('setUp', () => problem(410, 'AUTH.SETUP_TOKEN_USED', 'Used.'));
    const { user } = renderApp('/setup?token=used');

    await fillIn(user, PASSWORD, PASSWORD);

    expect(
      await screen.findByRole('heading', { name: 'This set-up link cannot be used' }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'To the sign-in page' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument();
  });

  it('says the same of a link without its token', async () => {
    renderApp('/setup');

    expect(
      await screen.findByRole('heading', { name: 'This set-up link cannot be used' }),
    ).toBeInTheDocument();
  });

  it('shows what the service finds wrong at the field', async () => {
    givenAnswerTo('setUp', () =>
      problem(400, 'HTTP.REQUEST_INVALID', 'Refused.', {
        errors: [{ field: 'password', message: 'This password is on a list of stolen ones.' }],
      }),
    );
    const { user } = renderApp('/setup?token=one-time');

    await fillIn(user, PASSWORD, PASSWORD);

    expect(await screen.findByText('This password is on a list of stolen ones.')).toBeInTheDocument();
  });

  it('keeps the form when the service is in trouble', async () => {
    givenAnswerTo('setUp', () => problem(500, 'HTTP.500', 'The service failed to answer.'));
    const { user } = renderApp('/setup?token=one-time');

    await fillIn(user, PASSWORD, PASSWORD);

    expect(await screen.findByRole('alert')).toHaveTextContent('The service failed to answer.Request req-42');
    expect(screen.getByLabelText('E-mail')).toHaveValue('hr@example.com');
  });
});

async function fillIn(user: UserEvent, password: string, repeated: string): Promise<void> {
  await user.type(await screen.findByLabelText('E-mail'), 'hr@example.com');
  await user.type(screen.getByLabelText('Password'), password);
  await user.type(screen.getByLabelText('The same password again'), repeated);
  await user.click(screen.getByRole('button', { name: 'Create and sign in' }));
}
