import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntryView } from '@oracle-integration/contracts';
import { screen, waitFor } from '@testing-library/react';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const AUDIT = '/api/admin/audit';
const ADDRESS = '/control-panel/audit';

function anEntry(entry: Partial<AuditEntryView> = {}): AuditEntryView {
  return {
    id: '1',
    at: '2026-02-01T08:00:00.000Z',
    action: 'settings.changed',
    actor: { kind: 'manager', id: 'manager-1', name: 'hr@example.com' },
    address: '203.0.113.7',
    target: null,
    details: { setting: 'Batch size', from: 100, to: 50 },
    ...entry,
  };
}

describe('Audit', () => {
  beforeEach(() => givenSession(aSession()));

  it('says who changed what from what to what, when and from where', async () => {
    given('get', AUDIT, { items: [anEntry()], nextCursor: null });
    renderApp(ADDRESS);

    const row = (await screen.findByRole('cell', { name: 'Settings changed' })).closest('tr')!;
    expect(row).toHaveTextContent('hr@example.comfrom 203.0.113.7');
    expect(row).toHaveTextContent('Batch size100 → 50');
  });

  it('says of a secret only that it was changed', async () => {
    const details = { setting: 'Client Secret', secret: 'changed' };
    given('get', AUDIT, { items: [anEntry({ details })], nextCursor: null });
    renderApp(ADDRESS);

    expect(await screen.findByText('secret: changed')).toBeInTheDocument();
  });

  it('lengthens the list by the cursor', async () => {
    const seen = given('get', AUDIT, ({ query }) =>
      query.get('cursor') === 'c1'
        ? { items: [anEntry({ id: '2', action: 'token.created' })], nextCursor: null }
        : { items: [anEntry()], nextCursor: 'c1' },
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Show more' }));

    expect(await screen.findByRole('cell', { name: 'Token generated' })).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: 'Settings changed' })).toBeInTheDocument();
    expect(seen.map(({ query }) => query.get('cursor'))).toEqual([null, 'c1']);
  });

  it('narrows by words and by subject, in the address bar; the download is narrowed alike', async () => {
    const seen = given('get', AUDIT, { items: [anEntry()], nextCursor: null });
    const { user, currentAddress } = renderApp(`${ADDRESS}?about=token`);

    await user.type(await screen.findByLabelText('Search'), 'payroll');
    await user.click(screen.getByRole('button', { name: 'Search' }));

    await waitFor(() => expect(seen.at(-1)?.query.get('q')).toBe('payroll'));
    expect(seen.at(-1)?.query.getAll('action')).toEqual(['token.created', 'token.changed', 'token.revoked']);
    expect(currentAddress()).toContain('q=payroll');
    expect(screen.getByRole('link', { name: 'Download (CSV)' })).toHaveAttribute(
      'href',
      expect.stringMatching(/audit\.csv\?action=token\.created.*q=payroll/),
    );
  });

  it('teaches when nothing matches', async () => {
    given('get', AUDIT, { items: [], nextCursor: null });
    renderApp(`${ADDRESS}?q=nobody`);

    expect(await screen.findByText('Nothing is found')).toBeInTheDocument();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', AUDIT);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the audit log')).toBeInTheDocument();
  });

  it('names reason and request when it cannot be shown', async () => {
    given('get', AUDIT, () => problem(403, 'AUTH.NOT_ALLOWED', 'Not for your role.'));
    renderApp(ADDRESS);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Not for your role.');
    expect(alert).toHaveTextContent('Request req-42');
  });
});
