import { promisify } from 'node:util';
import { brotliDecompress, constants, unzip } from 'node:zlib';
import { errorCode } from '@oracle-integration/platform';

const unzipped = promisify(unzip);
const unbrotlied = promisify(brotliDecompress);

export interface AnswerBody {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * The text of a body of at most `maxBytes`. We ask for no compression; a proxy that packs all the same is understood,
 * and a body that is small only while packed is cut like any other.
 *
 * @param encoding the `Content-Encoding`, empty when there was none
 * @throws Error when the body is not packed as its encoding says
 */
export async function answerBody(
  bytes: Buffer,
  encoding: string,
  { isCut, maxBytes }: { isCut: boolean; maxBytes: number },
): Promise<AnswerBody> {
  const unpack = unpackerOf(encoding);
  if (!unpack) return { text: bytes.toString('utf8'), isCut };
  try {
    return { text: (await unpack(bytes, maxBytes, isCut)).toString('utf8'), isCut };
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return { text: '', isCut: true };
    throw error;
  }
}

function unpackerOf(encoding: string) {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      // With a flush at the end what is there of a body that was cut is read, instead of refused.
      return (bytes: Buffer, maxOutputLength: number, isCut: boolean) =>
        unzipped(bytes, {
          maxOutputLength,
          finishFlush: isCut ? constants.Z_SYNC_FLUSH : constants.Z_FINISH,
        });
    case 'br':
      return (bytes: Buffer, maxOutputLength: number, isCut: boolean) =>
        unbrotlied(bytes, {
          maxOutputLength,
          finishFlush: isCut ? constants.BROTLI_OPERATION_FLUSH : constants.BROTLI_OPERATION_FINISH,
        });
    default:
      return undefined;
  }
}
