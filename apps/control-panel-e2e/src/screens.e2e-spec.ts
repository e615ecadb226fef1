import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findSeriousFaults } from './accessibility';
import { launchBrowser, openContext } from './browser';
import { openSignIn, signIn } from './panel-pages';
import { TEST_LIMIT_MS } from './patience';
import { photograph } from './photograph';
import { openScreen, SCREENS } from './screens';
import { type RunningSystem, startSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

const DEVICES = [
  ['desk', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const;
const SCHEMES = ['light', 'dark'] as const;
const VIEWS = DEVICES.flatMap(([device, viewport]) =>
  SCHEMES.map((scheme) => ({ view: `${device}-${scheme}`, viewport, scheme })),
);

/** Where the pictures go; `npm run screenshots` says so. */
const FOLDER = process.env['SCREENSHOTS_DIR'];

/** So that there is something to see where things have stopped. */
const SOME_REJECTED = { rejectItems: { rate: 0.1, detail: 'The start date of the assignment is missing.' } };

describe('Every screen, at the width of a desk and of a phone, light and dark', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    if (FOLDER) await mkdir(FOLDER, { recursive: true });
    system = await startSystem(SOME_REJECTED);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it.each(VIEWS)('can be used by everybody: $view', async ({ view, viewport, scheme }) => {
    const context = await openContext(browser, { viewport, colorScheme: scheme });
    const page = await openPanel(context, system.url);
    const faults: string[] = [];
    const examine = async (name: string) => {
      if (FOLDER) await photograph(page, `${FOLDER}/${name}-${view}.png`);
      faults.push(...(await findSeriousFaults(page)).map((fault) => `${name}: ${fault}`));
      faults.push(...(await findOverflow(page)).map((fault) => `${name}: ${fault}`));
    };

    await examine('sign-in');
    await signIn(page, system);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    for (const screen of SCREENS) {
      await openScreen(page, system.url, screen);
      await examine(screen.name);
    }

    expect(faults).toEqual([]);
    await context.close();
  });
});

async function openPanel(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await openSignIn(page, url);
  return page;
}

/** A page that scrolls sideways hides half of itself on a phone. */
async function findOverflow(page: Page): Promise<string[]> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  return content! > window! ? [`scrolls sideways: ${content} in ${window} pixels`] : [];
}
