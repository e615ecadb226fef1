import { randomBytes, randomUUID } from 'node:crypto';
import {
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../errors/describe-error';
import { AppSecretUnusableError } from './secret-box.errors';

/** The secret that is generated where `APP_SECRET` is not set, in the data folder, readable by its owner only. */
export class AppSecretFile {
  readonly path: string;
  private readonly previousPath: string;

  constructor(dataDir: string) {
    this.path = join(dataDir, 'app.secret');
    this.previousPath = `${this.path}.previous`;
  }

  /** The secret, and those before it while a rotation is under way. Read anew each time: another process may write. */
  read(): { current: string | undefined; previous: string[] } {
    return { current: this.lines(this.path)[0], previous: this.lines(this.previousPath) };
  }

  /** The secret; generated when there is none. Of two processes that do so at once both get the same one. */
  readOrMake(): string {
    const known = this.read().current;
    if (known !== undefined) return known;
    return this.writing(() => {
      const partial = this.writePartial(`${newSecret()}\n`);
      try {
        linkSync(partial, this.path);
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      } finally {
        rmSync(partial, { force: true });
      }
      return this.read().current!;
    });
  }

  /** Generates another secret; the one before stays readable beside it until {@link dropPrevious}. */
  replace(): void {
    this.writing(() => {
      const { current, previous } = this.read();
      const known = [current, ...previous].filter((secret) => secret !== undefined);
      // The old one first: at no moment is there a secret that nobody has any more.
      if (known.length > 0) renameSync(this.writePartial(`${known.join('\n')}\n`), this.previousPath);
      renameSync(this.writePartial(`${newSecret()}\n`), this.path);
    });
  }

  dropPrevious(): void {
    this.writing(() => rmSync(this.previousPath, { force: true }));
  }

  private lines(path: string): string[] {
    try {
      return readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return [];
      throw new AppSecretUnusableError(path, error);
    }
  }

  private writePartial(content: string): string {
    const folder = dirname(this.path);
    mkdirSync(folder, { recursive: true });
    const partial = `${this.path}.${randomUUID()}`;
    writeFileSync(partial, content, { flag: 'wx', mode: 0o600, flush: true });
    // What root writes into a user's data folder shall stay that user's.
    const { uid, gid } = statSync(folder);
    if (process.getuid?.() === 0 && uid !== 0) chownSync(partial, uid, gid);
    return partial;
  }

  private writing<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw error instanceof AppSecretUnusableError ? error : new AppSecretUnusableError(this.path, error);
    }
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
