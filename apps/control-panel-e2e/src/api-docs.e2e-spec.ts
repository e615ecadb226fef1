import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, openContext } from './browser';
import { TEST_LIMIT_MS } from './patience';
import { type RunningSystem, startSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

describe('The page of the API', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await startSystem();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it.each(['light', 'dark'] as const)(
    'shows every operation from our own origin under the strict policy (%s)',
    async (colorScheme) => {
      const page = await (await openContext(browser, { colorScheme })).newPage();
      const complaints: string[] = [];
      const foreign: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(system.url))
          foreign.push(request.url());
      });

      await page.goto(`${system.url}/api/docs`);
      await page.getByText('Completions, oldest change first', { exact: true }).click();
      await page.getByText('Records changed at or after this moment', { exact: false }).waitFor();

      expect(complaints).toEqual([]);
      expect(foreign).toEqual([]);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(background === 'rgb(28, 32, 34)').toBe(colorScheme === 'dark');
    },
  );
});
