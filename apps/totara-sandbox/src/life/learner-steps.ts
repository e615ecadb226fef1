import type { Random, TotaraSite } from '@oracle-integration/testing';
import type { SiteReader } from '../site-reader';
import type { Candidates, Pair, PairFilter } from './candidates';
import { unlessTaken } from './unless-taken';

/** A completion that was just made. */
export interface MadeCompletion {
  userId: number;
  courseId: number;
  /** Epoch seconds. */
  timecompleted: number;
}

/** What steps need of the sandbox. */
export interface StepParts {
  site: TotaraSite;
  reader: SiteReader;
  candidates: Candidates;
  random: Random;
  /** Epoch seconds. */
  now(): number;
}

/** What learners do. */
export class LearnerSteps {
  constructor(private readonly parts: StepParts) {}

  /**
   * Completes a course for somebody, preferably one they are enrolled in.
   *
   * @returns undefined when everybody the filter allows has completed everything it allows
   */
  async completeOne(filter: PairFilter = {}): Promise<MadeCompletion | undefined> {
    const { candidates } = this.parts;
    for (;;) {
      const pair = (await candidates.standing('unfinished', filter)) ?? (await candidates.unenrolled(filter));
      if (!pair) return undefined;
      const made = await this.complete(pair, this.parts.now() - this.secondsBack());
      // Somebody else completed the very same one meanwhile: look again.
      if (made) return made;
    }
  }

  /** Completes one course for one person at this moment; undefined when it is complete already. */
  async complete(pair: Pair, time = this.parts.now()): Promise<MadeCompletion | undefined> {
    const { site, reader, random } = this.parts;
    const { userId, courseId, gradeMax } = pair;
    const isGraded = gradeMax !== null && random.chance(0.75);
    const grade = isGraded ? this.points(gradeMax) : undefined;
    const isNew = await unlessTaken(() =>
      site.inTransaction(async (inside) => {
        await inside.enrol(userId, courseId);
        return inside.complete(userId, courseId, { timecompleted: time, grade });
      }),
    );
    if (!isNew) return undefined;
    // A condition that was met a moment later than `time` makes the completion as late as itself.
    const timecompleted = (await reader.completionTime(userId, courseId)) ?? time;
    return { userId, courseId, timecompleted };
  }

  /** Comes further in an activity, or completes it. */
  async workOnActivity(): Promise<void> {
    const { site, candidates, random } = this.parts;
    const activity = await candidates.activityToDo();
    if (!activity) return;
    const { userId, courseId, moduleId, reportsProgress, progress } = activity;
    const next = progress + random.integer(2, 9) * 5;
    if (reportsProgress && next < 100) await site.progressActivity(userId, courseId, moduleId, next);
    else await site.completeActivity(userId, courseId, moduleId);
  }

  async startOne(): Promise<void> {
    const pair = await this.parts.candidates.standing('unstarted');
    if (pair) await this.parts.site.start(pair.userId, pair.courseId);
  }

  async enrolOne(): Promise<void> {
    const pair = await this.parts.candidates.unenrolled();
    if (pair) await this.parts.site.enrol(pair.userId, pair.courseId);
  }

  /** Mostly this very second; sometimes cron was late and the completion is some seconds old. */
  private secondsBack(): number {
    return this.parts.random.chance(0.25) ? this.parts.random.integer(1, 55) : 0;
  }

  private points(gradeMax: number): number {
    return (this.parts.random.integer(60, 100) / 100) * gradeMax;
  }
}
