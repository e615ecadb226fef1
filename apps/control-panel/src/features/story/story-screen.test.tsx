import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { aStory } from '../../testing/factories/story';
import { aSession } from '../../testing/factories/session';
import { given, givenNoAnswer } from '../../testing/msw/given';
import { givenSession, problem } from '../../testing/msw/handlers';
import { renderApp } from '../../testing/render-app';

const ADDRESS = '/control-panel/completions/0198-record';
const STORY = '/api/admin/completions/:id';

describe('Story of a completion', () => {
  beforeEach(() => givenSession(aSession()));

  it('tells what happened, one line an event, with the exact time on hover', async () => {
    given('get', STORY, aStory());
    renderApp(ADDRESS);

    const lines = within(await screen.findByRole('list', { name: 'What happened' })).getAllByRole('listitem');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toHaveTextContent('Noticed by the database reader after 9 s');
    expect(within(lines[1]!).getByTitle('2026-02-01 14:03:20 UTC')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: 'Fire Safety: María López' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All courses of this person' })).toHaveAttribute(
      'href',
      '/control-panel/people/1207?site=totara.example.com',
    );
  });

  it('folds Oracle’s answer under technical details, ready to copy', async () => {
    given('get', STORY, aStory());
    const { user } = renderApp(ADDRESS);

    const attempt = (await screen.findByText('Attempt 1: Oracle answered 503.')).closest('li')!;
    expect(within(attempt).getByText('PUSH.TEMPORARY')).not.toBeVisible();
    await user.click(within(attempt).getByText('Technical details'));
    expect(within(attempt).getByRole('region', { name: 'Answer to attempt 1' })).toHaveTextContent('busy');
    expect(within(attempt).getByRole('button', { name: /Answer to attempt 1/ })).toBeVisible();
  });

  it('shows its outline first', async () => {
    givenNoAnswer('get', STORY);
    renderApp(ADDRESS);

    expect(await screen.findByText('Loading the story')).toBeInTheDocument();
  });

  it('says when there is no such completion', async () => {
    given('get', STORY, () => problem(404, 'COMPLETIONS.UNKNOWN', 'There is no completion 0198-record.'));
    renderApp(ADDRESS);

    expect(await screen.findByRole('alert')).toHaveTextContent('There is no completion 0198-record.');
  });
});
