import type { Page } from 'playwright-core';

/** One screen of the panel, to be photographed and examined. */
export interface Screen {
  /** Of its pictures. */
  name: string;
  path: string;
  /** Its title. */
  heading: string;
  /** What else must be seen first, or be opened. */
  prepare?: (page: Page) => Promise<void>;
}

/** Every screen inside the panel. A new one is a line here. */
export const SCREENS: readonly Screen[] = [
  { name: 'overview', path: '/control-panel', heading: 'Overview', prepare: seeDeliveries },
  { name: 'queue', path: '/control-panel/queue', heading: 'Queue' },
  { name: 'queue-items', path: '/control-panel/queue?view=items', heading: 'Queue', prepare: seeRows },
  { name: 'queue-item', path: '/control-panel/queue?view=items', heading: 'Queue', prepare: openFirstItem },
  { name: 'people', path: '/control-panel/people', heading: 'People' },
  { name: 'person', path: '/control-panel/people', heading: 'People', prepare: openFirstPerson },
  { name: 'story', path: '/control-panel/people', heading: 'People', prepare: openFirstStory },
  { name: 'reconciliation', path: '/control-panel/reconciliation', heading: 'Reconciliation' },
  { name: 'imports', path: '/control-panel/imports', heading: 'Imports' },
  {
    name: 'history-file',
    path: '/control-panel/history-files',
    heading: 'History file',
    prepare: seeHistoryFile,
  },
  { name: 'mapping', path: '/control-panel/mapping', heading: 'Mapping' },
  { name: 'mapping-row', path: '/control-panel/mapping', heading: 'Mapping', prepare: openNewRow },
  { name: 'mapping-sent', path: '/control-panel/mapping?tab=sent', heading: 'Mapping', prepare: seePreview },
  {
    name: 'preflight',
    path: '/control-panel/mapping?tab=preflight',
    heading: 'Mapping',
    prepare: seeFindings,
  },
  { name: 'api-guide', path: '/control-panel/api-guide', heading: 'API Guide', prepare: seeAddresses },
  { name: 'first-steps', path: '/control-panel/first-steps?step=2', heading: 'First steps' },
  { name: 'settings', path: '/control-panel/settings', heading: 'Settings' },
  { name: 'tokens', path: '/control-panel/tokens', heading: 'Tokens' },
  { name: 'managers', path: '/control-panel/managers', heading: 'People and roles' },
  { name: 'audit', path: '/control-panel/audit', heading: 'Audit' },
  { name: 'account', path: '/control-panel/account', heading: 'Your account' },
];

/** Opens a screen, and waits until it shows what it has to show. */
export async function openScreen(page: Page, url: string, screen: Screen): Promise<void> {
  await page.goto(url + screen.path);
  await page.getByRole('heading', { name: screen.heading, level: 1 }).waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null,
  );
  await screen.prepare?.(page);
}

async function seeDeliveries(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Health' }).waitFor();
  await page.locator('.recharts-area').first().waitFor();
}

async function seeRows(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).waitFor();
}

async function openFirstItem(page: Page): Promise<void> {
  await page.locator('.row-link').first().click();
  await page.getByRole('dialog').getByRole('list', { name: 'What happened' }).waitFor();
}

async function openFirstPerson(page: Page): Promise<void> {
  await page.locator('.row-link').first().click();
  await page.getByRole('table', { name: 'Courses of this person' }).waitFor();
}

async function openFirstStory(page: Page): Promise<void> {
  await openFirstPerson(page);
  await page.locator('.row-link').first().click();
  await page.getByRole('list', { name: 'What happened' }).waitFor();
}

async function openNewRow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.getByRole('dialog', { name: 'Link a course' }).waitFor();
}

async function seePreview(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Preview' }).waitFor();
}

/** One that has ended stays: only the first visit starts one. */
async function seeFindings(page: Page): Promise<void> {
  const findings = page.getByRole('list', { name: 'What it found' });
  if ((await findings.count()) === 0) await page.getByRole('button', { name: 'Start the preflight' }).click();
  await findings.waitFor();
  await page.getByRole('progressbar', { name: 'Progress of the preflight' }).waitFor({ state: 'detached' });
}

/** One that has been looked over stays: only the first visit starts one. */
async function seeHistoryFile(page: Page): Promise<void> {
  const figures = page.getByRole('list', { name: 'What it comes to' });
  if ((await figures.count()) === 0) await page.getByRole('button', { name: 'Look first' }).click();
  await figures.waitFor();
  await page
    .getByRole('progressbar', { name: 'Progress of the history file' })
    .waitFor({ state: 'detached' });
}

async function seeAddresses(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Try it' }).waitFor();
  await page.getByRole('tab', { name: /chosen/ }).waitFor();
}
