import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Opens a bare connection to the service, for what no HTTP client would send. */
export function openConnection(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

/**
 * Sends bytes as they are and answers everything that comes until the service closes the connection. It may do so while
 * bytes are still on their way: what was answered by then is the answer.
 */
export async function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = openConnection(url);
  socket.write(bytes);
  let answer = '';
  try {
    for await (const chunk of socket) answer += (chunk as Buffer).toString('utf8');
  } catch (error) {
    if (answer === '') throw error;
  }
  return answer;
}

/**
 * Says that so many bytes are to follow, and sends none of them: who refuses them answers before. Of bytes that are on
 * their way the answer might be lost.
 */
export async function announceBody(
  url: string,
  { bytes, headers }: { bytes: number; headers: Record<string, string> },
): Promise<Response> {
  const sending = request(url, { method: 'POST', headers: { ...headers, 'content-length': String(bytes) } });
  sending.on('error', () => undefined);
  sending.flushHeaders();
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer) text += (chunk as Buffer).toString('utf8');
  sending.destroy();
  return new Response(text, {
    status: answer.statusCode!,
    headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
  });
}
