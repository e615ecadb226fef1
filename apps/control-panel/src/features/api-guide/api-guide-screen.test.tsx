import { ManagerRole } from '@oracle-integration/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { anOverview } from '../../testing/factories/overview';
import { aProfileGuide } from '../../testing/factories/profile-guide';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenOverview, givenQuietSurroundings, givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const GUIDE = '/control-panel/api-guide';

describe('API Guide', () => {
  beforeEach(() => {
    givenSession(aSession());
    givenQuietSurroundings();
    // A site without a completion: the sample is invented as a whole.
    givenOverview(anOverview().fresh().build());
    given('get', '/api/admin/push/profiles', [
      aProfileGuide(),
      aProfileGuide({ profile: 'ords', title: 'ORDS', isChosen: false, needs: ['A table.'], exchanges: [] }),
    ]);
  });

  it('shows code with the real address of the site, in the language one chooses for all samples', async () => {
    const { user } = renderApp(GUIDE);

    const read = await screen.findByRole('region', { name: 'Read everything that has changed, curl' });
    expect(read).toHaveTextContent('https://integration.example.com/api/v1/completions?since=');
    const [tab] = screen.getAllByRole('tab', { name: 'Python' });
    await user.click(tab!);

    expect(screen.getByRole('region', { name: 'Acknowledge completions, Python' })).toHaveTextContent(
      'https://integration.example.com/api/v1/completions/ack',
    );
  });

  it('tells authentication, parameters, answers, errors and what Oracle must provide', async () => {
    renderApp(GUIDE);

    expect(await screen.findByRole('region', { name: 'Authentication' })).toHaveTextContent('X-Api-Key');
    expect(region('Read completions')).toHaveTextContent('acknowledged');
    expect(region('Response')).toHaveTextContent('consistentThrough');
    expect(region('Errors')).toHaveTextContent('Retry-After');
    expect(await screen.findByText('An endpoint that takes batches.')).toBeInTheDocument();
    expect(region('Push: what Oracle must provide')).toHaveTextContent('idempotencyKey');
  });

  it('tells what Oracle must provide for the chosen profile, and for others when asked', async () => {
    const { user } = renderApp(GUIDE);

    const delivery = await screen.findByRole('region', { name: 'Deliver completions' });
    expect(delivery).toHaveTextContent('https://oracle.example.com/completions');
    expect(delivery).toHaveTextContent('Each is told apart.');
    expect(screen.getByRole('tab', { name: 'Generic JSON (chosen)', selected: true })).toBeInTheDocument();
    await user.click(screen.getByRole('tab', { name: 'ORDS' }));

    expect(await screen.findByText('A table.')).toBeInTheDocument();
  });

  it('keeps the rest when what Oracle must provide cannot be told', async () => {
    given('get', '/api/admin/push/profiles', () => problem(400, 'X.Y', 'Not now.'));
    renderApp(GUIDE);

    expect(await screen.findByRole('alert')).toHaveTextContent('Not now.');
    expect(region('Try it')).toBeInTheDocument();
  });

  it('calls the live Pull API with the typed token, and goes on where the page ended', async () => {
    const calls = given('get', '/api/v1/completions', ({ query }) =>
      query.has('cursor') ? { items: [], hasMore: false } : { items: [], hasMore: true, nextCursor: 'abc' },
    );
    const { user } = renderApp(GUIDE);

    await user.type(await screen.findByLabelText('API token'), 'oi_typed');
    await user.type(screen.getByLabelText('courseid'), '88, 91');
    await user.click(screen.getByRole('button', { name: 'Send' }));

    const tryIt = region('Try it');
    expect(await within(tryIt).findByText(/^200 OK in/)).toBeInTheDocument();
    expect(within(tryIt).getByRole('region', { name: 'Body' })).toHaveTextContent('"nextCursor": "abc"');
    await user.click(within(tryIt).getByRole('button', { name: 'Next page' }));
    expect(await within(tryIt).findByText(/"hasMore": false/)).toBeInTheDocument();
    expect(calls.map(({ query }) => query.toString())).toEqual([
      'limit=3&courseid=88&courseid=91',
      'limit=3&courseid=88&courseid=91&cursor=abc',
    ]);
  });

  it('shows a refusal as the answer that it is', async () => {
    given('get', '/api/v1/completions', () => problem(401, 'AUTH.TOKEN_WRONG', 'This token is not known.'));
    const { user } = renderApp(GUIDE);

    await user.click(await screen.findByRole('button', { name: 'Send' }));
    expect(screen.getByLabelText('API token')).toHaveAccessibleDescription(/Enter a token/);
    await user.type(screen.getByLabelText('API token'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Send' }));

    expect(await screen.findByText(/"detail": "This token is not known."/)).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'API Guide' })).toBeInTheDocument();
  });

  it('says that calls are refused while the Pull API is off', async () => {
    givenOverview(anOverview().fresh().pullOff().build());
    renderApp(GUIDE);

    expect(await screen.findByText(/The Pull API is switched off/)).toBeInTheDocument();
  });

  it('shows its outline before the addresses are known, and why it cannot be shown', async () => {
    givenNoAnswer('get', '/api/admin/overview');
    renderApp(GUIDE);
    expect(await screen.findByText('Loading the guide')).toBeInTheDocument();
  });

  it('names the reason when it cannot be shown', async () => {
    givenOverview(() => HttpResponse.json({ code: 'X.Y', detail: 'No.', status: 400 }, { status: 400 }));
    renderApp(GUIDE);

    expect(await screen.findByRole('heading', { name: 'The guide cannot be shown' })).toBeInTheDocument();
  });

  it('is not there for whoever may only view', async () => {
    givenSession(aSession({ role: ManagerRole.View }));
    renderApp(GUIDE);

    expect(
      await screen.findByRole('heading', { name: 'This page is not for your role' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'API Guide' })).not.toBeInTheDocument();
  });
});

function region(name: string): HTMLElement {
  return screen.getByRole('region', { name });
}
