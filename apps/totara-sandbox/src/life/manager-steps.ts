import { CompletionStatus } from '@oracle-integration/testing';
import type { StepParts } from './learner-steps';

const DAY = 86_400;
const HOUR = 3600;

/** What managers and trainers do to the completions of others. */
export class ManagerSteps {
  constructor(private readonly parts: StepParts) {}

  async recognise(): Promise<void> {
    const { site, candidates, random } = this.parts;
    const pair = await candidates.standing('unfinished');
    if (!pair) return;
    await site.completeViaRpl(pair.userId, pair.courseId, {
      rpl: 'Certificate of an outside provider seen',
      rplgrade: random.chance(0.5) ? random.integer(60, 100) : undefined,
    });
  }

  async removeRpl(): Promise<void> {
    const pair = await this.parts.candidates.standing('recognised');
    if (pair) await this.parts.site.removeRpl(pair.userId, pair.courseId);
  }

  async recogniseActivity(): Promise<void> {
    const activity = await this.parts.candidates.activityToDo();
    if (!activity) return;
    const { userId, courseId, moduleId } = activity;
    await this.parts.site.recogniseActivity(userId, courseId, moduleId, 'Briefed by the shift lead');
  }

  async correctGrade(): Promise<void> {
    const { site, candidates, random } = this.parts;
    const pair = await candidates.standing('graded');
    if (!pair?.gradeMax) return;
    await site.correctGrade(pair.userId, pair.courseId, (random.integer(60, 100) / 100) * pair.gradeMax);
  }

  /** Two times in three a wrong time is put right; else a completion is entered, or taken back. */
  async editCompletion(): Promise<void> {
    const { site, candidates, random, now } = this.parts;
    const chance = random.next();
    const pair = await candidates.standing(chance < 0.85 ? 'completed' : 'unfinished');
    if (!pair) return;
    const { userId, courseId } = pair;
    if (chance < 0.66) {
      const timecompleted = now() - random.integer(1, 20 * 24) * HOUR;
      await site.editor.edit(userId, courseId, { timecompleted });
    } else {
      const status = chance < 0.85 ? CompletionStatus.InProgress : CompletionStatus.Complete;
      await site.editor.setStatus(userId, courseId, status);
    }
  }

  async archiveByHand(): Promise<void> {
    const { site, candidates } = this.parts;
    const pair = await candidates.standing('completed');
    if (!pair) return;
    await site.archive(pair.userId, pair.courseId);
    await site.enrol(pair.userId, pair.courseId);
  }

  /** An earlier completion is added to the history; sometimes it was a mistake and goes again. */
  async typeHistory(): Promise<void> {
    const { site, candidates, random, now } = this.parts;
    const pair = await candidates.standing('completed');
    if (!pair) return;
    const row = { timecompleted: now() - random.integer(400, 1500) * DAY, grade: random.integer(6, 10) };
    const historyId = await site.editor.addHistory(pair.userId, pair.courseId, row);
    if (random.chance(0.3)) await site.editor.deleteHistory(historyId);
  }

  /** A small file from another system: dates without times, some long past, of people who may have a completion. */
  async importFile(): Promise<void> {
    const { site, candidates, random, now } = this.parts;
    const pairs = [
      await candidates.unenrolled(),
      await candidates.standing('unfinished'),
      await candidates.standing('completed'),
    ];
    const midnight = Math.floor(now() / DAY) * DAY;
    const rows = pairs.flatMap((pair) =>
      pair
        ? [
            {
              userId: pair.userId,
              courseId: pair.courseId,
              timecompleted: midnight - random.integer(1, 900) * DAY,
              grade: random.integer(6, 10),
            },
          ]
        : [],
    );
    const override = random.pick(['never', 'never', 'if_newer', 'always'] as const);
    if (rows.length > 0) await site.importCompletions(rows, override);
  }
}
