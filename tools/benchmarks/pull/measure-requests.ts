import { Agent, get } from 'node:http';

const CONNECTIONS = 16;
const DURATION_MS = 1_000;

/** Requests per second with 16 connections, each walking on by `nextCursor` and beginning again at the end. */
export async function measureRequests(firstUrl: string, token: string): Promise<number> {
  return measure(async (agent, until) => {
    let url = firstUrl;
    let count = 0;
    while (Date.now() < until) {
      url = nextUrl(firstUrl, await fetchText(url, token, agent));
      count += 1;
    }
    return count;
  });
}

/** Requests per second with 16 connections, all of the same page. */
export async function measurePage(url: string, token: string): Promise<number> {
  return measure(async (agent, until) => {
    let count = 0;
    for (; Date.now() < until; count += 1) await fetchText(url, token, agent);
    return count;
  });
}

/** The address of a page so many records further. */
export async function urlOfPage(firstUrl: string, token: string, records: number): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  let url = firstUrl;
  for (let left = records; left > 0; left -= 1_000) {
    const limit = Math.min(left, 1_000);
    const sized = url.replace(/limit=\d+/, `limit=${limit}`);
    url = nextUrl(firstUrl, await fetchText(sized, token, agent));
  }
  agent.destroy();
  return url;
}

async function measure(walk: (agent: Agent, until: number) => Promise<number>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = Date.now() + DURATION_MS;
  const startedAt = process.hrtime.bigint();
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, () => walk(agent, until)));
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  agent.destroy();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/** Finds the cursor in the last bytes; parsing 70 KB of JSON would measure the client. */
function nextUrl(firstUrl: string, tail: string): string {
  const cursor = /"nextCursor":"([^"]+)"/.exec(tail)?.[1];
  if (!cursor) throw new Error(`no cursor in an answer: …${tail}`);
  if (!tail.includes('"hasMore":true')) return firstUrl;
  return firstUrl.replace(/since=[^&]*/, `cursor=${cursor}`);
}

/** The end of an answer; only that is looked at. */
function fetchText(url: string, token: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'x-api-key': token } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const tail = Buffer.concat(chunks).subarray(-300).toString();
        if (response.statusCode === 200) resolve(tail);
        else reject(new Error(`${url} answered ${response.statusCode}: ${tail}`));
      });
    });
    request.on('error', reject);
  });
}
