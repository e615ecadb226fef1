import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { COURSE_NOT_LINKED } from '../../testing/factories/mapping';
import { anOverview } from '../../testing/factories/overview';
import {
  aGroupTakenBack,
  aQueueGroup,
  aQueueItem,
  aQueuePage,
  aStoppedItem,
} from '../../testing/factories/queue';
import { aSession } from '../../testing/factories/session';
import { aStory } from '../../testing/factories/story';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenOverview, givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const ITEMS = '/control-panel/queue?view=items';

describe('Queue', () => {
  beforeEach(() => {
    givenSession(aSession());
    givenOverview(anOverview().queue({ parked: 12 }).build());
    given('get', '/api/admin/queue/:id', ({ params }) => ({
      ...aStoppedItem({ id: String(params['id']) }),
      history: [],
      request: {
        method: 'POST',
        url: 'https://oracle.example.com/completions',
        headers: {},
        body: '{"a":1}',
      },
    }));
    given('get', '/api/admin/queue/groups', { groups: [aQueueGroup()] });
    given(
      'get',
      '/api/admin/queue',
      aQueuePage([aStoppedItem(), aQueueItem({ id: '102', user: 'Ada Byron' })]),
    );
    given('get', '/api/admin/completions/:id', aStory());
  });

  describe('Groups', () => {
    it('open first when something is stopped: sentence, who acts, how many, since when', async () => {
      renderApp('/control-panel/queue');

      const groups = await screen.findByRole('list', { name: 'What is stopped or tried again, by cause' });
      expect(groups).toHaveTextContent('Oracle does not know this person or this course.');
      expect(groups).toHaveTextContent('Who acts: HR: create what is missing');
      expect(groups).toHaveTextContent('12 completions parked');
      expect(within(groups).getByText('PUSH.UNKNOWN_TO_ORACLE')).not.toBeVisible();
      expect(within(groups).getByRole('link', { name: 'Show all 12' })).toHaveAttribute(
        'href',
        expect.stringContaining('cause=PUSH.UNKNOWN_TO_ORACLE'),
      );
    });

    it('lead to where a completion that cannot be mapped is mended', async () => {
      given('get', '/api/admin/queue/groups', { groups: [aQueueGroup({ cause: COURSE_NOT_LINKED })] });
      renderApp('/control-panel/queue');

      expect(await screen.findByRole('link', { name: 'Link courses' })).toHaveAttribute(
        'href',
        '/control-panel/mapping?tab=courses',
      );
    });

    it('send a whole group again after saying how many and how fast', async () => {
      const seen = given('post', '/api/admin/queue/requeue', { requeued: 1_240, spreadSeconds: 240 });
      const { user } = renderApp('/control-panel/queue');

      await user.click(await screen.findByRole('button', { name: 'Send all 12 again' }));
      const dialog = await screen.findByRole('dialog', { name: 'Send 1,240 items again?' });
      expect(dialog).toHaveTextContent('The first ones go out now, the rest within 4 min.');
      await user.click(within(dialog).getByRole('button', { name: 'Send 1,240 items again' }));

      expect(
        await screen.findByText('1,240 requeued. The first ones go out now, the rest within 4 min.'),
      ).toBeInTheDocument();
      expect(seen.map(({ body }) => body)).toEqual([
        { statuses: ['parked'], causeCode: 'PUSH.UNKNOWN_TO_ORACLE', dryRun: true },
        { statuses: ['parked'], causeCode: 'PUSH.UNKNOWN_TO_ORACLE' },
      ]);
    });

    it('say what came of it also when nothing is left to show', async () => {
      given('post', '/api/admin/queue/requeue', ({ body }) => {
        if (!(body as { dryRun?: boolean }).dryRun) {
          given('get', '/api/admin/queue/groups', { groups: [] });
          givenOverview(anOverview().build());
        }
        return { requeued: 12, spreadSeconds: 0 };
      });
      const { user } = renderApp('/control-panel/queue?view=groups');

      await user.click(await screen.findByRole('button', { name: 'Send all 12 again' }));
      await user.click(await screen.findByRole('button', { name: 'Send 12 items again' }));

      expect(await screen.findByText('12 requeued. They go out now.')).toBeInTheDocument();
      expect(await screen.findByText('Nothing is stopped.')).toBeInTheDocument();
    });

    it('keep asking, with the reason, when sending again is refused', async () => {
      given('post', '/api/admin/queue/requeue', ({ body }) =>
        (body as { dryRun?: boolean }).dryRun
          ? { requeued: 12, spreadSeconds: 0 }
          : problem(503, 'PLATFORM.NOT_READY', 'The database is not ready.'),
      );
      const { user } = renderApp('/control-panel/queue');

      await user.click(await screen.findByRole('button', { name: 'Send all 12 again' }));
      await user.click(await screen.findByRole('button', { name: 'Send 12 items again' }));

      const dialog = screen.getByRole('dialog');
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(
        'The database is not ready.Request req-42',
      );
    });

    it('tell trouble with Oracle as a whole first, and what Oracle must take back', async () => {
      givenOverview(anOverview().queue({ queued: 312 }).held().build());
      given('get', '/api/admin/queue/groups', { groups: [aQueueGroup(), aGroupTakenBack()] });
      renderApp('/control-panel/queue');

      const [hold, , flag] = await screen.findAllByRole('heading', { level: 2 });
      expect(hold).toHaveTextContent('Oracle refuses the client ID or secret.');
      expect(screen.getByText('312 completions wait. Nothing is lost.')).toBeInTheDocument();
      expect(flag).toHaveTextContent('Totara withdrew this completion after it was sent.');
      expect(screen.getByRole('link', { name: 'Show all 3' })).toHaveAttribute(
        'href',
        '/control-panel/queue?view=revoked',
      );
    });

    it('teach when nothing is stopped', async () => {
      given('get', '/api/admin/queue/groups', { groups: [] });
      givenOverview(anOverview().build());
      renderApp('/control-panel/queue?view=groups');

      expect(await screen.findByText('Nothing is stopped.')).toBeInTheDocument();
      expect(
        screen.getByText('When Oracle refuses a completion it appears here with the reason.'),
      ).toBeInTheDocument();
    });

    it('show no button to whoever may only look', async () => {
      givenSession(aSession({ role: 'view' }));
      renderApp('/control-panel/queue');

      await screen.findByText('Oracle does not know this person or this course.');
      expect(screen.queryByRole('button', { name: /again/ })).not.toBeInTheDocument();
    });
  });

  describe('Items', () => {
    it('open first when nothing is stopped', async () => {
      givenOverview(anOverview().build());
      renderApp('/control-panel/queue');

      const row = within(await screen.findByRole('table', { name: 'Items of the queue' }))
        .getByRole('link', { name: 'María López' })
        .closest('tr')!;
      expect(row).toHaveTextContent('E100234');
      expect(row).toHaveTextContent('Fire Safety');
      expect(row).toHaveTextContent('Parked');
      expect(row).toHaveTextContent('Oracle does not know this person or this course.');
    });

    it('filter by the address bar', async () => {
      const seen = given('get', '/api/admin/queue', aQueuePage([aStoppedItem()]));
      const { user, currentAddress } = renderApp(`${ITEMS}&cursor=old`);

      await user.click(await screen.findByRole('link', { name: /^Dead/ }));
      await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'maría');

      await waitFor(() => expect(currentAddress()).toContain('q=mar'));
      expect(currentAddress()).not.toContain('cursor');
      await waitFor(() => expect(seen.at(-1)?.query.get('q')).toBe('maría'));
      expect(seen.at(-1)?.query.getAll('status')).toEqual(['dead']);
      expect(seen.at(-1)?.query.get('cursor')).toBeNull();
    });

    it('say that nothing matches, and that a wide search goes on', async () => {
      given('get', '/api/admin/queue', ({ query }) =>
        aQueuePage([], query.has('cursor') ? {} : { nextCursor: 'next', isSearchTooWide: true }),
      );
      const { user } = renderApp(`${ITEMS}&q=a`);

      expect(await screen.findByText('Nothing on this page.')).toBeInTheDocument();
      expect(
        screen.getByText('More people or courses match than are looked at. Type more of the name.'),
      ).toBeInTheDocument();
      await user.click(screen.getByRole('link', { name: 'Next page' }));
      expect(await screen.findByText('Nothing matches.')).toBeInTheDocument();
    });

    it('send chosen rows again, and let only those be chosen that can be', async () => {
      const seen = given('post', '/api/admin/queue/requeue', { requeued: 1, spreadSeconds: 0 });
      const { user } = renderApp(ITEMS);

      await user.click(await screen.findByRole('checkbox', { name: 'Select María López, Fire Safety' }));
      expect(
        screen.queryByRole('checkbox', { name: 'Select Ada Byron, Fire Safety' }),
      ).not.toBeInTheDocument();
      const bar = screen.getByRole('region', { name: 'Chosen items' });
      expect(bar).toHaveTextContent('1 item chosen.');
      await user.click(within(bar).getByRole('button', { name: 'Send again' }));
      await user.click(await screen.findByRole('button', { name: 'Send 1 item again' }));

      expect(await screen.findByText('Requeued. It goes out now.')).toBeInTheDocument();
      expect(seen.at(-1)?.body).toMatchObject({ itemIds: ['101'] });
      expect(screen.queryByRole('region', { name: 'Chosen items' })).not.toBeInTheDocument();
    });

    it('open a drawer with an address: where it stands, who acts, its story', async () => {
      const { user, currentAddress } = renderApp(ITEMS);

      await user.click(await screen.findByRole('link', { name: 'María López' }));

      const drawer = await screen.findByRole('dialog', { name: /María López/ });
      expect(currentAddress()).toContain('item=');
      expect(drawer).toHaveTextContent('Who acts: HR: create what is missing');
      expect(await within(drawer).findByText('Attempt 1: Oracle answered 503.')).toBeInTheDocument();
      await user.click(within(drawer).getByText('Technical details: Request for revision 1'));
      expect(await within(drawer).findByRole('region', { name: 'Request' })).toHaveTextContent(
        'POST https://oracle.example.com/completions',
      );
      await user.click(within(drawer).getByRole('button', { name: 'Close' }));
      await waitFor(() => expect(currentAddress()).not.toContain('item='));
    });

    it('show their outline before the first rows', async () => {
      givenNoAnswer('get', '/api/admin/queue');
      renderApp(ITEMS);

      expect(await screen.findByText('Loading the items')).toBeInTheDocument();
    });

    it('name reason and request when they cannot be shown, and try again on demand', async () => {
      given('get', '/api/admin/queue', () => problem(500, 'HTTP.500', 'The service failed to answer.'));
      const { user } = renderApp(ITEMS);

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('The items cannot be shown');
      expect(alert).toHaveTextContent('Request req-42');
      given('get', '/api/admin/queue', aQueuePage([aStoppedItem()]));
      await user.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByRole('link', { name: 'María López' })).toBeInTheDocument();
    });

    it('teach when the queue is empty', async () => {
      given('get', '/api/admin/queue', aQueuePage([]));
      renderApp(ITEMS);

      expect(await screen.findByText('The queue is empty.')).toBeInTheDocument();
    });
  });

  it('lists what those who pull have rejected, in their own words', async () => {
    given('get', '/api/admin/pull/rejections', {
      items: [
        {
          recordId: '0198',
          revision: 1,
          consumer: 'Payroll export',
          userId: 1,
          user: 'Ada Byron',
          courseId: 2,
          course: 'First Aid',
          status: 'complete',
          reason: 'No employee 4711',
          externalId: null,
          rejectedAt: '2026-02-02T14:00:00Z',
          isCurrent: true,
        },
      ],
      nextCursor: null,
    });
    renderApp('/control-panel/queue?view=rejected');

    const table = await screen.findByRole('table', { name: 'Completions that were rejected when pulled' });
    expect(table).toHaveTextContent('Payroll export read it and rejected it: “No employee 4711”');
    expect(table).toHaveTextContent('Who acts: who runs Payroll export.');
  });

  it('lists what Oracle must take back, with the number to remove there', async () => {
    given('get', '/api/admin/queue/revoked', {
      items: [
        {
          queueItemId: '7',
          recordId: '0198',
          revision: 1,
          userId: 1,
          user: 'Ada Byron',
          courseId: 2,
          course: 'First Aid',
          sentAt: '2026-02-01T14:00:00Z',
          externalId: '300777',
          revokedAt: '2026-02-02T14:00:00Z',
        },
      ],
      nextCursor: null,
    });
    renderApp('/control-panel/queue?view=revoked');

    const table = await screen.findByRole('table', { name: 'Completions to correct in Oracle' });
    expect(table).toHaveTextContent('300777');
    expect(within(table).getByRole('link', { name: 'Ada Byron' })).toHaveAttribute(
      'href',
      '/control-panel/completions/0198',
    );
  });
});
