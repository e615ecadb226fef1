import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { aSession } from '../../../testing/factories/session';
import { someSettings } from '../../../testing/factories/settings';
import { given } from '../../../testing/msw/given';
import { givenSession } from '../../../testing/msw/handlers';
import { renderApp } from '../../../testing/render-app';

const SETTINGS = '/api/admin/settings';

describe('First steps', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', SETTINGS, someSettings());
  });

  it('saves a step and goes on to the next, which has an address', async () => {
    const saved = given('put', SETTINGS, someSettings());
    const { user, currentAddress } = renderApp('/control-panel/first-steps?step=1');

    const prefix = await screen.findByLabelText('Table prefix');
    await user.clear(prefix);
    await user.type(prefix, 'mdl_');
    await user.click(screen.getByRole('button', { name: 'Save and go on' }));

    await waitFor(() => expect(currentAddress()).toBe('/control-panel/first-steps?step=2'));
    expect(saved[0]?.body).toEqual({ version: 7, changes: { totaraTablePrefix: 'mdl_' } });
    expect(await screen.findByRole('button', { name: 'Test connection to Oracle' })).toBeInTheDocument();
  });

  it('lets a step be skipped', async () => {
    const { user, currentAddress } = renderApp('/control-panel/first-steps?step=2');

    await user.click(await screen.findByRole('button', { name: 'Next' }));

    await waitFor(() => expect(currentAddress()).toBe('/control-panel/first-steps?step=3'));
  });

  it('begins at the first step where the address names none', async () => {
    renderApp('/control-panel/first-steps?step=9');

    expect(await screen.findByRole('button', { name: 'Test connection to Totara' })).toBeInTheDocument();
  });
});
