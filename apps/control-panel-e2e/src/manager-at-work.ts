import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openContext } from './browser';
import { openSignIn, signIn } from './panel-pages';
import { rememberWhatIsSaid } from './said';
import { type OracleFaults, type RunningSystem, startSystem } from './system';

const VIEWPORT = { width: 1440, height: 900 };

/** A running system and a manager who is signed in, before the Overview. */
export class ManagerAtWork {
  private constructor(
    readonly system: RunningSystem,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async begin(faults?: OracleFaults, stepsPerMinute?: number): Promise<ManagerAtWork> {
    const system = await startSystem(faults, stepsPerMinute);
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser();
      const page = await openPage(browser);
      await openSignIn(page, system.url);
      await signIn(page, system);
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      return new ManagerAtWork(system, browser, page);
    } catch (error) {
      await browser?.close();
      await system.stop();
      throw error;
    }
  }

  /** A page of somebody else, who has no cookie of the manager's. */
  openStrangersPage(): Promise<Page> {
    return openPage(this.browser);
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.system.stop();
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await openContext(browser, { viewport: VIEWPORT });
  await rememberWhatIsSaid(context);
  return context.newPage();
}
