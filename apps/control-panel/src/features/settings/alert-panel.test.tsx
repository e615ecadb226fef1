import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertsView } from '@oracle-integration/contracts';
import { screen } from '@testing-library/react';
import { aSession } from '../../testing/factories/session';
import { aSetting, someSettings } from '../../testing/factories/settings';
import { given } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const ADDRESS = '/control-panel/settings';

function someAlerts(more: Partial<AlertsView> = {}): AlertsView {
  return {
    open: [],
    recent: [],
    channels: [
      { channel: 'email', isConfigured: true, lastSentAt: null, failure: null, waiting: 0 },
      { channel: 'slack', isConfigured: false, lastSentAt: null, failure: null, waiting: 0 },
      { channel: 'teams', isConfigured: false, lastSentAt: null, failure: null, waiting: 0 },
    ],
    ...more,
  };
}

function settingsWithAlerts() {
  const settings = someSettings();
  const setting = aSetting({ key: 'alertEmailTo', section: 'alerts', label: 'Recipients' });
  return {
    ...settings,
    sections: [
      ...settings.sections,
      { section: 'alerts' as const, title: 'Alerts', help: 'Whom we tell.', keys: [setting.key] },
    ],
    settings: { ...settings.settings, [setting.key]: setting },
  };
}

describe('Settings → Alerts', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', '/api/admin/settings', settingsWithAlerts());
  });

  it('sends a test message over each way, and says what came of it', async () => {
    given('get', '/api/admin/alerts', someAlerts());
    given('post', '/api/admin/alerts/test', {
      ok: false,
      results: [
        { channel: 'email', ok: true, detail: 'The mail server took it for 2 recipients.' },
        { channel: 'slack', ok: false, detail: 'It answered with 404: no_service' },
      ],
    });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Send a test message' }));

    expect(await screen.findByText('The mail server took it for 2 recipients.')).toBeInTheDocument();
    expect(screen.getByText('It answered with 404: no_service')).toBeInTheDocument();
    expect(screen.getByText('No alert is open.')).toBeInTheDocument();
  });

  it('says what to enter while nobody can be told', async () => {
    given('get', '/api/admin/alerts', someAlerts());
    given('post', '/api/admin/alerts/test', () =>
      problem(409, 'ALERTS.NOT_CONFIGURED', 'Nobody can be told: enter a mail server.'),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Send a test message' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('Nobody can be told: enter a mail server.');
  });

  it('lists what is open with who must act, and a way that does not get through', async () => {
    const [email, ...others] = someAlerts().channels;
    given(
      'get',
      '/api/admin/alerts',
      someAlerts({
        open: [
          {
            id: '1',
            kind: 'dead',
            subject: 'queue',
            reason: '12 completions more than yesterday are given up; there are 12 now.',
            action: 'You: Queue → Groups shows the causes.',
            openedAt: '2026-02-01T12:00:00.000Z',
            closedAt: null,
          },
        ],
        channels: [
          {
            ...email!,
            failure: { at: '2026-02-01T12:00:00.000Z', reason: 'connect ECONNREFUSED', isGivenUp: false },
          },
          ...others,
        ],
      }),
    );
    renderApp(ADDRESS);

    expect(await screen.findByText('1 alert is open.')).toBeInTheDocument();
    expect(screen.getByText('You: Queue → Groups shows the causes.')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The last message by E-mail did not get through: connect ECONNREFUSED',
    );
  });
});
