import { type BenchmarkResult, long, median, type Scale } from '../benchmark';
import { measurePage, measureRequests, urlOfPage } from './measure-requests';
import { type MeasuredServer, type PullServers, TOKEN } from './pull-servers';

const ROUNDS = { quick: 3, full: 7 };
const DEPTH_LIMIT = 100;

/**
 * Pages of so many records over HTTP, walking on by cursor as a poller does.
 *
 * The ceiling is a bare `node:http` + `pg` server that answers the same stored text from the same table by the same
 * statement, with no framework, no token and no cursor to check. The rival is the endpoint as tutorials write it:
 * NestJS on Express, TypeORM entities, serialised each time. All are measured turn by turn in the same run.
 */
export async function measurePages(
  servers: PullServers,
  { limit, scale }: { limit: number; scale: Scale },
): Promise<BenchmarkResult> {
  const { ours, bare, textbook } = servers;
  const [mine, ceiling, rival] = await turnByTurn(
    [ours, bare, textbook].map((server) => () => measureRequests(pageUrl(server, limit), TOKEN)),
    scale,
  );
  return {
    name: `pull.page${limit}`,
    value: mine!,
    unit: 'requests/s',
    rivals: [{ name: 'NestJS + Express + TypeORM entities', value: rival! }],
    ceiling: { name: 'bare node:http + pg', value: ceiling! },
    says: `Pages of ${long(limit)} completions, 16 pollers at once, each walking on by its cursor. The rival is the endpoint as tutorials write it; the ceiling answers the same text with no token, no cursor and no framework.`,
  };
}

/** What the last page of a hundred costs, beside the second: depth must cost nothing. */
export async function measureDepth(
  { ours }: PullServers,
  { records, scale }: { records: number; scale: Scale },
): Promise<BenchmarkResult> {
  const limit = DEPTH_LIMIT;
  const pages = records / limit;
  const first = pageUrl(ours, limit);
  const [second, deep] = [
    await urlOfPage(first, TOKEN, limit),
    await urlOfPage(first, TOKEN, (pages - 1) * limit),
  ];
  const [atDepth, atStart] = await turnByTurn(
    [deep, second].map((url) => () => measurePage(sized(url, limit), TOKEN)),
    scale,
  );
  return {
    name: `pull.page${pages}th`,
    value: 1_000 / atDepth!,
    unit: 'ms of the server a page',
    rivals: [],
    ceiling: { name: 'page 2', value: 1_000 / atStart! },
    says: `The last of ${long(pages)} pages beside the second: how deep a poller is in the ledger must cost nothing.`,
    isLessBetter: true,
  };
}

const pageUrl = ({ base }: MeasuredServer, limit: number) =>
  `${base}/api/v1/completions?limit=${limit}&since=2000-01-01`;
const sized = (url: string, limit: number) => url.replace(/limit=\d+/, `limit=${limit}`);

/** The middle figure of each. The first round warms up: compiled code, cached plans, pages in memory. */
async function turnByTurn(measures: readonly (() => Promise<number>)[], scale: Scale): Promise<number[]> {
  const figures = measures.map(() => [] as number[]);
  for (let round = 0; round <= ROUNDS[scale]; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const figure = await measure();
      if (round > 0) figures[index]!.push(figure);
    }
  }
  return figures.map(median);
}
