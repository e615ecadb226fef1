import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  HistoryFileState,
  type HistoryFileView,
  HistoryUploadState,
  ManagerRole,
} from '@oracle-integration/contracts';
import { screen, within } from '@testing-library/react';
import { aHistoryFile, aLook, anUpload } from '../../testing/factories/history-file';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const ADDRESS = '/control-panel/history-files';
const API = '/api/admin/history-files';
const FILE = `${API}/${aHistoryFile().id}`;

describe('History file', () => {
  let files: HistoryFileView[];
  beforeEach(() => {
    files = [];
    givenSession(aSession());
    given('get', API, () => ({ files }) as never);
  });

  it('is looked over first, then made of the same completions', async () => {
    const requests = given('post', API, ({ body }) => {
      const { dryRun = false } = body as { dryRun?: boolean };
      files = [dryRun ? aLook() : aHistoryFile({ id: 'second' }), ...files];
      return files[0] as never;
    });
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByText('No history file has been made.')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Completed from'), '2015-01-01');
    await user.type(screen.getByLabelText('Completed until'), '2024-12-31');
    await user.click(screen.getByRole('checkbox', { name: 'Complete by prior learning' }));
    await user.click(screen.getByRole('button', { name: 'Look first' }));

    const figures = await screen.findByRole('list', { name: 'What it comes to' });
    expect(figures).toHaveTextContent('Fit1,240');
    expect(figures).toHaveTextContent('Left out60');
    const reasons = screen.getByRole('list', { name: 'Why completions are left out' });
    expect(reasons).toHaveTextContent('This course is not linked.48 completions');
    expect(within(reasons).getByRole('link', { name: 'To Mapping → Courses' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'What is left out (CSV)' })).toHaveAttribute(
      'href',
      `${FILE}/report`,
    );
    expect(screen.queryByRole('link', { name: 'Download (ZIP)' })).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Make the file of 1,240 completions' }));

    expect(await screen.findByRole('link', { name: 'Download (ZIP)' })).toBeInTheDocument();
    expect(requests.map(({ body }) => body)).toEqual([
      { scope: 'never_sent', from: '2015-01-01', to: '2025-01-01', statuses: ['complete'], dryRun: true },
      {
        scope: 'never_sent',
        from: '2015-01-01T00:00:00.000Z',
        to: '2025-01-01T00:00:00.000Z',
        statuses: ['complete', 'completeviarpl'],
      },
    ]);
  });

  it('tells at each field what is wrong, and asks for nothing', async () => {
    const requests = given('post', API, aHistoryFile() as never);
    const { user } = renderApp(ADDRESS);

    await user.type(await screen.findByLabelText('Only these courses'), 'fire');
    await user.click(screen.getByRole('checkbox', { name: 'Complete' }));
    await user.click(screen.getByRole('checkbox', { name: 'Complete by prior learning' }));
    await user.click(screen.getByRole('button', { name: 'Make the file' }));

    expect(screen.getByText('Enter course numbers such as 88, 91.')).toBeInTheDocument();
    expect(screen.getByText('Choose at least one status.')).toBeInTheDocument();
    expect(requests).toHaveLength(0);
  });

  it('leads to the setting that is missing', async () => {
    given('post', API, () =>
      problem(422, 'HISTORY_FILE.SETTINGS_MISSING', 'Enter "Person number of the assigner".'),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Look first' }));

    expect(await screen.findByText('Enter "Person number of the assigner".')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'To Settings → History file' })).toHaveAttribute(
      'href',
      '/control-panel/settings#history',
    );
  });

  it('shows by the day how far it has come, and is cancelled', async () => {
    files = [
      aHistoryFile({
        state: HistoryFileState.Running,
        parts: 0,
        hasReport: false,
        reachedAt: '2019-02-03T12:00:00.000Z',
      }),
    ];
    const cancelled = given('delete', `${API}/:id`, () => {
      files = [aHistoryFile({ state: HistoryFileState.Cancelled, parts: 0, hasReport: false })];
      return files[0] as never;
    });
    const { user } = renderApp(ADDRESS);

    expect(await screen.findByRole('progressbar', { name: 'Progress of the history file' })).toBeVisible();
    expect(screen.getByText(/completed before 3 Feb 2019 has been looked at/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Look first' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(await screen.findByText('It was cancelled and holds nothing.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Look first' })).toBeInTheDocument();
    expect(cancelled).toHaveLength(1);
  });

  it('offers each part of a large file', async () => {
    files = [aHistoryFile({ parts: 3, written: 600_000 })];
    renderApp(ADDRESS);

    expect(await screen.findByRole('link', { name: 'Part 1 of 3 (ZIP)' })).toHaveAttribute(
      'href',
      `${FILE}/file?part=1`,
    );
    expect(screen.getByRole('link', { name: 'Part 3 of 3 (ZIP)' })).toHaveAttribute(
      'href',
      `${FILE}/file?part=3`,
    );
    expect(screen.getByText(/It comes in 3 parts/)).toBeInTheDocument();
  });

  it('is removed after asking; its figures stay', async () => {
    files = [aHistoryFile()];
    const removed = given('delete', `${API}/:id`, () => {
      files = [aHistoryFile({ state: HistoryFileState.Removed, parts: 0, hasReport: false })];
      return files[0] as never;
    });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(await screen.findByRole('button', { name: 'Remove the file' }));

    expect(await screen.findByText(/What it held was removed/)).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'What it comes to' })).toHaveTextContent('Written1,240');
    expect(removed).toHaveLength(1);
  });

  it('says why it could not be made', async () => {
    files = [aHistoryFile({ state: HistoryFileState.Failed, failure: 'The disk is full.', parts: 0 })];
    renderApp(ADDRESS);

    expect(await screen.findByText('The disk is full.')).toBeInTheDocument();
  });

  it('says why there is no file when nothing could be written', async () => {
    files = [aHistoryFile({ written: 0, parts: 0 })];
    renderApp(ADDRESS);

    expect(await screen.findByText(/No completion can be written/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Upload to Oracle' })).not.toBeInTheDocument();
  });

  it('lists the latest, and shows the one that is pressed', async () => {
    files = [
      aHistoryFile(),
      aLook({ id: 'older', scope: 'all', from: null, to: null, statuses: ['complete'] }),
    ];
    const { user, currentAddress } = renderApp(ADDRESS);

    const list = await screen.findByRole('table', { name: 'History files' });
    expect(within(list).getByText('Looked over')).toBeInTheDocument();
    expect(
      within(list).getByText('What Oracle does not have yet, completed from 1 Jan 2015 until 31 Dec 2024'),
    ).toBeInTheDocument();
    await user.click(within(list).getAllByRole('link')[1]!);

    expect(await screen.findByRole('region', { name: 'What a file would hold' })).toHaveTextContent(
      'Everything, only “Complete”.',
    );
    expect(currentAddress()).toBe(`${ADDRESS}?file=older`);
  });

  it('says when the address names one that is not known any more', async () => {
    files = [aHistoryFile()];
    renderApp(`${ADDRESS}?file=gone`);

    expect(await screen.findByText(/not among the latest twenty/)).toBeInTheDocument();
  });

  it('shows what there is to whoever may only look, and no button', async () => {
    givenSession(aSession({ role: ManagerRole.View }));
    files = [aHistoryFile({ upload: anUpload() })];
    renderApp(ADDRESS);

    expect(await screen.findByRole('list', { name: 'What it comes to' })).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'What Oracle made of it' })).toBeInTheDocument();
    expect(within(screen.getByRole('main')).queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /ZIP|CSV/ })).not.toBeInTheDocument();
  });

  it('shows its outline first, then why it cannot be shown', async () => {
    givenNoAnswer('get', API);
    const { queryClient } = renderApp(ADDRESS);
    expect(await screen.findByText('Loading the history files')).toBeInTheDocument();

    queryClient.clear();
    given('get', API, () => problem(403, 'HTTP.FORBIDDEN', 'This is not for you.'));
    renderApp(ADDRESS);

    expect(await screen.findByText('The history files cannot be shown')).toBeInTheDocument();
  });

  it('is not there while the integration is off', async () => {
    givenSession({ ...aSession(), isIntegrationEnabled: false });
    renderApp(ADDRESS);

    expect(await screen.findByText('The integration is switched off')).toBeInTheDocument();
  });
});

describe('Loading a history file into Oracle', () => {
  let files: HistoryFileView[];
  beforeEach(() => {
    files = [aHistoryFile({ parts: 2 })];
    givenSession(aSession());
    given('get', API, () => ({ files }) as never);
  });

  it('says what happens, begins, and shows how far Oracle is', async () => {
    const running = anUpload({
      state: HistoryUploadState.Running,
      dataSetStatus: 'ORA_IN_PROGRESS',
      loaded: 0,
      refused: 0,
      hasReport: false,
    });
    const begun = given('post', `${API}/:id/upload`, () => {
      files = [aHistoryFile({ parts: 2, upload: running })];
      return running as never;
    });
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Upload to Oracle' }));
    const dialog = await screen.findByRole('dialog', { name: 'Load 1,240 lines into Oracle?' });
    expect(dialog).toHaveTextContent('The 2 parts are sent to Oracle one after the other');
    expect(dialog).toHaveTextContent('A load takes minutes');
    await user.click(within(dialog).getByRole('button', { name: 'Upload to Oracle' }));

    expect(await screen.findByText(/Oracle is loading it\. A load takes minutes/)).toBeInTheDocument();
    expect(screen.getByText('1 of 2 (50 %)')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Remove' })).not.toBeInTheDocument();
    expect(begun).toHaveLength(1);
  });

  it('tells in the dialog why it is not possible, and where it is mended', async () => {
    given('post', `${API}/:id/upload`, () =>
      problem(409, 'HISTORY_FILE.UPLOAD_NOT_CONFIGURED', 'Settings → Push lacks Base URL.'),
    );
    const { user } = renderApp(ADDRESS);

    await user.click(await screen.findByRole('button', { name: 'Upload to Oracle' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Upload to Oracle' }));

    expect(await within(dialog).findByText('Settings → Push lacks Base URL.')).toBeInTheDocument();
    expect(within(dialog).getByRole('link', { name: 'To Settings → Push' })).toHaveAttribute(
      'href',
      '/control-panel/settings#push',
    );
  });

  it('shows what Oracle took and refused, with its words as a file, and may be repeated', async () => {
    files = [aHistoryFile({ upload: anUpload({ unprocessed: 3 }) })];
    renderApp(ADDRESS);

    const figures = await screen.findByRole('list', { name: 'What Oracle made of it' });
    expect(figures).toHaveTextContent('Loaded1,228');
    expect(figures).toHaveTextContent('Refused12');
    expect(figures).toHaveTextContent('Not looked at3');
    expect(screen.getByRole('link', { name: 'What Oracle refused (CSV)' })).toHaveAttribute(
      'href',
      `${FILE}/upload-report`,
    );
    expect(screen.getByRole('button', { name: 'Upload again' })).toBeEnabled();
    expect(screen.getByText('Oracle has taken what it could, and refused the rest.')).toBeInTheDocument();
  });

  it('is not offered again when Oracle has every line', async () => {
    files = [aHistoryFile({ upload: anUpload({ refused: 0, loaded: 1_240, hasReport: false }) })];
    renderApp(ADDRESS);

    expect(await screen.findByText(/Oracle has loaded every line/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Upload again' })).toBeDisabled();
  });

  it('says what is in the way of a load, and that it is tried again', async () => {
    const failure = "Oracle's address cannot be reached.";
    files = [aHistoryFile({ upload: anUpload({ state: HistoryUploadState.Running, failure }) })];
    renderApp(ADDRESS);

    expect(await screen.findByText(failure)).toHaveTextContent('It is tried again by itself.');
    expect(screen.queryByText(/came to no good end/)).not.toBeInTheDocument();
  });

  it('says in words why it stopped', async () => {
    const failure = 'Oracle does not allow this. A role is missing.';
    files = [aHistoryFile({ upload: anUpload({ state: HistoryUploadState.Failed, failure }) })];
    renderApp(ADDRESS);

    expect(await screen.findByText(failure)).toBeInTheDocument();
  });
});
