import type { PushSample } from './push-sample';
import { PushStand } from './push-stand';

/** The four interfaces of Oracle, each with the settings under which it takes several at once. */
const WAYS = {
  generic: {},
  xapi: { PUSH_PROFILE: 'oracle-learning-xapi', PUSH_XAPI_OBJECT_ID: 'urn:totara:course:{courseId}' },
  fusion: { PUSH_PROFILE: 'fusion-hcm-rest', PUSH_FUSION_BATCH: 'true' },
  ords: { PUSH_PROFILE: 'ords', PUSH_ORDS_PATH: '/ords/lms/completions', PUSH_ORDS_MODE: 'batchload' },
} as const;

export type Way = keyof typeof WAYS;

/** What one of these interfaces is put to, and how its completions come out of it. */
export interface FaultRow {
  readonly faults: object | ((odd: OddOne) => object);
  readonly token?: object;
  /** The hold that opens, with no attempt burned; then Oracle is cured. */
  readonly held?: string;
  /** What each completion waits with; then Oracle is cured. */
  readonly waits?: string;
  /** How they end, where it is not that all are sent. */
  readonly ends?: Readonly<Record<string, number>>;
  /** What the log tells of their attempts, in order, where it is not `delivered`; several that differ with `|`. */
  readonly attempts?: string;
}

/** The last of a sample, whose course is another than that of the others. */
export interface OddOne {
  readonly userId: number;
  readonly email: string;
  readonly staffNumber: string;
  readonly courseId: number;
  readonly courseNumber: string;
}

/** What a row came to, for one assertion. */
export interface FaultOutcome {
  readonly ends: Readonly<Record<string, number>>;
  readonly attempts: string;
  readonly recorded: number;
  readonly doubled: number;
}

interface AllStats {
  unique: number;
  conflicts: number;
  xapi: { unique: number; furtherEnrolments: number };
  fusion: { records: number; doubled: number };
  ords: { rows: number; inserted: number };
}

export const SAMPLE_SIZE = 3;
const ODD_COURSE = 'OLC-ODD';

/** A service that speaks to one interface of Oracle, and what goes wrong there. */
export class ProfileFaults {
  private constructor(
    private readonly way: Way,
    private readonly stand: PushStand,
    private readonly oddCourseId: number,
  ) {}

  /** One for each interface, or none when one of them does not start. */
  static async startAll(): Promise<ProfileFaults[]> {
    const started = await Promise.allSettled(
      (Object.keys(WAYS) as Way[]).map((way) => ProfileFaults.start(way)),
    );
    const all = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = started.find((one) => one.status === 'rejected');
    if (!failed) return all;
    await Promise.all(all.map((one) => one.stop()));
    throw failed.reason;
  }

  private static async start(way: Way): Promise<ProfileFaults> {
    const stand = await PushStand.start(WAYS[way]);
    return stand.system.orStop(async () => {
      const { site } = stand.system.site;
      const courseId = await site.addCourse({ completedBy: 'activity', idnumber: ODD_COURSE });
      return new ProfileFaults(way, stand, courseId);
    });
  }

  /** Puts the row of this interface to the test. */
  async meet(rows: Readonly<Record<Way, FaultRow>>): Promise<[Way, FaultOutcome]> {
    const row = rows[this.way];
    const before = await this.counts();
    if (row.held || row.waits) await this.stand.keepWaiting();
    const sample = await this.complete(row);
    if (row.held) await this.heldWithoutAttempts(sample, row.held);
    if (row.waits) {
      await sample.each(({ status, causeCode }) => status === 'failed' && causeCode === row.waits);
    }
    if (row.held || row.waits) await this.stand.cure();
    await sample.settled();
    const { ends } = await sample.outcome();
    const after = await this.counts();
    await this.stand.cure();
    await this.stand.overviewOnce(({ holds }) => holds.length === 0);
    return [
      this.way,
      {
        ends,
        attempts: await sample.told(),
        recorded: after.recorded - before.recorded,
        doubled: after.doubled - before.doubled,
      },
    ];
  }

  stop(): Promise<void> {
    return this.stand.stop();
  }

  /** Where a fault needs the person, the door is shut until it is set. */
  private async complete({ faults, token }: FaultRow): Promise<PushSample> {
    const set = (surface: object) =>
      this.stand.system.oracle.setFaults({
        ...(this.way === 'generic' ? surface : { [this.way]: surface }),
        ...(token && { token }),
      });
    if (typeof faults !== 'function') {
      await set(faults);
      return this.stand.complete(SAMPLE_SIZE);
    }
    await this.stand.gates.completions.shut();
    const sample = await this.stand.complete(SAMPLE_SIZE, this.oddCourseId);
    const userId = sample.userIds.at(-1)!;
    const [person] = await this.stand.system.site.rows<{ email: string; staffNumber: string }>(
      `SELECT email, idnumber AS "staffNumber" FROM ttr_user WHERE id = ${userId}`,
    );
    await set(faults({ userId, ...person!, courseId: this.oddCourseId, courseNumber: ODD_COURSE }));
    await this.stand.gates.completions.open();
    return sample;
  }

  private async heldWithoutAttempts(sample: PushSample, code: string): Promise<void> {
    await this.stand.heldFor(code);
    await sample.each(({ status, attempts }) => status === 'queued' && attempts === 0);
  }

  private async counts(): Promise<{ recorded: number; doubled: number }> {
    const answer = await fetch(`${this.stand.system.oracle.url}/_sandbox/stats`);
    const { unique, conflicts, xapi, fusion, ords } = (await answer.json()) as AllStats;
    return {
      generic: { recorded: unique, doubled: conflicts },
      xapi: { recorded: xapi.unique, doubled: xapi.furtherEnrolments },
      fusion: { recorded: fusion.records, doubled: fusion.doubled },
      ords: { recorded: ords.rows, doubled: ords.inserted - ords.rows },
    }[this.way];
  }
}

/** The same fault at each of the interfaces, and what differs at one of them. */
export function atEach(row: FaultRow, differing: Partial<Record<Way, FaultRow>> = {}): Record<Way, FaultRow> {
  return { generic: row, xapi: row, fusion: row, ords: row, ...differing };
}

/** What must come of a row: whoever is sent is recorded, and once. */
export function expectedOf(rows: Readonly<Record<Way, FaultRow>>): Record<string, FaultOutcome> {
  return Object.fromEntries(
    Object.entries(rows).map(([way, { ends = { sent: SAMPLE_SIZE }, attempts = 'delivered' }]) => [
      way,
      { ends, attempts, recorded: ends['sent'] ?? 0, doubled: 0 },
    ]),
  );
}
