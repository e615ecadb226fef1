import { beforeEach, describe, expect, it } from '@jest/globals';
import { ImportState } from '@oracle-integration/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aCheckedImport, anImport, aWrongRow } from '../../testing/factories/import';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const LIST = '/control-panel/imports';
const ONE = '/control-panel/imports/0198-import';
const API = '/api/admin/imports';
const API_ONE = '/api/admin/imports/:id';
const A_FILE = new File(['Username,Course\n'], 'completions.csv', { type: 'text/csv' });

describe('Imports', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', API, { items: [], nextCursor: null });
  });

  it('take a file and lead on to its columns', async () => {
    const seen = given('post', API, anImport());
    given('get', API_ONE, anImport());
    const { user, currentAddress } = renderApp(LIST);

    await user.upload(await screen.findByLabelText('choose a file'), A_FILE);

    await waitFor(() => expect(currentAddress()).toBe(ONE));
    expect(seen[0]?.query.get('filename')).toBe('completions.csv');
    expect(await screen.findByRole('heading', { name: 'What the columns hold' })).toBeInTheDocument();
  });

  it('say why a file was not taken, and let another be chosen', async () => {
    given('post', API, () => problem(422, 'IMPORT.FILE_UNUSABLE', 'The file has no line of column names.'));
    const { user } = renderApp(LIST);

    await user.upload(await screen.findByLabelText('choose a file'), A_FILE);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The file has no line of column names.Request req-42');
    expect(screen.getByLabelText('choose a file')).toBeEnabled();
  });

  it('refuse at once what was dropped and is no CSV file', async () => {
    renderApp(LIST);
    const photo = new File(['x'], 'photo.png', { type: 'image/png' });

    const field = await screen.findByLabelText('choose a file');
    fireEvent.drop(field.closest('label')!, { dataTransfer: { files: [photo] } });

    expect(await screen.findByRole('alert')).toHaveTextContent('photo.png is no CSV file.');
  });

  it('list what was brought in, with what came of it', async () => {
    const applied = anImport({
      state: ImportState.Applied,
      applied: { added: 10, revised: 1, queued: 0 },
    });
    given('get', API, { items: [applied], nextCursor: null });
    renderApp(LIST);

    const row = (await screen.findByRole('link', { name: 'completions.csv' })).closest('tr')!;
    expect(row).toHaveTextContent('Applied');
    expect(row).toHaveTextContent('10 added, 1 changed, 0 queued for Oracle');
  });

  it('teach when nothing was brought in', async () => {
    renderApp(LIST);

    expect(await screen.findByText('No file has been imported.')).toBeInTheDocument();
  });

  it('offer no upload to whoever may only look', async () => {
    givenSession(aSession({ role: 'view' }));
    renderApp(LIST);

    await screen.findByText('No file has been imported.');
    expect(screen.queryByLabelText('choose a file')).not.toBeInTheDocument();
  });

  it('show their outline first, and the reason when they cannot be shown', async () => {
    givenNoAnswer('get', API);
    renderApp(LIST);

    expect(await screen.findByText('Loading the imports')).toBeInTheDocument();
  });
});

describe('An import', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', API, { items: [], nextCursor: null });
    given('get', `${API_ONE}/rows`, { items: [aWrongRow()], nextCursor: null });
  });

  it('is checked once what can be read in two ways is decided', async () => {
    given('get', API_ONE, anImport());
    const mapped = given('put', `${API_ONE}/mapping`, anImport());
    const checked = given('post', `${API_ONE}/check`, anImport({ state: ImportState.Checking }));
    const { user } = renderApp(ONE);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Dates such as 01/02/2026 can be read in two ways.');
    expect(screen.getByRole('button', { name: 'Check every row' })).toBeDisabled();
    await user.selectOptions(screen.getByLabelText('Dates such as 01/02/2026'), 'day_first');
    await user.selectOptions(screen.getByLabelText('What the column Username holds'), 'userIdnumber');
    await user.click(screen.getByRole('button', { name: 'Check every row' }));

    await waitFor(() => expect(checked).toHaveLength(1));
    expect(mapped[0]?.body).toMatchObject({
      columns: { userIdnumber: 'Username', courseShortname: 'Course', timecompleted: 'Done on' },
      dateOrder: 'day_first',
    });
  });

  it('says why it cannot be checked', async () => {
    given('get', API_ONE, anImport({ mapping: { ...anImport().mapping!, dateOrder: 'day_first' } }));
    given('put', `${API_ONE}/mapping`, () =>
      problem(422, 'IMPORT.MAPPING_INVALID', 'There is no time zone "Mars".'),
    );
    const { user } = renderApp(ONE);

    await user.click(await screen.findByRole('button', { name: 'Check every row' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('There is no time zone "Mars".');
  });

  it('shows what the rows came to, what is wrong and what to do, and is applied after asking', async () => {
    given('get', API_ONE, aCheckedImport());
    const seen = given('post', `${API_ONE}/apply`, aCheckedImport({ state: ImportState.Applying }));
    const { user } = renderApp(ONE);

    const table = await screen.findByRole('table', { name: 'Wrong' });
    expect(table).toHaveTextContent('Column Done on: There is no 31 February.');
    expect(table).toHaveTextContent('Correct the date in the file.');
    await user.click(screen.getByRole('radio', { name: 'Those completed on or after a day' }));
    expect(screen.getByRole('button', { name: 'Add 11 completions' })).toBeDisabled();
    await user.type(screen.getByLabelText('Completed on or after'), '2026-01-01');
    await user.click(screen.getByRole('button', { name: 'Add 11 completions' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add 11 completions?' });
    expect(dialog).toHaveTextContent(
      '10 completions will be added and 1 changed. 2 rows that are wrong stay out.',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Add 11 completions' }));

    await waitFor(() => expect(seen[0]?.body).toEqual({ deliver: '2026-01-01' }));
  });

  it('shows the rows of a verdict that is pressed', async () => {
    given('get', API_ONE, aCheckedImport());
    const seen = given('get', `${API_ONE}/rows`, { items: [], nextCursor: null });
    const { user } = renderApp(ONE);

    await user.click(await screen.findByRole('button', { name: /^New/ }));

    await waitFor(() => expect(seen.at(-1)?.query.get('verdict')).toBe('new'));
    expect(screen.getByRole('button', { name: /^Skipped/ })).toBeDisabled();
  });

  it('shows how far it is, and is paused and cancelled', async () => {
    const progress = { done: 5, total: 20 };
    given('get', API_ONE, aCheckedImport({ state: ImportState.Applying, progress }));
    const seen = given('put', `${API_ONE}/state`, anImport());
    const { user } = renderApp(ONE);

    expect(await screen.findByText('5 of 20 (25 %)')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(seen[0]?.body).toEqual({ state: 'paused' }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel the import' }));
    await waitFor(() => expect(seen[1]?.body).toEqual({ state: 'cancelled' }));
  });

  it('is removed after asking, and its list opens', async () => {
    given('get', API_ONE, aCheckedImport());
    const seen = given('delete', API_ONE, () => new Response(null, { status: 204 }));
    const { user, currentAddress } = renderApp(ONE);

    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(await screen.findByRole('button', { name: 'Remove the import' }));

    expect(await screen.findByText('completions.csv is removed.')).toBeInTheDocument();
    await waitFor(() => expect(currentAddress()).toBe(LIST));
    expect(seen).toHaveLength(1);
  });

  it('keeps its figures when its rows were removed', async () => {
    given(
      'get',
      API_ONE,
      aCheckedImport({ state: ImportState.Applied, rowsRemovedAt: '2026-03-03T00:00:00Z' }),
    );
    renderApp(ONE);

    expect(await screen.findByText(/The rows were removed on 3 Mar 2026/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Download all rows (CSV)' })).not.toBeInTheDocument();
  });

  it('shows no button to whoever may only look', async () => {
    givenSession(aSession({ role: 'view' }));
    given('get', API_ONE, aCheckedImport());
    renderApp(ONE);

    await screen.findByRole('table', { name: 'Wrong' });
    for (const name of ['Remove', 'Change columns', /^Add/]) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });

  it('says when there is no such import', async () => {
    given('get', API_ONE, () => problem(404, 'IMPORT.UNKNOWN', 'There is no import 0198-import.'));
    renderApp(ONE);

    expect(await screen.findByRole('alert')).toHaveTextContent('There is no import 0198-import.');
  });
});
