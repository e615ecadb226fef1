import type { Page } from 'playwright-core';

/** Takes a picture of the whole page. */
export async function photograph(page: Page, path: string): Promise<void> {
  await settle(page);
  // A window as tall as the page: what is fixed to the window's edges then reaches the end of the page.
  const { width, height } = page.viewportSize()!;
  const pageHeight = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, pageHeight) });
  await page.screenshot({ path });
  await page.setViewportSize({ width, height });
}

/** Transitions have ended and fonts are there: text that is still fading in has too little contrast. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter((animation) => animation.playState === 'running')
      // What turns while something is loading never ends.
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
  });
}
