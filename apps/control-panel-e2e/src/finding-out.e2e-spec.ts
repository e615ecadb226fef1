import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { findSeriousFaults } from './accessibility';
import { ManagerAtWork } from './manager-at-work';
import { TEST_LIMIT_MS } from './patience';
import { expectSaid } from './said';
import type { RunningSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

const REJECTED = 'Oracle rejected the data.';

describe('A manager finds out why a completion has not arrived, and acts', () => {
  let system: RunningSystem;
  let manager: ManagerAtWork;
  let page: Page;

  beforeAll(async () => {
    const faults = { rejectItems: { rate: 0.5, detail: 'Learning item is not active' } };
    manager = await ManagerAtWork.begin(faults, 0);
    ({ system, page } = manager);
  });

  afterAll(() => manager?.end());

  const open = async (path: string, heading: string) => {
    await page.goto(`${system.url}/control-panel/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };

  it('sees what is stopped, by cause, and sends the whole group again once Oracle is mended', async () => {
    await open('queue?view=groups', 'Queue');
    const cause = page.getByRole('listitem').filter({ hasText: REJECTED });
    await cause.getByText('Who acts: Oracle administrator').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);

    await system.setFaults({});
    await cause.getByRole('button', { name: /^Send/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Send .* again$/ })
      .click();

    await expectSaid(page, /requeued/i);
    await cause.waitFor({ state: 'detached' });
  });

  it('follows one completion from the queue through its story to its person', async () => {
    await open('queue?view=items&status=%5B"sent"%5D', 'Queue');
    await page.getByRole('table', { name: 'Items of the queue' }).locator('.row-link').first().click();
    const drawer = page.getByRole('dialog');
    await drawer
      .getByText(/Completed in Totara/)
      .first()
      .waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await drawer
      .getByText(/^Technical details: Request/)
      .first()
      .click();
    await drawer
      .getByRole('region', { name: 'Request' })
      .getByText(/Authorization/i)
      .waitFor();
    expect(await drawer.innerText()).not.toContain('sandbox-secret');

    await drawer.getByRole('link', { name: 'Open the story on its own page' }).click();
    await page
      .getByText(/Oracle’s number/)
      .first()
      .waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'All courses of this person' }).click();
    await page.getByRole('table', { name: 'Courses of this person' }).waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
  });

  it('finds a person by typing', async () => {
    await open('people', 'People');
    const first = page.getByRole('table', { name: 'People' }).locator('.row-link').first();
    const name = await first.innerText();
    await page.getByRole('searchbox').fill(name);
    await page.waitForURL(/q=/);
    await page.getByRole('link', { name, exact: true }).first().waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByRole('searchbox').fill('nobody of that name');
    await page.getByText('Nobody matches “nobody of that name”.').waitFor();
  });

  it('proves that everything is accounted for, and takes the proof along', async () => {
    await open('reconciliation', 'Reconciliation');
    await page.getByText('0 unexplained').waitFor();
    await page.getByRole('button', { name: 'Compare now' }).click();
    await expectSaid(page, /A comparison is asked for\./);
    expect(await findSeriousFaults(page)).toEqual([]);

    await page
      .getByRole('link', { name: /Delivered: show the completions$/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('table').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download sign-off (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });

  it('imports a file: looks at the columns, sees what is wrong, adds the rest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'panel-import-'));
    const file = join(folder, 'before-totara.csv');
    await open('people', 'People');
    const username = await knownUsername(page);
    await writeFile(
      file,
      `Username,Course Shortname,Completion Date\n${username},OI-004,01/02/2019\nnobody.here,OI-004,01/03/2019\n`,
    );

    await open('imports', 'Imports');
    await page.getByLabel('choose a file').setInputFiles(file);
    await page.getByText('Dates such as 01/02/2026 can be read in two ways.').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByLabel('Dates such as 01/02/2026').selectOption('day_first');
    await page.getByRole('button', { name: 'Check every row' }).click();
    await page.getByText('The site has no person with "nobody.here".').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add 1 completion' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add 1 completion' }).click();

    await page.getByText('1 added, 0 changed, 0 queued for Oracle').waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the import' }).click();
    await expectSaid(page, /before-totara\.csv is removed\./);
    await rm(folder, { recursive: true });
  });

  it('shows no button that is not for whoever may only look', async () => {
    await system.letManagerOnlyView();
    for (const [path, heading] of [
      ['queue?view=groups', 'Queue'],
      ['queue?view=items', 'Queue'],
      ['reconciliation', 'Reconciliation'],
      ['imports', 'Imports'],
    ] as const) {
      await open(path, heading);
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual([]);
      expect(await page.locator('main').getByRole('checkbox').count()).toBe(0);
    }
  });
});

/** The user name of somebody on record, as the admin API tells it; people who were deleted in Totara have none. */
async function knownUsername(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/admin/people?limit=50');
    const { items } = (await answer.json()) as { items: { username: string | null; deleted: boolean }[] };
    return items.find(({ username, deleted }) => username !== null && !deleted)!.username!;
  });
}
