import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FaultSet } from '../faults/fault-set';
import { buildSandbox } from '../sandbox-server';

export const access = {
  clientId: 'client',
  clientSecret: 'secret',
  scope: 'https://x.example:443urn:opc:resource:consumer::all',
  tokenSeconds: 3600,
  loadSeconds: 200,
};

/** What a delivery is sent with; the default is a correct one. `null` leaves a header out. */
export interface DeliveryOptions {
  key?: string | null;
  token?: string | null;
  batchId?: unknown;
  /** Sent as it is, in place of an envelope around the items. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface AnsweredItem {
  id: string;
  status: number;
  externalId?: string;
  error?: { title: string; detail: string };
}

/** The members are optional because a test reads them off answers of both kinds. */
export interface Answered {
  items?: AnsweredItem[];
  status?: number;
  title?: string;
  detail?: string;
}

/** A sandbox on a free port with a clock and a die that the test holds, and a client that holds a token. */
export class RunningSandbox {
  nowMs = Date.parse('2026-03-01T00:00:00Z');
  /** What every throw of the die gives. */
  die = 0.5;
  url = '';
  token = '';
  private readonly app = buildSandbox(access, { now: () => this.nowMs, random: () => this.die });

  static async start(): Promise<RunningSandbox> {
    const sandbox = new RunningSandbox();
    sandbox.url = await sandbox.app.listen({ port: 0, host: '127.0.0.1' });
    return sandbox;
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  /** Forgets everything and gets a new token, so that each test begins alike. */
  async reset(): Promise<void> {
    await fetch(`${this.url}/_sandbox`, { method: 'DELETE' });
    const answer = await this.askToken();
    this.token = ((await answer.json()) as { access_token: string }).access_token;
  }

  askToken(
    init: { form?: string; headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const { clientId, clientSecret, scope } = access;
    const form = {
      grant_type: 'client_credentials',
      scope,
      client_id: clientId,
      client_secret: clientSecret,
    };
    return fetch(`${this.url}/oauth2/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...init.headers },
      body: init.form ?? new URLSearchParams(form).toString(),
      signal: init.signal ?? null,
    });
  }

  deliver(items: unknown, options: DeliveryOptions = {}): Promise<Response> {
    const { key = randomUUID(), token = this.token, batchId = 'batch', raw, headers, signal } = options;
    return fetch(`${this.url}/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: raw === undefined ? JSON.stringify({ batchId, items }) : raw,
      signal: signal ?? null,
    });
  }

  /** Any request with the token. A body that is no text goes as JSON. */
  ask(
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  putFaults(faults: FaultSet | Record<string, unknown>): Promise<Response> {
    return fetch(`${this.url}/_sandbox/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    });
  }

  /** Waits until so many deliveries have come, with their bodies. */
  async received(count: number): Promise<void> {
    while (((await this.stats())['requests'] as number) < count) await nextTurn();
    // They are counted by their heads. Their bodies were sent before this goes the same way.
    await this.stats();
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.url}${path}`)).json()) as T;
  }

  stats(): Promise<Record<string, unknown>> {
    return this.get('/_sandbox/stats');
  }
}

export async function bodyOf(response: Response): Promise<Answered> {
  return (await response.json()) as Answered;
}

/** The statuses of the items in their order. */
export async function itemStatuses(response: Response): Promise<number[]> {
  return ((await bodyOf(response)).items ?? []).map(({ status }) => status);
}
