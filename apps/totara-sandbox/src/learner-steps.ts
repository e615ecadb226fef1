import { codeOf } from './database-failure';
import type { Random, TotaraSite } from '@oracle-integration/testing';
import type { Pair, PairFilter, SiteReader } from './site-reader';

const DAY = 86_400;
/** Below this many unfinished enrolments a new cohort is enrolled. */
const FEW_UNFINISHED = 100;
const COHORT_SIZE = 50;
/** Counting costs a scan on a large site: once in so many steps is soon enough. */
const STEPS_BETWEEN_COUNTS = 25;

/** A completion that was just made. */
export interface MadeCompletion {
  userId: number;
  courseId: number;
  /** Epoch seconds. */
  timecompleted: number;
}

/** What learners, managers and scheduled tasks do, one thing at a time. */
export class LearnerSteps {
  private stepsUntilCount = 0;

  constructor(
    private readonly site: TotaraSite,
    private readonly reader: SiteReader,
    private readonly random: Random,
  ) {}

  /** Does one thing: a completion two times in three, or else something that a site sees less often. */
  async next(): Promise<void> {
    await this.enrolCohortWhenFewAreLeft();
    const chance = this.random.next();
    if (chance < 0.66) await this.completeOne();
    else if (chance < 0.8) await this.startOne();
    else if (chance < 0.88) await this.enrolOne();
    else if (chance < 0.91) await this.recogniseOne();
    else if (chance < 0.96) await this.recertifyOne();
    else await this.gradeOne();
  }

  /**
   * Completes a course for somebody, preferably one they are enrolled in.
   *
   * @returns undefined when everybody the filter allows has completed everything it allows
   */
  async completeOne(filter: PairFilter = {}): Promise<MadeCompletion | undefined> {
    for (;;) {
      const pair = (await this.reader.anUnfinished(filter)) ?? (await this.reader.anUnenrolled(filter));
      if (!pair) return undefined;
      const made = await this.complete(pair, this.now() - this.secondsBack());
      // Somebody else completed the very same one meanwhile: look again.
      if (made) return made;
    }
  }

  /** Completes one course for one person at this moment; undefined when it is complete already. */
  async complete(pair: Pair, timecompleted = this.now()): Promise<MadeCompletion | undefined> {
    const { userId, courseId, gradeMax } = pair;
    const isGraded = gradeMax !== null && this.random.chance(0.75);
    const grade = isGraded ? this.points(gradeMax) : undefined;
    const isNew = await unlessTaken(() =>
      this.site.inTransaction(async (site) => {
        await site.enrol(userId, courseId);
        return site.complete(userId, courseId, { timecompleted, grade });
      }),
    );
    return isNew ? { userId, courseId, timecompleted } : undefined;
  }

  private async startOne(): Promise<void> {
    const pair = await this.reader.anUnstarted();
    if (pair) await this.site.start(pair.userId, pair.courseId);
  }

  private async enrolOne(): Promise<void> {
    const pair = await this.reader.anUnenrolled();
    if (pair) await unlessTaken(() => this.site.enrol(pair.userId, pair.courseId));
  }

  private async recogniseOne(): Promise<void> {
    const pair = await this.reader.anUnfinished();
    if (!pair) return;
    await this.site.completeViaRpl(pair.userId, pair.courseId, {
      rpl: 'Certificate of an outside provider seen',
      rplgrade: this.random.chance(0.5) ? this.random.integer(60, 100) : undefined,
    });
  }

  /** A certification window opens for one learner; the next run of the task enrols them anew. */
  private async recertifyOne(): Promise<void> {
    const pair = await this.reader.aCompletionBefore(this.now() - 300 * DAY);
    if (!pair) return;
    await this.site.openRecertificationWindow(pair.courseId, [pair.userId]);
    await unlessTaken(() => this.site.enrol(pair.userId, pair.courseId));
  }

  private async gradeOne(): Promise<void> {
    const pair = await this.reader.aGraded();
    if (pair?.gradeMax) await this.site.correctGrade(pair.userId, pair.courseId, this.points(pair.gradeMax));
  }

  private async enrolCohortWhenFewAreLeft(): Promise<void> {
    this.stepsUntilCount -= 1;
    if (this.stepsUntilCount > 0) return;
    this.stepsUntilCount = STEPS_BETWEEN_COUNTS;
    const { unfinished } = await this.reader.stats();
    if (unfinished >= FEW_UNFINISHED) return;
    // On a site where everybody has everything, the oldest completions are due again.
    const pair = await this.reader.anUnenrolled();
    if (!pair) return this.recertifyOne();
    const cohort = await this.reader.unenrolledIn(pair.courseId, COHORT_SIZE);
    await unlessTaken(async () => (await this.site.enrolMany(cohort, pair.courseId)).length > 0);
  }

  /** Mostly this very second; sometimes cron was late and the completion is some seconds old. */
  private secondsBack(): number {
    return this.random.chance(0.25) ? this.random.integer(1, 55) : 0;
  }

  private points(gradeMax: number): number {
    return (this.random.integer(60, 100) / 100) * gradeMax;
  }

  private now(): number {
    return Math.floor(Date.now() / 1000);
  }
}

const UNIQUE_VIOLATION = '23505';

/** Two steps at once may enrol the same person in the same course: the second finds its place taken. */
async function unlessTaken(enrol: () => Promise<boolean>): Promise<boolean> {
  try {
    return await enrol();
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}
