import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

/** The files of a ZIP archive by their names, read by another package than the one that writes it. */
export async function readZip(archive: Readable | Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await opened(Buffer.isBuffer(archive) ? archive : await buffer(archive));
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      contentOf(zip, entry).then((content) => {
        files.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (zip) resolve(zip);
      else reject(error ?? new Error('no ZIP archive'));
    });
  });
}

function contentOf(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      buffer(stream).then((bytes) => resolve(bytes.toString('utf8')), reject);
    });
  });
}
