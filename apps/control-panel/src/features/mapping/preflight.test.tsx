import { beforeEach, describe, expect, it } from '@jest/globals';
import { PreflightState, type PreflightView } from '@oracle-integration/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { aPreflight, COURSE_NOT_LINKED } from '../../testing/factories/mapping';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const ADDRESS = '/control-panel/mapping?tab=preflight';
const API = '/api/admin/mapping/preflights';

describe('Preflight', () => {
  beforeEach(() => givenSession(aSession()));

  it('is started over what is chosen, shows how far it is, and is cancelled', async () => {
    let preflights: PreflightView[] = [];
    given('get', API, () => ({ preflights }));
    const started = given('post', API, () => {
      const running = aPreflight({ state: PreflightState.Running, lookedAt: 1_200, finishedAt: null });
      preflights = [running];
      return running as never;
    });
    const cancelled = given('delete', `${API}/:id`, () => {
      preflights = [aPreflight({ state: PreflightState.Cancelled })];
      return preflights[0] as never;
    });
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByText('No preflight has run.')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'What waits in the queue' }));
    await user.type(screen.getByLabelText('Completed from'), '2026-01-01');
    await user.type(screen.getByLabelText('Completed until'), '2026-01-31');
    await user.type(screen.getByLabelText('Only these courses'), '88, 91');
    await user.click(screen.getByRole('button', { name: 'Start the preflight' }));
    expect(await screen.findByRole('progressbar', { name: 'Progress of the preflight' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
    expect(started[0]?.body).toEqual({
      scope: 'waiting',
      from: '2026-01-01',
      to: '2026-02-01',
      courseIds: [88, 91],
    });
    expect(cancelled).toHaveLength(1);
  });

  it('tells what is fine, what would wait and why, with people and courses, and what changed', async () => {
    const group = {
      cause: COURSE_NOT_LINKED,
      count: 312,
      people: [{ id: 1, name: 'María López', number: 'E100234', count: 2 }],
      courses: [{ id: 88, name: 'Fire Safety', number: null, count: 310 }],
    };
    const found = { fine: 2_119, parked: 312, keptBack: 40, changedSinceSent: 7, groups: [group] };
    given('get', API, { preflights: [aPreflight(found)] });
    renderApp(ADDRESS);

    const groups = await screen.findByRole('list', { name: 'What would wait' });
    expect(groups).toHaveTextContent('This course is not linked to a learning item in Oracle.');
    expect(groups).toHaveTextContent('312 completions would wait');
    expect(groups).toHaveTextContent('Fire Safety 310');
    expect(groups).toHaveTextContent('María López E1002342');
    expect(screen.getByRole('link', { name: 'To the table of courses' })).toHaveAttribute(
      'href',
      '/control-panel/mapping?tab=courses',
    );
    expect(screen.getByRole('list', { name: 'What it found' })).toHaveTextContent('Fine2,119');
    expect(screen.getByRole('list', { name: 'What it found' })).toHaveTextContent('Changed7');
    expect(screen.getByRole('list', { name: 'What it found' })).toHaveTextContent('Kept back40');
  });

  it('tells what is wrong with the span of days, and starts nothing', async () => {
    given('get', API, { preflights: [] });
    const started = given('post', API, aPreflight() as never);
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Completed from'), '2026-02-01');
    await user.type(screen.getByLabelText('Completed until'), '2026-01-01');
    await user.click(screen.getByRole('button', { name: 'Start the preflight' }));

    expect(screen.getByText('The end must not lie before the beginning.')).toBeInTheDocument();
    expect(started).toHaveLength(0);
  });

  it('lists the latest, and shows the one that is pressed', async () => {
    const older = {
      id: 'older',
      createdAt: '2026-01-31T12:00:00.000Z',
      from: '2026-01-01',
      courseIds: [88],
      fine: 2_119,
      parked: 312,
    };
    given('get', API, { preflights: [aPreflight(), aPreflight(older)] });
    const { user } = renderApp(ADDRESS);

    const list = await screen.findByRole('list', { name: 'The latest preflights' });
    expect(list).toHaveTextContent('2,119 fine, 312 would wait');
    expect(list).toHaveTextContent('Every completion, completed from 1 Jan 2026, 1 course');
    await user.click(within(list).getByRole('button', { name: /31 Jan 2026/ }));

    expect(screen.getByRole('list', { name: 'What it found' })).toHaveTextContent('Parked312');
  });

  it('says when nothing would wait', async () => {
    given('get', API, { preflights: [aPreflight()] });
    renderApp(ADDRESS);

    expect(await screen.findByText('Nothing would wait.')).toBeInTheDocument();
  });

  it('says why it broke off, and why it could not be started', async () => {
    given('get', API, {
      preflights: [aPreflight({ state: PreflightState.Failed, failure: 'The database is away.' })],
    });
    given('post', API, () => problem(400, 'HTTP.REQUEST_INVALID', 'The settings do not fit.'));
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByText('The database is away.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Start the preflight' }));

    await waitFor(() => expect(screen.getByText('The settings do not fit.')).toBeInTheDocument());
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', API);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the preflight')).toBeInTheDocument();
  });
});
