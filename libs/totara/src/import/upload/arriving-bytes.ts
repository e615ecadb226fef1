import type { Readable } from 'node:stream';
import { IMPORT_BYTES_MAX } from '@oracle-integration/contracts';
import { describeError } from '@oracle-integration/platform';
import { ImportFileTooLargeError, UploadBrokenError } from '../import.errors';

/** A sender who is silent for so long has gone, or hangs. */
export const SILENCE_MS = 60_000;

/** The bytes of a file as they arrive, counted. */
export class ArrivingBytes {
  private count = 0;

  constructor(
    private readonly content: Readable,
    private readonly silenceMs = SILENCE_MS,
    private readonly bytesMax = IMPORT_BYTES_MAX,
  ) {}

  get received(): number {
    return this.count;
  }

  /**
   * @throws ImportFileTooLargeError, UploadBrokenError. The connection is left open: who sent too much can still be
   * told so.
   */
  async *read(): AsyncGenerator<Buffer> {
    const chunks = this.content.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    for (;;) {
      const { value, done } = await this.next(chunks);
      if (done) return;
      this.count += value.length;
      if (this.count > this.bytesMax) throw new ImportFileTooLargeError();
      yield value;
    }
  }

  private async next(chunks: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer, undefined>> {
    const coming = chunks.next() as Promise<IteratorResult<Buffer, undefined>>;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      const reason = `nothing came for ${this.silenceMs / 1000} seconds`;
      timer = setTimeout(() => reject(new UploadBrokenError(reason)), this.silenceMs);
    });
    try {
      return await Promise.race([coming, silence]);
    } catch (error) {
      // What comes after we have given up is nobody's concern.
      coming.catch(() => undefined);
      throw error instanceof UploadBrokenError ? error : new UploadBrokenError(describeError(error), error);
    } finally {
      clearTimeout(timer);
    }
  }
}
