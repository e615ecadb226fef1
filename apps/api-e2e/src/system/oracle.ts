import { readyOrEnded, type RunningProcess, startProcess } from '@oracle-integration/testing';

const CLIENT_ID = 'e2e-client';
const CLIENT_SECRET = 'e2e-secret-of-the-client';
const SCOPE = 'urn:opc:resource:consumer::all';

/** What the stand-in for Oracle has counted; see its `main.ts`. */
export interface OracleStats {
  requests: number;
  items: number;
  /** Different item keys that were accepted. */
  unique: number;
  /** Items that came again under a key that was accepted before. */
  duplicates: number;
  /** Keys that came again with another body: never allowed. */
  conflicts: number;
  lastReceivedAt: string | null;
  byStatus: Record<string, number>;
  tokens: number;
}

export interface RecordedItem {
  id: string;
  idempotencyKey: string;
  userId: number;
  courseId: number;
  revision: number;
}

/** The stand-in for Oracle as a process of its own. */
export class Oracle {
  private constructor(
    private readonly running: RunningProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Oracle> {
    const running = startProcess('apps/oracle-sandbox/main.js', {
      PORT: '0',
      SANDBOX_CLIENT_ID: CLIENT_ID,
      SANDBOX_CLIENT_SECRET: CLIENT_SECRET,
      SANDBOX_SCOPE: SCOPE,
    });
    const [, url] = await readyOrEnded(running, /listening on (http:\S+)/);
    return new Oracle(running, url!);
  }

  /** What the service must know to deliver here. */
  get environment(): Record<string, string> {
    return {
      PUSH_BASE_URL: this.url,
      PUSH_TOKEN_URL: `${this.url}/oauth2/v1/token`,
      PUSH_CLIENT_ID: CLIENT_ID,
      PUSH_CLIENT_SECRET: CLIENT_SECRET,
      PUSH_SCOPE: SCOPE,
      PUSH_ALLOW_PRIVATE_TARGETS: 'true',
      PUSH_INTERVAL_SECONDS: '1',
    };
  }

  async stats(): Promise<OracleStats> {
    return (await (await fetch(`${this.url}/_sandbox/stats`)).json()) as OracleStats;
  }

  /** What was recorded last, newest first, at most a thousand. */
  async items(): Promise<RecordedItem[]> {
    const { items } = (await (await fetch(`${this.url}/_sandbox/items`)).json()) as {
      items: { item: RecordedItem }[];
    };
    return items.map(({ item }) => item);
  }

  /** From now on this goes wrong, and nothing else; an empty set cures everything. */
  async setFaults(faults: object): Promise<void> {
    const answer = await fetch(`${this.url}/_sandbox/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    });
    if (!answer.ok) throw new Error(`The stand-in refuses these faults: ${await answer.text()}`);
  }

  /** Stands still while something is done: it takes connections and requests, and answers nobody, whoever asks it. */
  async standingStill(act: () => Promise<void>): Promise<void> {
    process.kill(this.running.pid, 'SIGSTOP');
    try {
      await act();
    } finally {
      process.kill(this.running.pid, 'SIGCONT');
    }
  }

  async stop(): Promise<void> {
    await this.running.end();
  }
}
