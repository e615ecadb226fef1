import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { describeError } from '../errors/describe-error';

const RECONNECT_MS = 1_000;

/**
 * Hears what other processes (and this one) committed, by PostgreSQL's LISTEN/NOTIFY.
 *
 * A notification only ever says "look now": whoever listens also looks on a timer, so one that is lost while the
 * connection is down costs a delay and nothing else.
 */
@Injectable()
export class NotificationListener implements OnApplicationShutdown {
  private readonly logger = new Logger(NotificationListener.name);
  private readonly handlers = new Map<string, Set<() => void>>();
  private client: Client | undefined;
  /** The last LISTEN: a connection is asked one thing at a time. */
  private listening: Promise<unknown> = Promise.resolve();
  private connecting: Promise<void> | undefined;
  private reconnectTimer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Calls `handler` whenever somebody notifies `channel`; the answer ends that. */
  subscribe(channel: string, handler: () => void): () => void {
    const handlers = this.handlers.get(channel) ?? new Set();
    this.handlers.set(channel, handlers.add(handler));
    if (this.client) this.listenTo(this.client, channel);
    else this.connectInBackground();
    return () => void handlers.delete(handler);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.reconnectTimer);
    await this.connecting;
    await this.listening;
    await this.client?.end();
  }

  private connectInBackground(): void {
    this.connecting ??= this.connect().finally(() => (this.connecting = undefined));
  }

  private async connect(): Promise<void> {
    const { url } = this.dataSource.options as { url?: string };
    const client = new Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'oracle-integration listener',
    });
    client.on('notification', ({ channel }) => this.handlers.get(channel)?.forEach((handler) => handler()));
    client.on('error', (error) => this.reconnectLater(client, error));
    client.on('end', () => this.reconnectLater(client, undefined));
    try {
      await client.connect();
      this.client = client;
      for (const channel of this.handlers.keys()) this.listenTo(client, channel);
      await this.listening;
      // Whatever was said while nobody listened: look once.
      this.handlers.forEach((handlers) => handlers.forEach((handler) => handler()));
    } catch (error) {
      this.reconnectLater(client, error);
    }
  }

  private listenTo(client: Client, channel: string): void {
    this.listening = this.listening
      .then(() => client.query(`LISTEN ${client.escapeIdentifier(channel)}`))
      .catch((error: unknown) => this.reconnectLater(client, error));
  }

  private reconnectLater(client: Client, error: unknown): void {
    if (this.isStopped || this.reconnectTimer) return;
    if (error) this.logger.warn(`Notifications are interrupted: ${describeError(error)}`);
    this.client = undefined;
    client.end().catch(() => undefined);
    this.reconnectTimer = setTimeout(() => {
      this.reconnectTimer = undefined;
      this.connectInBackground();
    }, RECONNECT_MS);
  }
}
