import type { HoldView, OverviewView } from '@oracle-integration/contracts';
import type { OracleStats } from '../system/oracle';
import type { Service } from '../system/service';
import { System } from '../system/system';
import { keepWaiting, keepWaitingNoMore } from './kept-waiting';
import { PushGate } from './push-gate';
import { PushSample } from './push-sample';

const SETTINGS = { PUSH_HISTORY: 'none', PUSH_BATCH_SIZE: '50', PUSH_CONCURRENCY: '2' };

/** A running service between a site and a faulty Oracle, both of whose endpoints can be shut. */
export class PushStand {
  private running: Service | undefined;
  private people = 0;

  private constructor(
    readonly system: System,
    private readonly courseId: number,
    /** In front of the completions endpoint, and in front of the token endpoint. */
    readonly gates: { completions: PushGate; token: PushGate },
  ) {}

  /** Starts everything; the site has nothing to deliver yet. */
  static async start(environment: Record<string, string> = {}): Promise<PushStand> {
    const stand = await PushStand.prepare();
    try {
      await stand.startService(environment);
    } catch (error) {
      await stand.stop();
      throw error;
    }
    return stand;
  }

  /** Everything but the service. */
  static async prepare(): Promise<PushStand> {
    const system = await System.create(3);
    return system.orStop(async () => {
      const port = Number(new URL(system.oracle.url).port);
      const courseId = await system.site.site.addCourse({ completedBy: 'activity', idnumber: 'OLC-STAND' });
      const [completions, token] = await Promise.all([PushGate.to(port), PushGate.to(port)]);
      return new PushStand(system, courseId, { completions, token });
    });
  }

  get service(): Service {
    if (!this.running) throw new Error('The service is not started.');
    return this.running;
  }

  async startService(environment: Record<string, string> = {}): Promise<Service> {
    const { completions, token } = this.gates;
    this.running = await this.system.startService({
      ...SETTINGS,
      PUSH_BASE_URL: `http://127.0.0.1:${completions.port}`,
      PUSH_TOKEN_URL: `http://127.0.0.1:${token.port}/oauth2/v1/token`,
      ...environment,
    });
    await this.running.loaded();
    return this.running;
  }

  /**
   * New completions of so many people: visible on the site at one moment, so that they travel together.
   *
   * @param lastCourseId the course of the last one, where it is another
   */
  async complete(count: number, lastCourseId = this.courseId): Promise<PushSample> {
    const userIds: number[] = [];
    const stats = await this.stats();
    await this.system.site.site.inTransaction(async (site) => {
      for (let n = 0; n < count; n += 1) {
        this.people += 1;
        userIds.push(await site.addUser({ idnumber: `E-STAND-${this.people}` }));
      }
      for (const [index, userId] of userIds.entries()) {
        await site.complete(userId, index === count - 1 ? lastCourseId : this.courseId);
      }
    });
    return new PushSample(this, userIds, stats);
  }

  overviewOnce(isSo: (overview: OverviewView) => boolean, timeoutMs?: number): Promise<OverviewView> {
    return this.service.overviewOnce(isSo, timeoutMs);
  }

  /** The hold with this code as soon as it is open. */
  async heldFor(code: string): Promise<HoldView> {
    const { holds } = await this.overviewOnce((overview) =>
      overview.holds.some((hold) => hold.code === code),
    );
    return holds.find((hold) => hold.code === code)!;
  }

  stats(): Promise<OracleStats> {
    return this.system.oracle.stats();
  }

  /** Waits until a hold is probed with what Oracle does now. */
  async probed(): Promise<void> {
    const { requests } = await this.stats();
    await this.system.onceWaitsPass(
      () => this.stats(),
      (stats) => stats.requests > requests,
    );
  }

  /** Until the cure what failed, and a hold, waits for as long as a test wants to look at it. */
  keepWaiting(): Promise<void> {
    return keepWaiting(this.system);
  }

  /** Ends whatever a test arranged. */
  async cure(): Promise<void> {
    await this.system.oracle.setFaults({});
    await this.gates.completions.open();
    await this.gates.token.open();
    await keepWaitingNoMore(this.system);
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await this.gates.completions.shut();
    await this.gates.token.shut();
  }
}
