import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { aSession } from '../../testing/factories/session';
import { aPreflight } from '../../testing/factories/mapping';
import { aSetting, someSettings } from '../../testing/factories/settings';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const SETTINGS = '/api/admin/settings';
const ADDRESS = '/control-panel/settings';

describe('Settings', () => {
  beforeEach(() => givenSession(aSession()));

  it('saves what was changed, all at once, with the version it was changed at', async () => {
    given('get', SETTINGS, someSettings());
    const saved = given('put', SETTINGS, someSettings());
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Base URL'), 'https://oracle.example.com');
    await user.click(screen.getByRole('switch', { name: /^Enable public Pull API/ }));
    expect(screen.getByText('2 changes are not saved.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('2 changes are saved and in force.')).toBeInTheDocument();
    expect(saved.map(({ body }) => body)).toEqual([
      { version: 7, changes: { pushBaseUrl: 'https://oracle.example.com', pullEnabled: true } },
    ]);
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('says what is wrong with a value as it is typed, and does not send it', async () => {
    given('get', SETTINGS, someSettings());
    const saved = given('put', SETTINGS, someSettings());
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Base URL'), 'oracle');
    expect(screen.getByText(/Enter a complete address that starts with https/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(saved).toEqual([]);
    expect(screen.getByLabelText('Base URL')).toHaveFocus();
  });

  it('never shows a secret: it says that one is set, and takes another', async () => {
    given('get', SETTINGS, someSettings());
    const saved = given('put', SETTINGS, someSettings());
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByText('Set on 1 Feb 2026')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Replace Client Secret' }));
    await user.type(screen.getByLabelText('Client Secret'), 'new secret');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(saved[0]?.body).toEqual({ version: 7, changes: { pushClientSecret: 'new secret' } }),
    );
    expect(await screen.findByText('Set on 1 Feb 2026')).toBeInTheDocument();
    expect(screen.queryByDisplayValue('new secret')).not.toBeInTheDocument();
  });

  it('locks what the environment pins, and says by which variable', async () => {
    given(
      'get',
      SETTINGS,
      someSettings({ key: 'pushBatchSize', isPinned: true, variable: 'PUSH_BATCH_SIZE' }),
    );
    renderApp(ADDRESS);

    expect(await screen.findByLabelText('Batch size')).toBeDisabled();
    expect(
      screen.getByText('Set by PUSH_BATCH_SIZE on the server, so it cannot be changed here.'),
    ).toBeInTheDocument();
  });

  it('keeps what was typed when somebody else saved meanwhile, and says who', async () => {
    let version = 7;
    given('get', SETTINGS, () => ({ ...someSettings(), version }));
    const saved = given('put', SETTINGS, () => {
      if (version === 8) return { ...someSettings(), version: 9 };
      version = 8;
      return problem(409, 'SETTINGS.CHANGED_MEANWHILE', 'ana@example.com changed Batch size.');
    });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('switch', { name: /^Enable public Pull API/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('ana@example.com changed Batch size.');
    expect(screen.getByRole('switch', { name: /^Enable public Pull API/ })).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(saved.at(-1)?.body).toMatchObject({ version: 8, changes: { pullEnabled: true } }),
    );
  });

  it('puts the reason of the service under the field it is about', async () => {
    given('get', SETTINGS, someSettings());
    given('put', SETTINGS, () =>
      problem(400, 'HTTP.REQUEST_INVALID', 'The settings do not fit.', {
        errors: [{ field: 'pushBaseUrl', message: 'Push needs Base URL' }],
      }),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('switch', { name: /^Enable public Pull API/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Push needs Base URL')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing was saved.');
  });

  it('tries the connection with what is typed and not saved, and names the step that failed', async () => {
    given('get', SETTINGS, someSettings());
    const tried = given('post', '/api/admin/connections/oracle/test', {
      ok: false,
      steps: [
        { step: 'token_address', title: 'Address found', result: 'ok', detail: '', action: null },
        {
          step: 'token',
          title: 'Token granted',
          result: 'failed',
          detail: 'invalid_client',
          action: 'You: check Client Secret.',
        },
      ],
    });
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Base URL'), 'https://oracle.example.com');
    await user.click(screen.getByRole('button', { name: 'Test connection to Oracle' }));

    const step = (await screen.findByText('Token granted')).closest('li')!;
    expect(step).toHaveTextContent('invalid_clientYou: check Client Secret.');
    expect(screen.getByText('The connection does not work yet.')).toBeInTheDocument();
    expect(tried[0]?.body).toEqual({ values: { pushBaseUrl: 'https://oracle.example.com' } });
  });

  it('shows what belongs to the delivery profile that the form chooses, and saves only that', async () => {
    given('get', SETTINGS, settingsWithProfiles());
    const saved = given('put', SETTINGS, settingsWithProfiles());
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Batch mode'), 'x');
    expect(screen.queryByLabelText('Actor')).not.toBeInTheDocument();
    await user.click(screen.getByRole('combobox', { name: 'Delivery profile' }));
    await user.click(await screen.findByRole('option', { name: 'xAPI', hidden: true }));
    expect(screen.queryByLabelText('Batch mode')).not.toBeInTheDocument();
    await user.type(screen.getByLabelText('Actor'), 'mbox');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(saved[0]?.body).toEqual({
        version: 7,
        changes: { pushProfile: 'oracle-learning-xapi', pushXapiActor: 'mbox' },
      }),
    );
    expect(screen.getByRole('heading', { name: 'Delivery profile' })).toBeInTheDocument();
  });

  it('offers a preflight beside Enable Push, by what is typed', async () => {
    given('get', SETTINGS, settingsWithProfiles());
    given('get', '/api/admin/mapping/preflights', { preflights: [] });
    const started = given('post', '/api/admin/mapping/preflights', aPreflight());
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('switch', { name: /^Enable Push/ }));
    await user.click(screen.getByRole('button', { name: 'Preflight' }));
    await user.click(await screen.findByRole('button', { name: 'Start the preflight' }));

    await waitFor(() => expect(started[0]?.body).toEqual({ scope: 'all', values: { pushEnabled: true } }));
  });

  it('asks before what was typed is left behind', async () => {
    given('get', SETTINGS, someSettings());
    const { user, currentAddress } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('switch', { name: /^Enable public Pull API/ }));
    await user.click(screen.getAllByRole('link', { name: 'Tokens' })[0]!);
    expect(await screen.findByText('1 change has not been saved and will be lost.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(currentAddress()).toBe(ADDRESS);
    expect(screen.getByRole('switch', { name: /^Enable public Pull API/ })).toBeChecked();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', SETTINGS);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the settings')).toBeInTheDocument();
  });

  it('names reason and request when it cannot be shown', async () => {
    given('get', SETTINGS, () => problem(403, 'AUTH.NOT_ALLOWED', 'Not for your role.'));
    renderApp(ADDRESS);

    expect(await screen.findByRole('alert')).toHaveTextContent('Not for your role.');
    expect(screen.getByRole('alert')).toHaveTextContent('Request req-42');
  });

  it('is not for managers who may only look', async () => {
    givenSession(aSession({ role: 'view' }));
    renderApp(ADDRESS);

    expect(await screen.findByText('This page is not for your role')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Settings' })).not.toBeInTheDocument();
  });
});

/** Two delivery profiles with a setting each. */
function settingsWithProfiles() {
  const settings = someSettings();
  const added = [
    aSetting({ key: 'pushEnabled', label: 'Enable Push', input: { kind: 'switch' }, value: false }),
    aSetting({
      key: 'pushProfile',
      label: 'Delivery profile',
      input: {
        kind: 'choice',
        choices: [
          { value: 'generic-json', label: 'Generic JSON' },
          { value: 'oracle-learning-xapi', label: 'xAPI' },
        ],
      },
      value: 'generic-json',
      default: 'generic-json',
    }),
    aSetting({ key: 'pushJsonMode', label: 'Batch mode', profiles: ['generic-json'] }),
    aSetting({ key: 'pushXapiActor', label: 'Actor', profiles: ['oracle-learning-xapi'] }),
  ];
  return {
    ...settings,
    sections: settings.sections.map((section) =>
      section.section === 'push'
        ? { ...section, keys: [...section.keys, ...added.map(({ key }) => key)] }
        : section,
    ),
    settings: { ...settings.settings, ...Object.fromEntries(added.map((setting) => [setting.key, setting])) },
  };
}
