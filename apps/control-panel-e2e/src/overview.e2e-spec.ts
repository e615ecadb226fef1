import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openContext } from './browser';
import { countOf, figure, openSignIn, signIn } from './panel-pages';
import { TEST_LIMIT_MS } from './patience';
import { type RunningSystem, startSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

describe('A manager looks whether completions arrive', () => {
  let system: RunningSystem;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    system = await startSystem();
    browser = await launchBrowser();
    page = await (await openContext(browser, { viewport: { width: 1440, height: 900 } })).newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it('signs in, watches deliveries arrive, and signs out', async () => {
    const { url, email, password } = system;

    await openSignIn(page, url);
    expect(new URL(page.url()).pathname).toBe('/sign-in');

    await signIn(page, { email, password: `not ${password}` });
    await page
      .getByRole('alert')
      .filter({ hasText: 'The e-mail address or the password is not right.' })
      .waitFor();

    await signIn(page, { email, password });
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.waitForFunction(() => document.title === 'Overview · Oracle Integration');
    await expectFigures(page);

    const before = await countOf(page, 'Sent');
    await expectToRise(page, before);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${url}/control-panel`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/control-panel');
  });
});

async function expectFigures(page: Page): Promise<void> {
  for (const name of ['Queued', 'Sending', 'Sent', 'Failed', 'Dead', 'Parked', 'Withdrawn', 'Completed']) {
    await figure(page, name).waitFor();
    expect(await countOf(page, name)).toBeGreaterThanOrEqual(0);
  }
}

/** The page is left alone: only its own live updates can move the figure. */
async function expectToRise(page: Page, before: number): Promise<void> {
  const sent = figure(page, 'Sent').locator('.figure-count');
  const handle = await sent.elementHandle();
  await page.waitForFunction(
    ([element, least]) => Number(element?.textContent?.replaceAll(',', '')) > Number(least),
    [handle, before] as const,
  );
  expect(await countOf(page, 'Sent')).toBeGreaterThan(before);
}
