import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { PATIENCE_MS } from './patience';

const run = promisify(execFile);

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
  return chromium.launch({
    executablePath: await unpackedChromium(),
    args: [...args, ...FLAGS],
    env: { ...process.env },
    timeout: PATIENCE_MS,
  });
}

/** A window of its own, without cookies and without movement: what moves can neither be pressed nor examined. */
export async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/**
 * The browser of the package, unpacked once for all users of the machine.
 *
 * The package unpacks in place and takes a file that is there for a whole one: of two that begin together, one would
 * start what the other is still writing. So each unpacks for itself, and moves it there in one step.
 */
async function unpackedChromium(): Promise<string> {
  const executable = join(tmpdir(), 'chromium');
  if (existsSync(executable)) return executable;
  const folder = await mkdtemp(join(tmpdir(), 'chromium-unpacked-'));
  const unpack = `const { default: bundled } = await import('@sparticuz/chromium'); await bundled.executablePath();`;
  await run(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder },
  });
  await chmod(join(folder, 'chromium'), 0o755);
  // The program last: where it is, there is all that it needs.
  const names = (await readdir(folder)).sort((one) => (one === 'chromium' ? 1 : -1));
  for (const name of names) await moveUnlessThere(join(folder, name), join(tmpdir(), name));
  await rm(folder, { recursive: true, force: true });
  return executable;
}

/** A file takes the place of its twin; a folder that somebody else has moved there meanwhile holds the same. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Network Security Services are what a bare Linux lacks first. */
async function hasSystemLibraries(): Promise<boolean> {
  const { stdout } = await run('/sbin/ldconfig', ['-p']);
  return /\blibnss3\.so/.test(stdout);
}
