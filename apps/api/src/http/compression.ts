import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Levels at which a page of completions takes a millisecond or two and is a tenth of its size. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 5;

/** Lets answers compress themselves; none is compressed that does not, and nothing is looked at for the others. */
export async function compressWhereAsked(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyCompress, {
    global: false,
    globalDecompression: false,
    encodings: ['br', 'gzip', 'deflate'],
    // What compresses itself knows why.
    customTypes: () => true,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    zlibOptions: { level: GZIP_LEVEL },
  });
}
