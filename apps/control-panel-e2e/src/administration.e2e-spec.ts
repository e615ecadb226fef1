import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ManagerAtWork } from './manager-at-work';
import { TEST_LIMIT_MS } from './patience';
import { expectSaid } from './said';
import type { RunningSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

const SECOND = { email: 'ana@example.com', password: 'a good and long one' };

describe('Managers look after the installation', () => {
  let system: RunningSystem;
  let manager: ManagerAtWork;
  let page: Page;
  /** In a browser of their own. */
  let second: Page;

  beforeAll(async () => {
    manager = await ManagerAtWork.begin({}, 0);
    ({ system, page } = manager);
  });

  afterAll(() => manager?.end());

  const goTo = (name: string) => navigate(page, name);

  it('invite another manager by a link, who chooses a password and is in', async () => {
    await goTo('People and roles');
    await page.getByRole('button', { name: 'Invite a manager' }).click();
    await page.getByLabel('E-mail').fill(SECOND.email);
    await page.getByRole('radio', { name: /^Manage/ }).check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = new URL(await page.getByLabel('Link', { exact: true }).innerText());
    await page.getByRole('button', { name: 'I have copied it' }).click();

    second = await manager.openStrangersPage();
    await second.goto(system.url + link.pathname + link.search);
    await second.getByLabel('Password', { exact: true }).fill(SECOND.password);
    await second.getByLabel('The same password again').fill(SECOND.password);
    await second.getByRole('button', { name: 'Set password and sign in' }).click();

    await second.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await second.getByText(SECOND.email).first().innerText()).toBe(SECOND.email);
  });

  it('save the same setting at once: the later one is told who was first, and loses nothing', async () => {
    for (const one of [page, second]) {
      await navigate(one, 'Settings');
      await one.getByLabel('Batch size').waitFor();
    }
    await page.getByLabel('Batch size').fill('50');
    await second.getByLabel('Batch size').fill('60');
    await save(page);

    await second.getByRole('button', { name: 'Save' }).click();
    const conflict = second.getByRole('alert').filter({ hasText: 'Somebody else saved meanwhile.' });
    expect(await conflict.innerText()).toContain(system.email);
    expect(await second.getByLabel('Batch size').inputValue()).toBe('60');
    await save(second);

    await expectSaid(second, /1 change is saved and in force\./);
  });

  it('test a connection before they trust it, and see why it fails', async () => {
    await page.getByRole('button', { name: 'Test connection to Oracle' }).click();
    await page.getByText('The connection works.').waitFor();
    await system.setFaults({ token: { status: 401, error: 'invalid_client' } });

    await page.getByRole('button', { name: 'Test connection to Oracle' }).click();

    const result = page.getByRole('status').filter({ hasText: 'The connection does not work yet.' });
    expect(await result.innerText()).toContain('Client Secret');
    await system.setFaults({});
  });

  it('are asked before they leave what they typed', async () => {
    await page.getByLabel('Requests at once').fill('7');
    await goTo('Tokens');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByLabel('Requests at once').inputValue()).toBe('7');

    await goTo('Tokens');
    await page.getByRole('button', { name: 'Leave without saving' }).click();

    await page.getByRole('heading', { name: 'Tokens' }).waitFor();
  });

  it('generate a token and revoke it: from then on it opens nothing', async () => {
    await page.getByRole('button', { name: 'Generate new token' }).click();
    await page.getByLabel('Name of the token').fill('Payroll export');
    await page.getByRole('button', { name: 'Generate token' }).click();
    const token = await page.getByLabel('API token', { exact: true }).innerText();
    await page.getByRole('button', { name: 'I have stored it' }).click();
    const pull = () => fetch(`${system.url}/api/v1/completions?limit=1`, { headers: { 'x-api-key': token } });
    // The Pull API is off here: the token is known, and told so.
    expect((await pull()).status).toBe(503);

    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expectSaid(page, /The token "Payroll export" is revoked\./);

    expect((await pull()).status).toBe(401);
  });

  it('switch the integration off: the panel says so, and leads to where it is switched on', async () => {
    await goTo('Settings');
    await page.getByRole('switch', { name: /^Enable integration/ }).click({ force: true });
    await save(page);
    await page.goto(`${system.url}/control-panel`);
    await page.getByText('The integration is switched off').waitFor();
    expect(await page.getByRole('link', { name: 'Queue', exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: 'To the settings' }).click();

    await page.getByRole('switch', { name: /^Enable integration/ }).click({ force: true });
    await save(page);

    await goTo('Overview');
    await page.getByRole('region', { name: 'Health' }).waitFor();
  });

  it('read in the audit log who did what', async () => {
    await goTo('Audit');

    for (const what of ['Manager invited', 'Settings changed', 'Token revoked']) {
      expect(await page.getByRole('cell', { name: what }).first().innerText()).toBe(what);
    }
  });
});

/** Saves, and waits until nothing is left to save: who leaves before is asked. */
async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Save' });
  await button.click();
  await button.waitFor({ state: 'detached' });
}

async function navigate(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
}
