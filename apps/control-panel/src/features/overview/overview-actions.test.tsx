import { BackfillState, ManagerRole, type RequeueRequest } from '@oracle-integration/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { aBackfill } from '../../testing/factories/backfill';
import { anOverview } from '../../testing/factories/overview';
import { aSession } from '../../testing/factories/session';
import { someSettings } from '../../testing/factories/settings';
import { given } from '../../testing/msw/given';
import { givenOverview, givenQuietSurroundings, givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

describe('What a manager can do on the overview', () => {
  beforeEach(() => {
    givenSession(aSession());
    givenQuietSurroundings();
    givenOverview(anOverview().queue({ failed: 1_180, dead: 60 }).build());
  });

  it('requeues after it has said how many, and says what came of it', async () => {
    const calls = given('post', '/api/admin/queue/requeue', () =>
      HttpResponse.json({ requeued: 1_240, spreadSeconds: 240 }),
    );
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Requeue failed/dead items' }));
    const dialog = await screen.findByRole('dialog', { name: 'Requeue 1,240 items?' });
    expect(dialog).toHaveTextContent('They go out within 4 min, the first ones at once.');
    await user.click(within(dialog).getByRole('button', { name: 'Requeue 1,240 items' }));

    expect(
      await screen.findByText('1,240 requeued. The first ones go out now, the rest within 4 min.'),
    ).toBeInTheDocument();
    expect(calls.map(({ body }) => (body as RequeueRequest).dryRun ?? false)).toEqual([true, false]);
  });

  it('tells the reason of the service when it refuses, and stays open', async () => {
    given('post', '/api/admin/queue/requeue', ({ body }) =>
      (body as RequeueRequest).dryRun
        ? HttpResponse.json({ requeued: 3, spreadSeconds: 0 })
        : problem(409, 'QUEUE.BUSY', 'Another manager is requeueing just now.'),
    );
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Requeue failed/dead items' }));
    await user.click(await screen.findByRole('button', { name: 'Requeue 3 items' }));

    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Another manager is requeueing just now.Request req-42',
    );
  });

  it('has nothing to confirm when nothing is failed or dead', async () => {
    given('post', '/api/admin/queue/requeue', () => HttpResponse.json({ requeued: 0, spreadSeconds: 0 }));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Requeue failed/dead items' }));

    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/Nothing is failed or dead/)).toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Requeue failed/dead items' })).toBeDisabled();
  });

  it.each([
    ['Purge sent items older than (days)', 'Purge sent items', '/api/admin/queue/purge', 'Purge 12 items'],
    ['Purge logs older than (days)', 'Purge logs', '/api/admin/logs/purge', 'Purge 12 log entries'],
  ])('%s: counts, asks and removes', async (field, button, path, confirm) => {
    const calls = given('post', path, () => HttpResponse.json({ purged: 12 }));
    const { user } = renderApp('/control-panel');

    const days = await screen.findByLabelText(field);
    await user.clear(days);
    await user.type(days, '30');
    await user.click(screen.getByRole('button', { name: button }));
    await user.click(await screen.findByRole('button', { name: confirm }));

    expect(await screen.findByText(/^12 (items|log entries) purged\.$/)).toBeInTheDocument();
    expect(calls.map(({ body }) => body)).toEqual([
      { olderThanDays: 30, dryRun: true },
      { olderThanDays: 30 },
    ]);
  });

  it('does not ask the service about a number of days that is none', async () => {
    const { user } = renderApp('/control-panel');

    await user.clear(await screen.findByLabelText('Purge logs older than (days)'));
    await user.click(screen.getByRole('button', { name: 'Purge logs' }));

    expect(await screen.findByText(/Enter a whole number of days/)).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('shows a new token once, ready to copy', async () => {
    const calls = given('post', '/api/admin/tokens', () => HttpResponse.json({ token: 'oi_secret' }));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Generate new token' }));
    await user.type(await screen.findByLabelText('What is it for?'), 'Payroll export');
    await user.click(screen.getByRole('button', { name: 'Generate token' }));

    const dialog = await screen.findByRole('dialog', { name: 'The new API token' });
    expect(within(dialog).getByText('oi_secret')).toBeInTheDocument();
    expect(dialog).toHaveTextContent('curl -H "X-Api-Key: oi_secret"');
    expect(calls[0]?.body).toEqual({ label: 'Payroll export' });
    await user.click(within(dialog).getByRole('button', { name: 'I have stored it' }));
    await waitFor(() => expect(screen.queryByText('oi_secret')).not.toBeInTheDocument());
  });

  it('disables the Pull API after it has said what that means', async () => {
    const calls = given('put', '/api/admin/settings', () => HttpResponse.json(someSettings()));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Disable Pull API' }));
    const dialog = await screen.findByRole('dialog', { name: 'Disable the Pull API?' });
    await user.click(within(dialog).getByRole('button', { name: 'Disable Pull API' }));

    expect(await screen.findByText(/The Pull API is off/)).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ changes: { pullEnabled: false } });
  });

  it('says which variable pins the Pull API instead of showing a dead button', async () => {
    given(
      'get',
      '/api/admin/settings',
      someSettings({ key: 'pullEnabled', isPinned: true, origin: 'environment' }),
    );
    renderApp('/control-panel');

    expect(await screen.findByText(/Set by PULL_ENABLED on the server/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Disable Pull API' })).not.toBeInTheDocument();
  });

  it('pauses Push in a planned window', async () => {
    const calls = given('put', '/api/admin/push/pause', () => new HttpResponse(null, { status: 204 }));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Pause Push' }));
    const dialog = await screen.findByRole('dialog', { name: 'Pause Push' });
    await user.click(within(dialog).getByText('In a planned window'));
    await user.type(within(dialog).getByLabelText('Until'), '2099-03-08T04:00');
    await user.type(within(dialog).getByLabelText('Reason'), 'Oracle is upgraded');
    await user.click(within(dialog).getByRole('button', { name: 'Plan the pause' }));

    expect(await screen.findByText('The pause is planned.')).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({
      to: new Date('2099-03-08T04:00').toISOString(),
      reason: 'Oracle is upgraded',
    });
  });

  it('resumes a paused Push from the health sentence', async () => {
    givenOverview(anOverview().paused().build());
    const calls = given('delete', '/api/admin/push/pause', () => new HttpResponse(null, { status: 204 }));
    const { user } = renderApp('/control-panel');

    const health = await screen.findByRole('region', { name: 'Health' });
    await user.click(within(health).getByRole('button', { name: 'Resume Push' }));

    expect(await screen.findByText(/Push goes on/)).toBeInTheDocument();
    expect(calls).toHaveLength(1);
  });

  it('has Oracle tried again from the hold', async () => {
    givenOverview(anOverview().held().build());
    const calls = given('post', '/api/admin/push/probe', () => new HttpResponse(null, { status: 204 }));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Try now' }));

    await waitFor(() => expect(calls).toHaveLength(1));
  });

  it('counts a backfill first, then queues what was found', async () => {
    const calls = given('post', '/api/admin/backfills', () => {
      given('get', '/api/admin/backfills', [aBackfill()]);
      return HttpResponse.json(aBackfill(), { status: 201 });
    });
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'New backfill' }));
    await user.type(await screen.findByLabelText('Completed from'), '2025-01-01');
    await user.type(screen.getByLabelText('Completed until'), '2025-12-31');
    await user.type(screen.getByLabelText('Only these courses'), '88, 91');
    await user.click(screen.getByRole('button', { name: 'Count them (dry run)' }));
    await user.click(await screen.findByRole('button', { name: 'Queue 1,240 completions' }));
    const dialog = await screen.findByRole('dialog', { name: 'Queue 1,240 completions?' });
    expect(dialog).toHaveTextContent(
      '60 completions more are already recorded in Oracle and are left alone.',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Queue 1,240 completions' }));

    expect(await screen.findByText('The backfill has begun.')).toBeInTheDocument();
    expect(calls.map(({ body }) => body)).toEqual([
      { from: '2025-01-01', to: '2026-01-01', courseIds: [88, 91], dryRun: true },
      { from: '2025-01-01T00:00:00.000Z', ratePerSecond: 1_000 },
    ]);
  });

  it('pauses and cancels a backfill that is under way', async () => {
    const running = aBackfill({ state: BackfillState.Running, dryRun: false, lookedAt: 400, queued: 380 });
    given('get', '/api/admin/backfills', [running]);
    const paused = given('post', `/api/admin/backfills/${running.id}/pause`, () =>
      HttpResponse.json({ ...running, state: BackfillState.Paused }),
    );
    const cancelled = given('delete', `/api/admin/backfills/${running.id}`, () =>
      HttpResponse.json({ ...running, state: BackfillState.Cancelled }),
    );
    const { user } = renderApp('/control-panel');

    const card = await screen.findByRole('region', { name: 'Backfill' });
    expect(await within(card).findByRole('progressbar')).toHaveAttribute('value', '30');
    await user.click(within(card).getByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('The backfill rests.')).toBeInTheDocument();
    await user.click(within(card).getByRole('button', { name: 'Cancel the backfill' }));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel the backfill?' });
    expect(dialog).toHaveTextContent('The 380 completions that are queued stay queued.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel the backfill' }));

    await waitFor(() => expect(cancelled).toHaveLength(1));
    expect(paused).toHaveLength(1);
  });

  it('shows no button that changes something to whoever may only view', async () => {
    givenSession(aSession({ role: ManagerRole.View }));
    givenOverview(anOverview().held().build());
    given('get', '/api/admin/backfills', [aBackfill()]);
    renderApp('/control-panel');

    await screen.findByRole('region', { name: 'Health' });
    expect(await screen.findByRole('region', { name: 'Backfill' })).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Actions' })).not.toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Quick setup' })).not.toBeInTheDocument();
    const [copy, ...others] = within(screen.getByRole('main')).getAllByRole('button');
    expect(copy).toHaveAccessibleName('Copy the Pull address');
    expect(others).toEqual([]);
  });

  it('asks before a copy of another database delivers, with how many go out', async () => {
    givenOverview(anOverview().held({ code: 'PUSH.COPY', waiting: 312 }).build());
    const calls = given('post', '/api/admin/push/confirm-copy', () => HttpResponse.json({ confirmed: true }));
    const { user } = renderApp('/control-panel');

    await user.click(await screen.findByRole('button', { name: 'Confirm this installation' }));
    const dialog = await screen.findByRole('dialog', { name: 'Shall this installation deliver to Oracle?' });
    expect(dialog).toHaveTextContent('312 completions that wait go out at once.');
    expect(calls).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Deliver from here' }));

    expect(await screen.findByText('Confirmed. Deliveries go out from here.')).toBeInTheDocument();
    expect(calls).toHaveLength(1);
  });
});
