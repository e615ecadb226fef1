import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LookupUploadView } from '@oracle-integration/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { aLookupRow, aMappedRecord, COURSE_NOT_LINKED } from '../../testing/factories/mapping';
import { aSession } from '../../testing/factories/session';
import { aSetting, someSettings } from '../../testing/factories/settings';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const SCREEN = '/control-panel/mapping';
const COURSES = '/api/admin/mapping/tables/courses';
const PREVIEW = '/api/admin/mapping/preview';

describe('Lookup tables', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', COURSES, { rows: [aLookupRow()], nextCursor: null });
  });

  it('list what Oracle calls a course, search both columns, and go on by cursor', async () => {
    const seen = given('get', COURSES, ({ query }) =>
      query.has('cursor')
        ? { rows: [aLookupRow({ key: 'FIRE-2' })], nextCursor: null }
        : { rows: [aLookupRow()], nextCursor: 'abc' },
    );
    const { user, currentAddress } = renderApp(SCREEN);

    const table = await screen.findByRole('table', { name: 'Courses' });
    expect(table).toHaveTextContent('FIRE-1');
    expect(table).toHaveTextContent('300100012345678901');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('FIRE-2')).toBeInTheDocument();
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'FI');

    await waitFor(() => expect(seen.at(-1)?.query.get('q')).toBe('FI'));
    expect(currentAddress()).toContain('q=FI');
    expect(screen.getByRole('link', { name: 'Download (CSV)' })).toHaveAttribute(
      'href',
      `${COURSES}/download`,
    );
  });

  it('show people beside courses', async () => {
    given('get', '/api/admin/mapping/tables/people', { rows: [], nextCursor: null });
    const { user } = renderApp(SCREEN);

    const parts = await screen.findByRole('list', { name: 'Parts of the mapping' });
    await user.click(within(parts).getByRole('link', { name: 'People' }));

    expect(await screen.findByText('Nobody is linked.')).toBeInTheDocument();
  });

  it('take a row in, and say that what waited for it is sent', async () => {
    const seen = given('put', `${COURSES}/rows`, aLookupRow({ key: 'FIRST-AID' }));
    const { user } = renderApp(SCREEN);

    await user.click(await screen.findByRole('button', { name: 'Add a row' }));
    const dialog = await screen.findByRole('dialog', { name: 'Link a course' });
    await user.type(within(dialog).getByLabelText('Course in Totara'), 'FIRST-AID');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(within(dialog).getByText('Enter something.')).toBeInTheDocument();
    expect(seen).toEqual([]);
    await user.type(within(dialog).getByLabelText('Learning item in Oracle'), '300100099');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    expect(
      await screen.findByText('FIRST-AID is linked. What waited for it is sent now.'),
    ).toBeInTheDocument();
    expect(seen[0]?.body).toEqual({ key: 'FIRST-AID', value: '300100099' });
  });

  it('change a row, and show why the service refuses', async () => {
    given('put', `${COURSES}/rows`, () =>
      problem(400, 'HTTP.REQUEST_INVALID', 'The row does not fit.', {
        errors: [{ field: 'value', message: 'value must not hold line breaks' }],
      }),
    );
    const { user } = renderApp(SCREEN);

    await user.click(await screen.findByRole('button', { name: 'Change FIRE-1' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change the learning item' });
    expect(within(dialog).getByLabelText('Course in Totara')).toHaveAttribute('readonly');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    expect(await within(dialog).findByText('value must not hold line breaks')).toBeInTheDocument();
  });

  it('remove a row after asking', async () => {
    const seen = given('delete', `${COURSES}/rows`, { removed: 1 });
    const { user } = renderApp(SCREEN);

    await user.click(await screen.findByRole('button', { name: 'Remove FIRE-1' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove FIRE-1?' });
    await user.click(within(dialog).getByRole('button', { name: 'Remove the row' }));

    expect(await screen.findByText('FIRE-1 is removed.')).toBeInTheDocument();
    expect(seen[0]?.body).toEqual({ key: 'FIRE-1' });
  });

  it('take a file in, and tell row by row what cannot be used', async () => {
    const report: LookupUploadView = {
      mode: 'replace',
      isApplied: false,
      rows: 3,
      added: 0,
      changed: 0,
      removed: 0,
      faultCount: 1,
      faults: [{ line: 3, key: 'FIRE-9', reason: 'value is missing' }],
    };
    const seen = given('post', `${COURSES}/upload`, report);
    const { user } = renderApp(SCREEN);

    await user.click(await screen.findByRole('button', { name: 'Upload (CSV)' }));
    await user.click(await screen.findByRole('radio', { name: 'The whole table' }));
    await user.upload(
      screen.getByLabelText('choose a file'),
      new File(['key,value\n'], 'courses.csv', { type: 'text/csv' }),
    );

    expect(await screen.findByText('Nothing was changed.')).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'Rows that cannot be used' })).toHaveTextContent(
      'FIRE-9value is missing',
    );
    expect(seen[0]?.query.get('mode')).toBe('replace');
  });

  it('teach when they are empty', async () => {
    given('get', COURSES, { rows: [], nextCursor: null });
    renderApp(SCREEN);

    expect(await screen.findByText('No course is linked.')).toBeInTheDocument();
  });

  it('show their outline first', async () => {
    givenNoAnswer('get', COURSES);
    renderApp(SCREEN);

    expect(await screen.findByText('Loading the table')).toBeInTheDocument();
  });

  it('name the reason when they cannot be shown', async () => {
    given('get', COURSES, () => problem(400, 'X.Y', 'Not now.'));
    renderApp(SCREEN);

    expect(await screen.findByRole('alert')).toHaveTextContent('Not now.');
  });

  it('are not for managers who may only look', async () => {
    givenSession(aSession({ role: 'view' }));
    renderApp(SCREEN);

    expect(await screen.findByText('This page is not for your role')).toBeInTheDocument();
  });
});

describe('What is sent', () => {
  beforeEach(() => {
    givenSession(aSession());
    given('get', '/api/admin/settings', settingsWithMapping());
  });

  it('is tried on the newest completions while one types, before it is saved', async () => {
    const seen = given('post', PREVIEW, {
      records: [aMappedRecord(), aMappedRecord({ recordId: '2', body: null, cause: COURSE_NOT_LINKED })],
    });
    const saved = given('put', '/api/admin/settings', settingsWithMapping());
    const { user } = renderApp(`${SCREEN}?tab=sent`);

    const preview = await screen.findByRole('list', { name: 'Preview' });
    expect(preview).toHaveTextContent('Person E100234 · Course OLC-10021');
    expect(preview).toHaveTextContent('This course is not linked to a learning item in Oracle.');
    await user.type(screen.getByLabelText('Body (JSONata)'), 'courseId');
    await waitFor(() =>
      expect(seen.at(-1)?.body).toEqual({ values: { mappingBody: 'courseId' }, newest: 5 }),
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(saved[0]?.body).toEqual({ version: 7, changes: { mappingBody: 'courseId' } }));
  });

  it('is not left for another part before what was typed is saved, without asking', async () => {
    given('post', PREVIEW, { records: [] });
    const { user, currentAddress } = renderApp(`${SCREEN}?tab=sent`);

    await user.type(await screen.findByLabelText('Body (JSONata)'), 'courseId');
    await user.click(screen.getByRole('link', { name: 'Courses' }));
    expect(await screen.findByText('1 change has not been saved and will be lost.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(currentAddress()).toBe(`${SCREEN}?tab=sent`);
    expect(screen.getByLabelText('Body (JSONata)')).toHaveValue('courseId');
  });

  it('says why values cannot be tried', async () => {
    given('post', PREVIEW, () =>
      problem(400, 'HTTP.REQUEST_INVALID', 'The settings do not fit.', {
        errors: [{ field: 'mappingConstants', message: 'Constants must be a JSON object' }],
      }),
    );
    renderApp(`${SCREEN}?tab=sent`);

    expect(await screen.findByText('Constants must be a JSON object')).toBeInTheDocument();
  });

  it('says so when there is no completion to try it on', async () => {
    given('post', PREVIEW, { records: [] });
    renderApp(`${SCREEN}?tab=sent`);

    expect(await screen.findByText('There is no completion yet.')).toBeInTheDocument();
  });
});

function settingsWithMapping() {
  const settings = someSettings();
  const setting = aSetting({
    key: 'mappingBody',
    section: 'mapping',
    label: 'Body (JSONata)',
    input: { kind: 'multiline' },
  });
  return {
    ...settings,
    sections: [
      ...settings.sections,
      { section: 'mapping' as const, title: 'Mapping', help: 'What is sent.', keys: [setting.key] },
    ],
    settings: { ...settings.settings, [setting.key]: setting },
  };
}
