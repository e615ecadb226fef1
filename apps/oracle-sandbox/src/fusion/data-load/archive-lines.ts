import { fromBufferPromise } from 'yauzl';

/** More unpacked bytes than the lines of a quarter of a million records take: a bomb is not unpacked. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/** An archive that cannot be used; the message says why in one sentence. */
export class ArchiveUnusableError extends Error {}

/**
 * The lines of one file of a ZIP archive, in their order.
 *
 * @throws ArchiveUnusableError when it is no archive, or has no such file
 */
export async function archiveLines(archive: Buffer, fileName: string): Promise<string[]> {
  try {
    const zip = await fromBufferPromise(archive, { lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== fileName) continue;
      if (entry.uncompressedSize > MAX_UNPACKED_BYTES) throw new Error('it is too large');
      return await linesOf(await zip.openReadStreamPromise(entry));
    }
  } catch (error) {
    throw new ArchiveUnusableError(`The archive can't be unpacked: ${(error as Error).message}.`);
  }
  throw new ArchiveUnusableError(`The archive holds no file ${fileName}.`);
}

async function linesOf(stream: AsyncIterable<Buffer>): Promise<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines: string[] = [];
  let begun = '';
  for await (const bytes of stream) {
    const [first, ...more] = decoder.decode(bytes, { stream: true }).split('\n');
    begun += first;
    for (const line of more) {
      lines.push(begun);
      begun = line;
    }
  }
  begun += decoder.decode();
  return begun === '' ? lines : [...lines, begun];
}
