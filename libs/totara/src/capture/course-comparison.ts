import { Injectable } from '@nestjs/common';
import {
  CompletionFeedService,
  type FeedFilters,
  type LearnerCourse,
  LedgerService,
} from '@oracle-integration/completions';
import { COMPLETION_STATUSES, CompletionStatus, type CompletionView } from '@oracle-integration/contracts';
import { CAPTURE_BATCH, type CaptureStep } from './capture-step';
import { pairsOf } from './learner-courses';
import { recordPairs } from './record-pairs';

/** A record that was revoked is gone already; leaving these out also ends the walk, since revoking moves a record on. */
const STANDING = COMPLETION_STATUSES.filter((status) => status !== CompletionStatus.Revoked);

/**
 * Compares a whole course, when the change log says that it was touched as a whole: its completions unlocked and
 * deleted, or the course itself. What was deleted is named by no row of the site any more, only by the ledger.
 */
@Injectable()
export class CourseComparison {
  constructor(
    private readonly ledger: LedgerService,
    private readonly feed: CompletionFeedService,
  ) {}

  /**
   * Only what differs is written and delivered: that a course was touched says nothing about one learner.
   *
   * @returns false when it had to stop before the end.
   */
  async compare(step: CaptureStep, courseId: number): Promise<boolean> {
    return (await this.compareRecorded(step, courseId)) && (await this.comparePresent(step, courseId));
  }

  /** Those whom the ledger knows. */
  private async compareRecorded(step: CaptureStep, courseId: number): Promise<boolean> {
    const filters: FeedFilters = { courseIds: [courseId], userIds: [], statuses: STANDING };
    let position = '0';
    for (;;) {
      const page = await this.feed.page(position, CAPTURE_BATCH, filters);
      await recordPairs({ ...step, ledger: this.ledger }, learnersOf(page.items.toString()), {
        kind: 'later',
        by: 'comparison',
      });
      if (!page.hasMore || page.lastSeq === null) return true;
      if (!(await step.mayGoOn())) return false;
      position = page.lastSeq;
    }
  }

  /** Those whom the site knows. */
  private async comparePresent(step: CaptureStep, courseId: number): Promise<boolean> {
    let afterId = 0;
    for (;;) {
      const keys = await step.reader.courseKeys(courseId, afterId, CAPTURE_BATCH);
      await recordPairs({ ...step, ledger: this.ledger }, pairsOf(keys), { kind: 'later', by: 'comparison' });
      if (keys.length < CAPTURE_BATCH) return true;
      if (!(await step.mayGoOn())) return false;
      afterId = keys.at(-1)!.id;
    }
  }
}

/** The learners of records in the ledger's stored form, each once. */
function learnersOf(items: string): LearnerCourse[] {
  const records = JSON.parse(`[${items}]`) as CompletionView[];
  return [...new Map(records.map(({ userId, courseId }) => [userId, { userId, courseId }])).values()];
}
