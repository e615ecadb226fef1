import { PassThrough, Readable } from 'node:stream';
import { ImportFileTooLargeError, UploadBrokenError } from '../import.errors';
import { ArrivingBytes } from './arriving-bytes';

async function readAll(arriving: ArrivingBytes): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of arriving.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('the bytes of a file that arrives', () => {
  it('come as they are, and are counted', async () => {
    const arriving = new ArrivingBytes(Readable.from([Buffer.from('abc'), Buffer.from('de')]));

    expect(await readAll(arriving)).toBe('abcde');
    expect(arriving.received).toBe(5);
  });

  it('end where they are too many, and the sender can still be answered', async () => {
    const content = Readable.from([Buffer.from('abc'), Buffer.from('def'), Buffer.from('ghi')]);
    const arriving = new ArrivingBytes(content, 60_000, 5);

    await expect(readAll(arriving)).rejects.toThrow(ImportFileTooLargeError);
    expect(content.destroyed).toBe(false);
  });

  it('are given up when the sender falls silent', async () => {
    const content = new PassThrough();
    content.write('abc');

    await expect(readAll(new ArrivingBytes(content, 20))).rejects.toThrow('nothing came for 0.02 seconds');
  });

  it('are given up when the connection breaks, with the reason', async () => {
    const content = new PassThrough();
    content.write('abc');
    const reading = readAll(new ArrivingBytes(content));

    content.destroy(new Error('aborted'));

    await expect(reading).rejects.toThrow(UploadBrokenError);
    await expect(reading).rejects.toThrow('The upload broke off: aborted.');
  });
});
