import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openContext } from './browser';
import { openSignIn, signIn } from './panel-pages';
import { TEST_LIMIT_MS } from './patience';
import { type RunningSystem, startSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

describe('The content security policy', () => {
  let system: RunningSystem;
  let browser: Browser;
  let page: Page;
  const violations: string[] = [];

  beforeAll(async () => {
    system = await startSystem();
    browser = await launchBrowser();
    page = await (await openContext(browser, { viewport: { width: 1440, height: 900 } })).newPage();
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it('lets every page of the panel look and work as it was built', async () => {
    await openSignIn(page, system.url);
    await signIn(page, system);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();

    const links = await page.getByRole('navigation').getByRole('link').all();
    const addresses = new Set(await Promise.all(links.map((link) => link.getAttribute('href'))));
    for (const address of addresses) {
      await page.goto(new URL(address!, system.url).href);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
    }

    expect(addresses.size).toBeGreaterThan(0);
    expect(violations).toEqual([]);
    expect(await isStyled(page)).toBe(true);
  });

  it('lets the page that describes the interface look as it was built', async () => {
    await page.goto(`${system.url}/api/docs`);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);

    expect(violations).toEqual([]);
  });

  it('keeps out a script and a style that somebody smuggled in', async () => {
    const hasRun = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.body.dataset.smuggled = "yes"';
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(script, style);
      return (
        document.body.dataset['smuggled'] === 'yes' || getComputedStyle(document.body).outlineWidth === '7px'
      );
    });

    expect(hasRun).toBe(false);
  });
});

/** Whether the style elements that components write have taken hold: the theme's own colours are known. */
function isStyled(page: Page): Promise<boolean> {
  return page.evaluate(
    () => getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-body') !== '',
  );
}
