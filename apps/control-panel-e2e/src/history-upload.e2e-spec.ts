import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ManagerAtWork } from './manager-at-work';
import { TEST_LIMIT_MS } from './patience';
import type { RunningSystem } from './system';

jest.setTimeout(TEST_LIMIT_MS);

const EVERY = 7;

describe('A manager loads old completions into Oracle', () => {
  let system: RunningSystem;
  let manager: ManagerAtWork;
  let page: Page;

  beforeAll(async () => {
    manager = await ManagerAtWork.begin({ fusion: { load: { refuseEvery: EVERY } } }, 0);
    ({ system, page } = manager);
  });

  afterAll(() => manager?.end());

  const figures = async (list: string) => {
    const text = await page.getByRole('list', { name: list }).innerText();
    return (name: string) => Number(new RegExp(`${name}\\s*([\\d,]+)`).exec(text)![1]!.replaceAll(',', ''));
  };

  /** Begins, and waits until Oracle is done; how far it is shows only as long as that lasts. */
  async function upload(button: string, outcome: string): Promise<void> {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Upload to Oracle' }).click();
    const loading = page.getByRole('region', { name: 'Loading into Oracle' });
    await loading.getByText(outcome).waitFor();
  }

  it('makes the file, has Oracle load it, and sees what Oracle refused', async () => {
    await page.goto(`${system.url}/control-panel/history-files`);
    await page.getByLabel('Everything, also what was sent before').check();
    await page.getByRole('button', { name: 'Make the file' }).click();
    await page.getByRole('button', { name: 'Upload to Oracle' }).waitFor();
    const written = (await figures('What it comes to'))('Written');

    await upload('Upload to Oracle', 'Loaded in part');

    const made = await figures('What Oracle made of it');
    const refused = Math.floor(written / EVERY);
    expect(refused).toBeGreaterThan(0);
    expect([made('Loaded'), made('Refused'), made('Not looked at')]).toEqual([written - refused, refused, 0]);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'What Oracle refused (CSV)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^refused-.*\.csv$/);
  });

  it('uploads it again once the cause is gone', async () => {
    await system.setFaults({});

    await upload('Upload again', 'Oracle has loaded every line');

    expect((await figures('What Oracle made of it'))('Refused')).toBe(0);
    expect(await page.getByRole('button', { name: 'Upload again' }).isDisabled()).toBe(true);
  });
});
