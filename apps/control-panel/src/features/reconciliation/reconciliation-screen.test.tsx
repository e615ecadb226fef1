import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import {
  aComparison,
  aKeptBackReconciliation,
  anUnexplainedReconciliation,
  aReconciliation,
} from '../../testing/factories/reconciliation';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const ADDRESS = '/control-panel/reconciliation';
const API = '/api/admin/reconciliation';

describe('Reconciliation', () => {
  beforeEach(() => givenSession(aSession()));

  it('says in large type that nothing is unexplained, and when that was compared', async () => {
    given('get', API, aReconciliation());
    renderApp(ADDRESS);

    const headline = await screen.findByRole('region', { name: 'Unexplained' });
    expect(headline).toHaveTextContent('0 unexplained');
    expect(headline).toHaveTextContent('All 120 completions in Totara are accounted for.');
    expect(headline).toHaveTextContent('48,210 rows compared, as planned.');
    expect(screen.getByRole('listitem', { name: 'Delivered' })).toHaveTextContent('110');
    expect(screen.getByRole('link', { name: 'Download sign-off (CSV)' })).toHaveAttribute(
      'href',
      '/api/admin/reconciliation/sign-off.csv',
    );
  });

  it('opens the completions behind a figure of a course, with an address', async () => {
    given('get', API, anUnexplainedReconciliation());
    const seen = given('get', `${API}/rows`, {
      items: [
        {
          recordId: null,
          source: { kind: 'current', rowId: 4711 },
          userId: 1,
          user: 'Ada Byron',
          courseId: 88,
          course: 'Fire Safety',
          status: null,
          timecompleted: '2026-02-01T09:00:00Z',
          reason: 'Totara has this row, and the ledger does not know it.',
        },
      ],
      nextCursor: null,
    });
    const { user, currentAddress } = renderApp(ADDRESS);

    const table = await screen.findByRole('table', { name: 'Completions by course' });
    await user.click(within(table).getByRole('link', { name: '3 Unexplained: show the completions' }));

    const drawer = await screen.findByRole('dialog', { name: 'Unexplained: completions in Fire Safety' });
    expect(await within(drawer).findByText('Totara row 4711 (current)')).toBeInTheDocument();
    expect(drawer).toHaveTextContent('the ledger does not know it');
    expect(currentAddress()).toContain('rows=unexplained');
    expect(seen[0]?.query.get('courseId')).toBe('88');
    await user.click(within(drawer).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(currentAddress()).not.toContain('rows'));
  });

  it('says what a policy keeps back, and leads to the policies', async () => {
    given('get', API, aKeptBackReconciliation());
    renderApp(ADDRESS);

    const figure = await screen.findByRole('listitem', { name: 'Kept back' });
    expect(figure).toHaveTextContent('By a policy in Settings, until it changes; or their person was erased');
    expect(within(figure).getByRole('link', { name: 'Settings → Policies' })).toHaveAttribute(
      'href',
      '/control-panel/settings#policies',
    );
    const table = screen.getByRole('table', { name: 'Completions by course' });
    expect(within(table).getByRole('link', { name: '30 Kept back: show the completions' })).toHaveAttribute(
      'href',
      expect.stringContaining('rows=keptBack'),
    );
  });

  it('says that the policies have changed since the figures were counted', async () => {
    given('get', API, aReconciliation({ isPolicyChanged: true }));
    renderApp(ADDRESS);

    expect(await screen.findByText(/^The policies have changed since this comparison\./)).toBeVisible();
  });

  it('does not say so any more once the next comparison is under way', async () => {
    const current = aComparison({ state: 'running', finishedAt: null });
    given('get', API, aReconciliation({ isPolicyChanged: true, current }));
    renderApp(ADDRESS);

    expect(await screen.findByText(/^Totara is being compared with the ledger/)).toBeVisible();
    expect(screen.queryByText(/policies have changed/)).not.toBeInTheDocument();
  });

  it('leads nobody to the settings who may not change them', async () => {
    givenSession(aSession({ role: 'view' }));
    given('get', API, aKeptBackReconciliation());
    renderApp(ADDRESS);

    const figure = await screen.findByRole('listitem', { name: 'Kept back' });
    expect(figure).toHaveTextContent('30');
    expect(within(figure).queryByRole('link', { name: 'Settings → Policies' })).not.toBeInTheDocument();
  });

  it('starts a comparison, and shows how far it is', async () => {
    let view = aReconciliation();
    given('get', API, () => view);
    const seen = given('post', API, () => {
      view = aReconciliation({
        current: aComparison({ state: 'running', finishedAt: null, rowsCompared: 20_000 }),
      });
      return view;
    });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Compare now' }));

    expect(
      await screen.findByText('Totara is being compared with the ledger: 20,000 rows so far.'),
    ).toBeInTheDocument();
    expect(seen[0]?.body).toEqual({});
    expect(screen.queryByRole('button', { name: 'Compare now' })).not.toBeInTheDocument();
  });

  it('asks before completions that vanished are revoked', async () => {
    const trouble = {
      code: 'TOTARA.ROWS_VANISHED',
      reason: '900 of 1,000 completions have vanished from Totara.',
      action: 'You: confirm that they are really gone.',
    };
    given(
      'get',
      API,
      aReconciliation({ current: aComparison({ state: 'stopped', finishedAt: null, trouble }) }),
    );
    const seen = given('post', API, aReconciliation());
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByText('The comparison has stopped.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'They are really gone' }));
    expect(seen).toHaveLength(0);
    await user.click(await screen.findByRole('button', { name: 'Revoke them and go on' }));

    await waitFor(() => expect(seen[0]?.body).toEqual({ confirmRemovals: true }));
  });

  it('shows no button to whoever may only look, and lets them download', async () => {
    givenSession(aSession({ role: 'view' }));
    given('get', API, aReconciliation());
    renderApp(ADDRESS);

    expect(await screen.findByRole('link', { name: 'Download sign-off (CSV)' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Compare now' })).not.toBeInTheDocument();
  });

  it('teaches before anything was compared', async () => {
    given(
      'get',
      API,
      aReconciliation({ last: null, byCourse: [], byDay: [], summary: 'That begins by itself.' }),
    );
    renderApp(ADDRESS);

    expect(await screen.findByText('Nothing has been compared yet.')).toBeInTheDocument();
    expect(screen.getByText('That begins by itself.')).toBeInTheDocument();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', API);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the reconciliation')).toBeInTheDocument();
  });

  it('names reason and request when it cannot be shown', async () => {
    given('get', API, () => problem(403, 'AUTH.FORBIDDEN', 'Your role does not include this.'));
    renderApp(ADDRESS);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The reconciliation cannot be shown');
    expect(alert).toHaveTextContent('Request req-42');
  });
});
