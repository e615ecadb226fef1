import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to whoever asks for any (Linux from 32768, others from 49152): a server that starts
 * beside us with port 0 cannot get one of these between our look and its use, be that half a minute.
 */
const FIRST = 20_000;
const LAST = 31_999;
/** Ports that a process goes through before it comes to those of the process with the next id. */
const STRIDE = 16;

let given = 0;

/** A port of 127.0.0.1 that nobody listens on now, and that no other test process is given meanwhile. */
export async function freePort(): Promise<number> {
  for (let tries = FIRST; tries <= LAST; tries += 1) {
    const port = FIRST + ((process.pid * STRIDE + given++) % (LAST - FIRST + 1));
    if (await canListen(port)) return port;
  }
  throw new Error(`Every port from ${FIRST} to ${LAST} is in use.`);
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false; // Taken: that is the question, not a failure.
  }
  server.close();
  await once(server, 'close');
  return true;
}
