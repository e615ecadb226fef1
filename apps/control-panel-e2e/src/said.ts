import type { BrowserContext, Page } from 'playwright-core';

interface Listening {
  said?: string[];
}

/** Messages in the corner leave after some seconds: what they said is kept, for whoever comes to look later. */
export async function rememberWhatIsSaid(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const said: string[] = [];
    (window as Listening).said = said;
    const listen = () =>
      document.querySelectorAll('.toast').forEach(({ textContent }) => {
        if (textContent && !said.includes(textContent)) said.push(textContent);
      });
    new MutationObserver(listen).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** Waits until a message in the corner has said so, since the page was loaded. */
export async function expectSaid(page: Page, words: RegExp): Promise<void> {
  await page.waitForFunction(
    ([source, flags]) => (window as Listening).said!.some((text) => new RegExp(source!, flags).test(text)),
    [words.source, words.flags],
  );
}
