import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rememberToUndo } from '../left-behind';
import { FIRST_PERSON, type SoakSite } from './soak-site';

interface SentItem {
  readonly id: string;
  readonly user: { readonly id: number };
}

/** A stand-in for Oracle in this very process, which knows when each completion was committed in the site. */
export class SoakOracle {
  /** How often each person's completion came, by the person's number. */
  private readonly counts: number[] = [];
  private latencies: number[] = [];
  delivered = 0;
  deliveredTwice = 0;

  private constructor(
    private readonly site: SoakSite,
    private readonly server: Server,
  ) {}

  static async start(site: SoakSite): Promise<SoakOracle> {
    const server = createServer();
    const oracle = new SoakOracle(site, server);
    server.on('request', (request, response) => void oracle.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    rememberToUndo(() => oracle.end());
    return oracle;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From the commit in the site to here, of what came since the last question; in milliseconds. */
  takeLatencies(): number[] {
    const taken = this.latencies;
    this.latencies = [];
    return taken;
  }

  end(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/oauth2/v1/token' ? token() : this.take(body)));
  }

  private take(body: string): object {
    const { items } = JSON.parse(body) as { items: readonly SentItem[] };
    const now = Date.now();
    for (const { user } of items) this.count(user.id, now);
    return { items: items.map(({ id }) => ({ id, status: 201, externalId: `S-${id}` })) };
  }

  private count(person: number, now: number): void {
    const times = (this.counts[person - FIRST_PERSON] ?? 0) + 1;
    this.counts[person - FIRST_PERSON] = times;
    if (times > 1) {
      this.deliveredTwice += 1;
      return;
    }
    this.delivered += 1;
    const committedAt = this.site.committedAt(person);
    // It may come before the site's own answer to its commit.
    this.latencies.push(committedAt === undefined ? 0 : now - committedAt);
  }
}

function token(): object {
  return { access_token: 'soak-access-token', token_type: 'Bearer', expires_in: 3_600 };
}
