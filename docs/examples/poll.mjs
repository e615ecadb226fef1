// Pulls every completion that is new, acknowledges it, and remembers where it stopped. Node 18 or newer, no packages.
//   OI_URL=https://integration.example.com OI_TOKEN=oi_… node poll.mjs
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const { OI_URL, OI_TOKEN, OI_CURSOR_FILE = 'cursor.txt' } = process.env;

async function ask(path, init = {}) {
  for (;;) {
    const answer = await fetch(`${OI_URL}${path}`, {
      ...init,
      headers: { 'X-Api-Key': OI_TOKEN, 'Content-Type': 'application/json' },
    });
    if (answer.ok) return answer.json();
    if (answer.status !== 429 && answer.status !== 503) throw new Error(await answer.text());
    await wait(1000 * Number(answer.headers.get('retry-after') ?? 30));
  }
}

for (let hasMore = true; hasMore;) {
  const query = new URLSearchParams({ limit: '1000' });
  if (existsSync(OI_CURSOR_FILE)) query.set('cursor', readFileSync(OI_CURSOR_FILE, 'utf8').trim());
  const page = await ask(`/api/v1/completions?${query}`);

  // Your work with each item. This prints it.
  for (const { id, revision, status, user, course } of page.items)
    console.log([id, revision, status, user.idnumber, course.shortname].join('\t'));

  if (page.items.length > 0) {
    const items = page.items.map(({ id, revision }) => ({ id, revision, outcome: 'accepted' }));
    await ask('/api/v1/completions/ack', { method: 'POST', body: JSON.stringify({ items }) });
  }

  // Last of all: a run that is killed before this line sees the page again.
  writeFileSync(`${OI_CURSOR_FILE}.new`, page.nextCursor);
  renameSync(`${OI_CURSOR_FILE}.new`, OI_CURSOR_FILE);
  hasMore = page.hasMore;
}
