import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { anOverview, type OverviewBuilder } from '../../testing/factories/overview';
import { aDeliveryChart } from '../../testing/factories/delivery-chart';
import { aSession } from '../../testing/factories/session';
import { given } from '../../testing/msw/given';
import {
  givenOverview,
  givenOverviewNeverAnswers,
  givenQuietSurroundings,
  givenSession,
  problem,
} from '../../testing/msw/handlers';
import { server } from '../../testing/msw/server';
import { renderApp } from '../../testing/render-app';
import { overviewQueries } from './api/overview-queries';

const { queryKey } = overviewQueries.current();

describe('Overview', () => {
  beforeEach(() => {
    givenSession(aSession());
    givenQuietSurroundings();
  });

  it('shows the health sentence, the figures and the addresses', async () => {
    givenOverview(anOverview().queue({ failed: 7 }).build());
    renderApp('/control-panel');

    const health = await screen.findByRole('region', { name: 'Health' });
    expect(health).toHaveTextContent('7 completions could not be delivered yet.');
    expect(figure('Sent')).toHaveTextContent('2,431');
    expect(figure('Failed')).toHaveTextContent('7Tried again by itself');
    expect(figure('Unfinished')).toHaveTextContent('45,659');
    expect(region('Status')).toHaveTextContent('https://oracle.example.com/learning');
    expect(region('Latest events')).toHaveTextContent('María López, Fire Safety: delivered to Oracle.');
    expect(document.title).toBe('Overview · Oracle Integration');
  });

  it('gives the exact time in UTC behind an age', async () => {
    givenOverview(anOverview().build());
    renderApp('/control-panel');

    expect(await screen.findByText('9 s ago')).toHaveAttribute('title', '2026-02-01 14:04:51 UTC');
  });

  it('shows its outline before the first figures', async () => {
    givenOverviewNeverAnswers();
    renderApp('/control-panel');

    expect(await screen.findByText('Loading the overview')).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Health' })).not.toBeInTheDocument();
  });

  it('teaches how to begin when nothing is connected', async () => {
    givenOverview(anOverview().fresh().push({ baseUrl: null, tokenUrl: null }).build());
    renderApp('/control-panel');

    expect(await screen.findByRole('region', { name: 'Health' })).toHaveTextContent('You: Settings → Totara');
    expect(region('Status')).toHaveTextContent('Base URLNot set');
    expect(region('Reading from Totara')).toHaveTextContent('Not begun');
    expect(region('Latest events')).toHaveTextContent('Nothing has happened yet.');
  });

  it('names the reason and the request when it cannot be shown, and tries again on demand', async () => {
    givenOverview(() => problem(503, 'PLATFORM.NOT_READY', 'The database is not ready.'));
    const { user } = renderApp('/control-panel');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database is not ready.');
    expect(alert).toHaveTextContent('Request req-42');

    givenOverview(anOverview().build());
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('listitem', { name: 'Sent' })).toHaveTextContent('2,431');
  });

  it('follows the figures by itself', async () => {
    let sent = 100;
    givenOverview(() => HttpResponse.json(anOverview().queue({ sent }).build()));
    renderApp('/control-panel');

    expect(await screen.findByText('100')).toBeInTheDocument();
    sent = 101;
    expect(await screen.findByText('101')).toBeInTheDocument();
  });

  it('keeps the figures and says so when a refresh fails', async () => {
    givenOverview(anOverview().build());
    const { queryClient } = renderApp('/control-panel');
    await screen.findByRole('listitem', { name: 'Sent' });

    givenOverview(() => problem(500, 'HTTP.500', 'The service failed to answer.'));
    await act(() => queryClient.refetchQueries({ queryKey }));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'These figures are not current. The service failed to answer.Request req-42',
    );
    expect(figure('Sent')).toHaveTextContent('2,431');
  });

  it('sums up what was delivered, failed and pulled, and says how long completions take', async () => {
    given(
      'get',
      '/api/admin/overview/chart',
      aDeliveryChart([{ delivered: 1_200, pulled: 30 }, { failed: 1 }]),
    );
    givenOverview(anOverview().oldestWaiting(90).build());
    renderApp('/control-panel');

    const chart = await screen.findByRole('region', { name: 'Delivered, failed and pulled' });
    expect(
      await within(chart).findByText('1,200 delivered, 1 failed attempt, 30 pulled.'),
    ).toBeInTheDocument();
    expect(chart).toHaveTextContent('Completions reach Oracle in 12 s, 95 % within 40 s');
    expect(chart).toHaveTextContent('Oldest waiting1 min ago');
  });

  it('says so when the chart alone cannot be shown', async () => {
    server.use(http.get('*/api/admin/overview/chart', () => problem(404, 'HTTP.404', 'There is no chart.')));
    givenOverview(anOverview().build());
    renderApp('/control-panel');

    expect(await screen.findByText(/There is no chart\./)).toBeInTheDocument();
    expect(figure('Sent')).toHaveTextContent('2,431');
  });

  it('says that Oracle has what Totara took back, how many and who must act', async () => {
    givenOverview(anOverview().flagged().build());
    renderApp('/control-panel');

    const health = await screen.findByRole('region', { name: 'Health' });
    expect(health).toHaveTextContent('Totara has taken back completions that Oracle has.');
    expect(health).toHaveTextContent('This concerns 3 completions.');
    expect(health).toHaveTextContent('What to do: Oracle administrator: remove them there.');
    expect(within(health).getByText('QUEUE.REVOKED_AFTER_SENT')).not.toBeVisible();
  });

  it('folds the code of a hold under technical details', async () => {
    givenOverview(held().build());
    renderApp('/control-panel');

    const health = await screen.findByRole('region', { name: 'Health' });
    expect(within(health).getByText('PUSH.CLIENT_REFUSED')).not.toBeVisible();
    expect(health).toHaveTextContent('312 completions wait. Nothing is lost.');
  });
});

function held(): OverviewBuilder {
  return anOverview().queue({ queued: 312 }).held();
}

function figure(name: string): HTMLElement {
  return screen.getByRole('listitem', { name });
}

function region(name: string): HTMLElement {
  return screen.getByRole('region', { name });
}
