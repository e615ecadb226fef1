import type { OverviewView } from '@oracle-integration/contracts';
import { readyOrEnded, type RunningProcess, startProcess, waitUntil } from '@oracle-integration/testing';
import { Manager } from './manager';

export const MANAGER = { email: 'manager@example.com', password: 'correct horse battery' };
export const TOKEN = 'oi_a_token_for_the_tests_only';

/** A service that runs, as its users meet it. */
export class Service {
  private manager: Manager | undefined;

  private constructor(
    readonly process: RunningProcess,
    readonly url: string,
  ) {}

  /** Starts the built service on any free port; the variables given replace those of a test. */
  static async start(environment: Record<string, string>): Promise<Service> {
    const process = startProcess('apps/api/main.js', {
      NODE_ENV: 'production',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ADMIN_EMAIL: MANAGER.email,
      ADMIN_PASSWORD: MANAGER.password,
      PULL_TOKEN: TOKEN,
      TOTARA_POLL_SECONDS: '1',
      ...environment,
    });
    const [, url] = await readyOrEnded(process, /is ready at (http\S+)/);
    return new Service(process, url!);
  }

  /** What a manager sees first. */
  async overview(): Promise<OverviewView> {
    this.manager ??= await Manager.signIn(this.url, MANAGER);
    return (await (await this.manager.call('GET', '/api/admin/overview')).json()) as OverviewView;
  }

  /**
   * Once all that the site had is in the ledger: only figures that are asked for after that fit together, because an
   * overview is put together from several looks.
   */
  async loaded(timeoutMs?: number): Promise<void> {
    await this.overviewOnce(({ capture }) => capture.state === 'following', timeoutMs);
  }

  overviewOnce(isSo: (overview: OverviewView) => boolean, timeoutMs?: number): Promise<OverviewView> {
    return waitUntil(() => this.overview(), isSo, timeoutMs);
  }

  /** One request of an outside system. */
  pull(query: string, headers: Record<string, string> = { 'x-api-key': TOKEN }): Promise<Response> {
    return fetch(`${this.url}/api/v1/completions${query}`, { headers });
  }

  stop(): Promise<number | null> {
    return this.process.end();
  }
}
