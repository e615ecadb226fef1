import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { openSignIn, signIn } from './panel-pages';
import type { RunningSystem } from './system';

const WIDTHS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const SCHEMES = ['light', 'dark'] as const;

interface ScreenshotOptions extends Omit<RunningSystem, 'stop'> {
  /** An existing folder. */
  outDir: string;
}

/**
 * Photographs the sign-in page and the overview at the width of a desk and of a phone, light and dark.
 *
 * @returns the paths of the eight pictures
 */
export async function takeScreenshots(options: ScreenshotOptions): Promise<string[]> {
  const browser = await launchBrowser();
  try {
    const files: string[] = [];
    for (const device of ['desk', 'phone'] as const) {
      for (const scheme of SCHEMES) files.push(...(await photograph(browser, device, scheme, options)));
    }
    return files;
  } finally {
    await browser.close();
  }
}

async function photograph(
  browser: Browser,
  device: keyof typeof WIDTHS,
  colorScheme: (typeof SCHEMES)[number],
  { url, email, password, outDir }: ScreenshotOptions,
): Promise<string[]> {
  const context = await browser.newContext({ viewport: WIDTHS[device], colorScheme, deviceScaleFactor: 1 });
  const page = await context.newPage();
  const shoot = async (name: string) => {
    const path = join(outDir, `${name}-${device}-${colorScheme}.png`);
    await settle(page);
    // A window as tall as the page: what is fixed to the window's edges then reaches the end of the page.
    const { width, height } = WIDTHS[device];
    const pageHeight = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(height, pageHeight) });
    await page.screenshot({ path });
    await page.setViewportSize({ width, height });
    return path;
  };

  await openSignIn(page, url);
  const entrance = await shoot('sign-in');
  await signIn(page, { email, password });
  await page.getByRole('region', { name: 'Health' }).waitFor();
  const overview = await shoot('overview');
  await context.close();
  return [entrance, overview];
}

/** Transitions have ended and fonts are there. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
  });
}
