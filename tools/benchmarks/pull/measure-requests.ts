import { Agent, get } from 'node:http';

const CONNECTIONS = 16;
const DURATION_MS = 1_500;

/** Requests per second with 16 connections, each walking on by `nextCursor` and beginning again at the end. */
export async function measureRequests(firstUrl: string, token: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = Date.now() + DURATION_MS;
  const startedAt = process.hrtime.bigint();
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      let url = firstUrl;
      let count = 0;
      while (Date.now() < until) {
        url = nextUrl(firstUrl, await fetchText(url, token, agent));
        count += 1;
      }
      return count;
    }),
  );
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  agent.destroy();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/** Finds the cursor in the last bytes; parsing 70 KB of JSON would measure the client. */
function nextUrl(firstUrl: string, body: string): string {
  const tail = body.slice(-300);
  const cursor = /"nextCursor":"([^"]+)"/.exec(tail)?.[1];
  if (!cursor) throw new Error(`no cursor in an answer: …${tail}`);
  if (!tail.includes('"hasMore":true')) return firstUrl;
  return firstUrl.replace(/since=[^&]*/, `cursor=${cursor}`);
}

function fetchText(url: string, token: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'x-api-key': token } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    request.on('error', reject);
  });
}
