import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { overviewQueries } from '../../features/overview/api/overview-queries';
import { anOverview } from '../../testing/factories/overview';
import { aSession } from '../../testing/factories/session';
import {
  givenAnswerTo,
  givenOverview,
  givenQuietSurroundings,
  givenSession,
  notSignedIn,
} from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const { queryKey } = overviewQueries.current();

describe('When the session ends under the hands of a manager', () => {
  beforeEach(() => {
    givenSession(aSession());
    givenQuietSurroundings();
  });

  it('keeps the page, asks for the password over it, and goes on', async () => {
    givenOverview(anOverview().build());
    const { user, queryClient, currentAddress } = renderApp('/control-panel?from=mail');
    await screen.findByRole('listitem', { name: 'Sent' });

    await endSession(queryClient);

    const dialog = await screen.findByRole('dialog', { name: 'Please sign in again' });
    expect(dialog).toHaveTextContent('Your session has ended. The page stays as it is');
    expect(screen.getByLabelText('E-mail')).toHaveValue('hr@example.com');
    const calls = givenAnswerTo('signIn', () => HttpResponse.json(aSession()));
    givenOverview(anOverview().queue({ sent: 2_432 }).build());
    await signIn(user);

    expect(await screen.findByText('2,432')).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(calls).toHaveLength(1);
    expect(currentAddress()).toBe('/control-panel?from=mail');
  });

  it('says so when the password is wrong, and stays', async () => {
    givenOverview(anOverview().build());
    const { user, queryClient } = renderApp('/control-panel');
    await screen.findByRole('listitem', { name: 'Sent' });
    await endSession(queryClient);
    await screen.findByRole('dialog');
    givenAnswerTo('signIn', notSignedIn);

    await signIn(user);

    expect(await screen.findByText('The e-mail address or the password is not right.')).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });
});

async function endSession(queryClient: ReturnType<typeof renderApp>['queryClient']): Promise<void> {
  givenOverview(notSignedIn);
  await act(() => queryClient.refetchQueries({ queryKey }));
}

async function signIn(user: UserEvent): Promise<void> {
  await user.type(screen.getByLabelText('Password'), 'a long password');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('While the integration is off', () => {
  beforeEach(() => givenQuietSurroundings());

  it('says so in place of a page, and leads to the settings', async () => {
    givenSession({ ...aSession(), isIntegrationEnabled: false });
    renderApp('/control-panel/queue');

    expect(await screen.findByText('The integration is switched off')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'To the settings' })).toHaveAttribute(
      'href',
      '/control-panel/settings',
    );
    expect(screen.queryByRole('link', { name: 'Queue' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Audit' })).toBeInTheDocument();
  });

  it('has no button for who may only look', async () => {
    givenSession({ ...aSession({ role: 'view' }), isIntegrationEnabled: false });
    renderApp('/control-panel');

    expect(await screen.findByText(/A manager who may change settings can switch it on/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'To the settings' })).not.toBeInTheDocument();
  });
});
