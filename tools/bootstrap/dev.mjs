import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inWorkspace, workspaceRoot } from './workspace.mjs';

/**
 * Watch mode: the API is built again and restarted on each change, the control panel is served by Vite, which hands
 * `/api` on to the API. Ctrl-C stops all of it.
 */
export async function runDev() {
  const { build, createServer } = await import('vite');
  const api = new RestartingProcess('api', inWorkspace('dist', 'apps', 'api', 'main.js'));

  const watcher = await build({
    configFile: inWorkspace('apps', 'api', 'vite.config.ts'),
    logLevel: 'warn',
    build: { watch: {} },
  });
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') void event.result.close();
    if (event.code === 'END') void api.restart();
    if (event.code === 'ERROR') console.error(`[api] ${event.error.message}`);
  });
  const panel = await createServer({ configFile: inWorkspace('apps', 'control-panel', 'vite.config.ts') });
  await panel.listen();
  for (const url of panel.resolvedUrls?.local ?? []) console.log(`[control-panel] ${url}`);

  const stop = async () => {
    await Promise.all([watcher.close(), panel.close(), api.stop()]);
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** One process at a time: the next one starts when the one before has stopped, as both need the same port. */
class RestartingProcess {
  #child;
  #queue = Promise.resolve();

  constructor(name, file) {
    this.name = name;
    this.file = file;
  }

  restart() {
    return this.#next(async () => {
      await this.#end();
      this.#start();
    });
  }

  stop() {
    return this.#next(() => this.#end());
  }

  #next(step) {
    this.#queue = this.#queue.then(step);
    return this.#queue;
  }

  #start() {
    const child = spawn(process.execPath, ['--enable-source-maps', this.file], {
      cwd: workspaceRoot,
      env: { NODE_ENV: 'development', ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: a Ctrl-C reaches it once, from us.
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => console.log(`[${this.name}] ${line}`));
    }
    child.on('error', (error) => console.error(`[${this.name}] ${error.message}`));
    child.on('exit', (code, signal) => {
      if (child === this.#child)
        console.log(`[${this.name}] ended (${signal ?? code}); it starts again on the next change`);
    });
    this.#child = child;
  }

  async #end() {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
