import { connect, type Socket } from 'node:net';

/** Opens a bare connection to the service, for what no HTTP client would send. */
export function openConnection(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

/** Sends bytes as they are and answers everything that comes until the service closes the connection. */
export async function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = openConnection(url);
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket) answer += (chunk as Buffer).toString('utf8');
  return answer;
}
