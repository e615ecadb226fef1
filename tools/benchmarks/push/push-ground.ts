import type { BenchmarkGround } from '../benchmark';
import { MeasuredProcess } from '../measured-process';
import { onDatabase } from '../on-database';
import { ledgerOf } from '../fill-ledger';
import { OracleStandIn } from './oracle-stand-in';

/** A ledger with records that are put into the line portion by portion, none of them twice. */
export class PushGround {
  private queued = 0;
  private expected = 0;

  private constructor(private readonly url: string) {}

  static async make(
    { createFilledDatabase }: BenchmarkGround,
    name: string,
    records: number,
  ): Promise<PushGround> {
    return new PushGround(await createFilledDatabase(name, ledgerOf(records)));
  }

  /** Queues the next records, all due, and lets the server write down what that left to do. */
  async queue(count: number): Promise<void> {
    await onDatabase(
      this.url,
      `INSERT INTO queue_items (record_id, revision, status)
       SELECT id, revision, 'queued' FROM completion_records
        WHERE source_row_id > ${this.queued} AND source_row_id <= ${this.queued + count} ORDER BY source_row_id`,
      'CHECKPOINT',
    );
    this.queued += count;
  }

  /** A sender of a built entry, with an Oracle of its own. */
  async start(
    entry: string,
    { latencyMs, settings = {} }: { latencyMs: number; settings?: Record<string, string> },
  ): Promise<Sender> {
    const oracle = await OracleStandIn.start({ latencyMs });
    const environment = { DATABASE_URL: this.url, ...oracle.settings, ...settings };
    return new Sender(await MeasuredProcess.start(entry, environment), oracle, this);
  }

  /**
   * Makes sure that a turn did what is measured: that many items more are sent, each with one row in the attempt log.
   *
   * @throws Error when anything is missing
   */
  async checkSent(count: number): Promise<void> {
    this.expected += count;
    const [found] = await onDatabase<{ sent: number; attempts: number }>(
      this.url,
      `SELECT (SELECT count(*)::int FROM queue_items WHERE status = 'sent') AS sent,
              (SELECT count(*)::int FROM delivery_attempts) AS attempts`,
    );
    if (found!.sent !== this.expected || found!.attempts !== this.expected) {
      throw new Error(
        `Of ${this.expected} items ${found!.sent} are sent, with ${found!.attempts} rows in the attempt log.`,
      );
    }
  }
}

/** A sender under measurement, and the Oracle that it sends to. */
export class Sender {
  private accepted = 0;

  constructor(
    private readonly process: MeasuredProcess,
    private readonly oracle: OracleStandIn,
    private readonly ground: PushGround,
  ) {}

  /** Queues that many items and answers how many of them it delivers in a second. */
  async deliver(count: number): Promise<number> {
    await this.ground.queue(count);
    const ms = await this.process.time('deliver');
    await this.ground.checkSent(count);
    this.accepted += count;
    const accepted = await this.oracle.accepted();
    if (accepted !== this.accepted) {
      throw new Error(`Oracle has ${accepted} items of ${this.accepted}.`);
    }
    return count / (ms / 1000);
  }

  ask(command: string): Promise<unknown> {
    return this.process.ask(command);
  }

  async end(): Promise<void> {
    this.process.end();
    await this.oracle.end();
  }
}
