import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type RunningServer, startHttpServer } from './http-server';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the fake answers; `hang` never does. */
export type FakeAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'hang';

/** One delivery as it arrived. */
export interface ReceivedDelivery extends ReceivedRequest {
  /** Record ids, in the order of the request. */
  readonly ids: readonly string[];
  /** By record id. */
  readonly idempotencyKeys: ReadonlyMap<string, string>;
}

export type TokenBehaviour = (request: ReceivedRequest) => FakeAnswer;
export type DeliveryBehaviour = (delivery: ReceivedDelivery) => FakeAnswer | Promise<FakeAnswer>;

/** A small Oracle: a token endpoint and a completions endpoint that do as the test says and note what they got. */
export class FakeOracle {
  readonly tokenRequests: ReceivedRequest[] = [];
  readonly deliveries: ReceivedDelivery[] = [];
  /** Grants `token-1`, `token-2` and so on, for an hour each. */
  onToken: TokenBehaviour = () => grant(`token-${this.tokenRequests.length}`);
  /** Takes everything. */
  onDelivery: DeliveryBehaviour = () => ({ status: 200 });
  private server: RunningServer | undefined;

  static async start(): Promise<FakeOracle> {
    const oracle = new FakeOracle();
    oracle.server = await startHttpServer((request, response) => void oracle.handle(request, response));
    return oracle;
  }

  get url(): string {
    if (!this.server) throw new Error('The fake Oracle was not started.');
    return this.server.url;
  }

  /** How often each record arrived, whatever became of it. */
  timesReceived(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const id of this.deliveries.flatMap(({ ids }) => ids)) times.set(id, (times.get(id) ?? 0) + 1);
    return times;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request);
    if (received.path === '/token') {
      this.tokenRequests.push(received);
      return send(response, this.onToken(received));
    }
    const delivery = readDelivery(received);
    this.deliveries.push(delivery);
    send(response, await this.onDelivery(delivery));
  }
}

/** A token that lives for `expiresInSeconds`. */
export function grant(token: string, expiresInSeconds = 3600): FakeAnswer {
  return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds } };
}

/** An answer with a result for each item, in the form of profile `generic-json`. */
export function itemResults(
  items: readonly { id: string; status: number; [more: string]: unknown }[],
): FakeAnswer {
  return { status: 207, body: { items } };
}

/** Answers only when that many deliveries have arrived, each by its place in line; what comes later has a later place. */
export function allAtOnce(
  count: number,
  answer: (place: number) => FakeAnswer | Promise<FakeAnswer>,
): DeliveryBehaviour {
  let arrived = 0;
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    const place = arrived;
    arrived += 1;
    if (arrived === count) open();
    await isOpen;
    return answer(place);
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function readDelivery(request: ReceivedRequest): ReceivedDelivery {
  const { items } = JSON.parse(request.body) as { items: { id: string; idempotencyKey: string }[] };
  return {
    ...request,
    ids: items.map(({ id }) => id),
    idempotencyKeys: new Map(items.map(({ id, idempotencyKey }) => [id, idempotencyKey])),
  };
}

function send(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang') return;
  const { status, headers = {}, body } = answer;
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(body === undefined || isText ? body : JSON.stringify(body));
}
