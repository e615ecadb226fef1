import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CONTROL_PANEL_DIR } from './control-panel-page';

const HASHED_DIR = join(CONTROL_PANEL_DIR, 'assets');

/**
 * The files of the control panel, one route each; the build has compressed those that are worth it. What has a hash
 * of its content in its name may be kept for ever by browsers; the rest is asked for again.
 */
export async function serveControlPanelFiles(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(CONTROL_PANEL_DIR)) return;
  await app.register(fastifyStatic, {
    root: CONTROL_PANEL_DIR,
    wildcard: false,
    // The page has a route of its own, and compressed forms are not asked for by name.
    globIgnore: ['index.html', '**/*.br', '**/*.gz'],
    index: false,
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(HASHED_DIR);
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
