import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
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

/** What the package's own check takes for a machine that has none of the libraries Chromium needs. */
const MACHINE_WITHOUT_LIBRARIES = 'AWS_Lambda_nodejs20.x';

/**
 * Starts a headless browser with a fresh profile that is removed when it closes.
 *
 * On Linux x64 it is the Chromium inside an npm package, so that nothing but npm is needed; elsewhere an
 * installed Chrome.
 */
export async function launchBrowser(): Promise<Browser> {
  const isBundled = process.platform === 'linux' && process.arch === 'x64';
  if (!isBundled) return chromium.launch({ channel: 'chrome', args: FLAGS });
  // The package brings the libraries too, and unpacks them where it believes to be in the cloud.
  if (!(await hasSystemLibraries())) process.env['AWS_EXECUTION_ENV'] = MACHINE_WITHOUT_LIBRARIES;
  const { default: bundledChromium } = await import('@sparticuz/chromium');
  const args = bundledChromium.args.filter((flag) => !UNSUITABLE_FLAGS.includes(flag));
  const executablePath = await bundledChromium.executablePath();
  await shareWithOtherUsers(executablePath);
  return chromium.launch({
    executablePath,
    args: [...args, ...FLAGS],
    env: { ...process.env },
  });
}

/** It is unpacked once for all users of the machine, but for its first user's eyes only. */
async function shareWithOtherUsers(file: string): Promise<void> {
  if ((await stat(file)).uid === process.getuid?.()) await chmod(file, 0o755);
}

/** Network Security Services are what a bare Linux lacks first. */
async function hasSystemLibraries(): Promise<boolean> {
  const { stdout } = await promisify(execFile)('/sbin/ldconfig', ['-p']);
  return /\blibnss3\.so/.test(stdout);
}
