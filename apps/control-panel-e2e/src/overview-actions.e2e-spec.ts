import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { ManagerAtWork } from './manager-at-work';
import { countOf, figure } from './panel-pages';
import { PATIENCE_MS, TEST_LIMIT_MS } from './patience';
import { expectSaid } from './said';
import type { RunningSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

describe('A manager acts on the overview', () => {
  let system: RunningSystem;
  let manager: ManagerAtWork;
  let page: Page;

  beforeAll(async () => {
    manager = await ManagerAtWork.begin({
      rejectItems: { rate: 0.2, title: 'Unprocessable', detail: 'Start date is missing.' },
    });
    ({ system, page } = manager);
  });

  afterAll(() => manager?.end());

  it('requeues what Oracle rejected, once the cause is gone', async () => {
    await expectFigure(page, 'Dead', (count) => count > 0);
    await system.setFaults({});

    await page.getByRole('button', { name: 'Requeue failed/dead items' }).click();
    await confirm(page, /^Requeue [\d,]+ items?\?$/, /^Requeue [\d,]+ items?$/);

    await expectSaid(page, /requeued\./);
    await expectFigure(page, 'Dead', (count) => count === 0);
  });

  it('purges sent items and logs, after it has said how many', async () => {
    for (const [field, button, result] of [
      ['Purge sent items older than (days)', 'Purge sent items', /items? purged\./],
      ['Purge logs older than (days)', 'Purge logs', /log entr(y|ies) purged\./],
    ] as const) {
      await page.getByLabel(field).fill('0');
      await page.getByRole('button', { name: button, exact: true }).click();
      await confirm(page, /^Purge [\d,]+ /, /^Purge [\d,]+ /);
      await expectSaid(page, result);
    }
  });

  it('generates a token and enables the Pull API: the token then reads, until it is disabled', async () => {
    await page.getByRole('button', { name: 'Generate new token' }).click();
    await page.getByLabel('What is it for?').fill('Payroll export');
    await page.getByRole('button', { name: 'Generate token' }).click();
    const token = await page.getByLabel('API token', { exact: true }).innerText();
    await page.getByRole('button', { name: 'I have stored it' }).click();
    const pull = () => fetch(`${system.url}/api/v1/completions?limit=1`, { headers: { 'x-api-key': token } });

    await page.getByRole('button', { name: 'Enable Pull API' }).click();
    await confirm(page, 'Enable the Pull API?', 'Enable Pull API');
    await page.getByRole('button', { name: 'Disable Pull API' }).waitFor();
    expect((await pull()).status).toBe(200);

    await page.getByRole('button', { name: 'Disable Pull API' }).click();
    await confirm(page, 'Disable the Pull API?', 'Disable Pull API');
    await page.getByRole('button', { name: 'Enable Pull API' }).waitFor();
    expect((await pull()).status).toBe(503);
  });

  it('pauses Push with a reason, and resumes it', async () => {
    await page.getByRole('button', { name: 'Pause Push' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause Push' });
    await dialog.getByLabel('Reason').fill('Oracle is upgraded');
    await dialog.getByRole('button', { name: 'Pause Push' }).click();

    await health(page).getByText('Reason: Oracle is upgraded').waitFor();
    await health(page).getByRole('button', { name: 'Resume Push' }).click();
    await expectSeen(page.getByRole('button', { name: 'Pause Push' }));
  });

  it('counts a backfill, then queues what it found', async () => {
    await page.getByRole('button', { name: 'New backfill' }).click();
    await page.getByLabel('Completed from').fill('2000-01-01');
    await page.getByLabel('Send again what Oracle has already').check();
    await page.getByRole('button', { name: 'Count them (dry run)' }).click();

    const card = page.getByRole('region', { name: 'Backfill' });
    await card.getByRole('button', { name: /^Queue [\d,]+ completions?$/ }).click();
    await confirm(page, /^Queue [\d,]+ completions?\?$/, /^Queue [\d,]+ completions?$/);

    await expectSaid(page, /The backfill has begun\./);
    await card.getByText('Finished', { exact: true }).waitFor();
  });

  it('says in words that Oracle refuses the secret and who acts, and goes on once it is right', async () => {
    await system.setFaults({ unauthorized: true, token: { status: 401, error: 'invalid_client' } });

    await health(page).getByText('Oracle refuses the client ID or secret').first().waitFor();
    expect(await health(page).innerText()).toContain('Client Secret');

    const tryNow = health(page).getByRole('button', { name: 'Try now' });
    await tryNow.waitFor();
    await system.setFaults({});
    // Oracle is tried every few seconds anyway: that may come first, and leave nothing to press.
    await tryNow.click({ timeout: 5_000 }).catch(() => undefined);
    await health(page).getByText('Oracle refuses').first().waitFor({ state: 'detached' });
  });

  it('says that Oracle cannot be reached, and goes on by itself once it can', async () => {
    await system.setFaults({ refuse: true, token: { refuse: true } });
    await health(page).getByRole('button', { name: 'Try now' }).waitFor();

    await system.setFaults({});

    await expectGone(health(page).getByRole('button', { name: 'Try now' }));
  });

  it('asks for the password when the session ends in mid-form, and keeps what was typed', async () => {
    const days = page.getByLabel('Purge logs older than (days)');
    await days.fill('365');
    await page.context().clearCookies();

    const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
    await dialog.getByLabel('Password', { exact: true }).fill(system.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();

    await dialog.waitFor({ state: 'detached' });
    expect(await days.inputValue()).toBe('365');
    await page.getByRole('button', { name: 'Purge logs', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  });

  it('shows whoever may only view the figures, and no button that would change them', async () => {
    await system.letManagerOnlyView();
    await page.reload();

    await figure(page, 'Sent').waitFor();
    for (const heading of ['Actions', 'Quick setup']) {
      expect(await page.getByRole('region', { name: heading }).count()).toBe(0);
    }
    expect(await page.getByRole('link', { name: 'API Guide' }).count()).toBe(0);
    await page.goto(`${system.url}/control-panel/api-guide`);
    await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  });
});

function health(page: Page): Locator {
  return page.getByRole('region', { name: 'Health' });
}

/** Presses the button of the dialog that asks. */
async function confirm(page: Page, question: string | RegExp, button: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog', { name: question });
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function expectSeen(what: Locator): Promise<void> {
  await what.waitFor();
}

async function expectGone(what: Locator): Promise<void> {
  await what.waitFor({ state: 'detached' });
}

async function expectFigure(page: Page, name: string, isRight: (count: number) => boolean): Promise<void> {
  await figure(page, name).waitFor();
  const deadline = Date.now() + PATIENCE_MS;
  while (!isRight(await countOf(page, name))) {
    if (Date.now() > deadline) throw new Error(`${name} stays at ${await countOf(page, name)}`);
    // The page asks for its figures every two seconds.
    await page.waitForResponse((response) => response.url().endsWith('/api/admin/overview'));
  }
}
