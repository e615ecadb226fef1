import { beforeEach, describe, expect, it } from '@jest/globals';
import { CompletionStanding } from '@oracle-integration/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { aPerson, aPersonDetail } from '../../testing/factories/people';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const PEOPLE = '/api/admin/people';
const PERSON = '/api/admin/people/:userId';

describe('People', () => {
  beforeEach(() => givenSession(aSession()));

  it('finds a person as one types, and says where their completions stand', async () => {
    const seen = given('get', PEOPLE, { items: [aPerson()], nextCursor: null });
    const { user, currentAddress } = renderApp('/control-panel/people');

    await user.type(await screen.findByRole('searchbox'), 'lópez e1002');

    await waitFor(() => expect(seen.at(-1)?.query.get('q')).toBe('lópez e1002'));
    expect(currentAddress()).toContain('q=');
    const row = (await screen.findByRole('link', { name: 'María López' })).closest('tr')!;
    expect(row).toHaveTextContent('E100234');
    expect(row).toHaveTextContent('maria@example.com');
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
        .slice(2),
    ).toEqual(['4', '2', '0', '1', '1', '0']);
  });

  it('teaches how it searches when nobody matches', async () => {
    given('get', PEOPLE, { items: [], nextCursor: null });
    renderApp('/control-panel/people?q=nobody');

    expect(await screen.findByText('Nobody matches “nobody”.')).toBeInTheDocument();
    expect(screen.getByText(/Each word is compared with the beginning/)).toBeInTheDocument();
  });

  it('teaches when nobody is on record', async () => {
    given('get', PEOPLE, { items: [], nextCursor: null });
    renderApp('/control-panel/people');

    expect(await screen.findByText('Nobody is on record yet.')).toBeInTheDocument();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', PEOPLE);
    renderApp('/control-panel/people');

    expect(await screen.findByText('Looking for people')).toBeInTheDocument();
  });

  it('names reason and request when people cannot be shown', async () => {
    given('get', PEOPLE, () => problem(500, 'HTTP.500', 'The service failed to answer.'));
    renderApp('/control-panel/people');

    expect(await screen.findByRole('alert')).toHaveTextContent('Request req-42');
  });

  it('lengthens the list', async () => {
    given('get', PEOPLE, ({ query }) =>
      query.has('cursor')
        ? { items: [aPerson({ userId: 2, name: 'Ada Byron' })], nextCursor: null }
        : { items: [aPerson()], nextCursor: 'next' },
    );
    const { user } = renderApp('/control-panel/people');

    await user.click(await screen.findByRole('button', { name: 'Show more' }));

    expect(await screen.findByRole('link', { name: 'Ada Byron' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'María López' })).toBeInTheDocument();
  });
});

describe('A person', () => {
  beforeEach(() => givenSession(aSession()));

  it('shows each course, where its completion stands, and why', async () => {
    const seen = given('get', PERSON, aPersonDetail());
    const { user, currentAddress } = renderApp('/control-panel/people/1207?site=campus');
    given('get', '/api/admin/completions/:id', () => problem(404, 'COMPLETIONS.UNKNOWN', 'Gone.'));

    const table = await screen.findByRole('table', { name: 'Courses of this person' });
    expect(seen[0]?.query.get('site')).toBe('campus');
    const delivered = within(table).getByRole('link', { name: 'Fire Safety' }).closest('tr')!;
    expect(delivered).toHaveTextContent('In Oracle');
    expect(delivered).toHaveTextContent('Oracle’s number 300100');
    const stopped = within(table).getByRole('link', { name: 'First Aid' }).closest('tr')!;
    expect(stopped).toHaveTextContent('Stopped');
    expect(stopped).toHaveTextContent('HR: create what is missing');
    expect(
      screen.getByRole('heading', { name: '2 of 4 completions in Oracle, 1 stopped.' }),
    ).toBeInTheDocument();

    await user.click(within(table).getByRole('link', { name: 'Fire Safety' }));
    await waitFor(() => expect(currentAddress()).toBe('/control-panel/completions/0198-a'));
  });

  it.each([
    [
      'courses',
      'The policy on courses keeps it back',
      'Nothing is sent until Settings → Policies lets it through.',
    ],
    ['erasure', 'The person was erased', 'Nothing more is sent of them.'],
  ] as const)('names what keeps a completion back: %s', async (keptBackBy, why, action) => {
    const kept = { standing: CompletionStanding.KeptBack, keptBackBy, delivery: null } as const;
    const { completions } = aPersonDetail();
    given('get', PERSON, aPersonDetail({ completions: [{ ...completions[0]!, ...kept }] }));
    renderApp('/control-panel/people/1207');

    const row = (await screen.findByRole('link', { name: 'Fire Safety' })).closest('tr')!;
    expect(row).toHaveTextContent('Kept back');
    expect(row).toHaveTextContent(why);
    expect(row).toHaveTextContent(action);
  });

  it('is erased after what would be removed is said and the number is typed', async () => {
    given('get', PERSON, aPersonDetail());
    const seen = given('post', `${PERSON}/erasure`, ({ body }) =>
      (body as { dryRun?: boolean }).dryRun
        ? { site: 'campus', userId: 1207, name: 'María López', email: null, records: 4, delivered: 2 }
        : { id: '0198-e', state: 'running' },
    );
    given('get', '/api/admin/erasures/:id', { id: '0198-e', state: 'done', delivered: 2 });
    const { user } = renderApp('/control-panel/people/1207');

    await user.click(await screen.findByRole('button', { name: 'Erase this person' }));
    const dialog = await screen.findByRole('dialog', { name: 'Erase María López?' });
    expect(await within(dialog).findByText(/4 records stay as those of a number/)).toBeInTheDocument();
    expect(dialog).toHaveTextContent('Oracle has 2 completions of this person.');
    expect(within(dialog).getByRole('button', { name: 'Erase for good' })).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox'), '1207');
    await user.click(within(dialog).getByRole('button', { name: 'Erase for good' }));

    expect(await screen.findByRole('link', { name: 'Download the certificate' })).toHaveAttribute(
      'href',
      '/api/admin/erasures/0198-e/certificate',
    );
    expect(seen.at(-1)?.body).toMatchObject({ confirm: '1207' });
  });

  it('is not erased by whoever may only look', async () => {
    givenSession(aSession({ role: 'view' }));
    given('get', PERSON, aPersonDetail());
    renderApp('/control-panel/people/1207');

    await screen.findByRole('table', { name: 'Courses of this person' });
    expect(screen.queryByRole('button', { name: 'Erase this person' })).not.toBeInTheDocument();
  });

  it('says when there is no such person', async () => {
    given('get', PERSON, () => problem(404, 'PEOPLE.UNKNOWN', 'Nobody has the number 9.'));
    renderApp('/control-panel/people/9');

    expect(await screen.findByRole('alert')).toHaveTextContent('Nobody has the number 9.');
  });

  it('is no address when it is no number', async () => {
    renderApp('/control-panel/people/abc');

    expect(await screen.findByText('There is no page at this address')).toBeInTheDocument();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', PERSON);
    renderApp('/control-panel/people/1207');

    expect(await screen.findByText('Loading the person')).toBeInTheDocument();
  });

  it('teaches when no course is on record', async () => {
    given('get', PERSON, aPersonDetail({ completions: [] }));
    renderApp('/control-panel/people/1207');

    expect(await screen.findByText('No course is on record.')).toBeInTheDocument();
  });
});
