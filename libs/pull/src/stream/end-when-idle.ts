import type { ServerResponse } from 'node:http';

/**
 * Ends the connection of a reader that takes nothing for so long: whoever stopped reading must not keep what is held
 * for it. The answer ends torn, which its reader can tell.
 */
export function endWhenIdle(response: ServerResponse, idleMs: number): void {
  const { socket } = response;
  if (!socket) return;
  const end = () => socket.destroy();
  socket.setTimeout(idleMs, end);
  // Behind the answer the server's own limit for waiting connections takes over.
  response.once('close', () => socket.off('timeout', end));
}
