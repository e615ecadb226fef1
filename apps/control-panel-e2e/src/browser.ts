import bundledChromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Quiet and self-sufficient: no sandbox (tests also run as root), no calls home, no first-run pages. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** In one process the browser dies with the first context that closes, and a crash takes everything along. */
const UNSUITABLE_FLAGS = ['--single-process', '--no-zygote'];

/**
 * Starts a headless browser with a fresh profile that is removed when it closes.
 *
 * On Linux x64 it is the Chromium inside an npm package, so that nothing but npm is needed; elsewhere an
 * installed Chrome.
 */
export async function launchBrowser(): Promise<Browser> {
  const isBundled = process.platform === 'linux' && process.arch === 'x64';
  if (!isBundled) return chromium.launch({ channel: 'chrome', args: FLAGS });
  const args = bundledChromium.args.filter((flag) => !UNSUITABLE_FLAGS.includes(flag));
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: [...args, ...FLAGS],
  });
}
