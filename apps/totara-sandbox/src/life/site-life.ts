import { AdministratorSteps } from './administrator-steps';
import { pickStep, type LifeStep } from './life-plan';
import { LearnerSteps, type StepParts } from './learner-steps';
import { ManagerSteps } from './manager-steps';
import { unlessTaken } from './unless-taken';

/** Below this many unfinished enrolments a new cohort is enrolled. */
const FEW_UNFINISHED = 100;
const COHORT_SIZE = 50;
/** Counting costs a scan on a large site: once in so many steps is soon enough. */
const STEPS_BETWEEN_COUNTS = 25;

/** What happens on the site, one thing at a time. */
export class SiteLife {
  private readonly learners: LearnerSteps;
  private readonly managers: ManagerSteps;
  private readonly administrators: AdministratorSteps;
  private stepsUntilCount = 0;

  constructor(private readonly parts: StepParts) {
    this.learners = new LearnerSteps(parts);
    this.managers = new ManagerSteps(parts);
    this.administrators = new AdministratorSteps(parts);
  }

  /** Does the next thing, as the plan has it. */
  async next(): Promise<void> {
    await this.enrolCohortWhenFewAreLeft();
    await this.play(pickStep(this.parts.random.next()));
  }

  /** Does one thing of a kind; nothing when there is nobody it could happen to. */
  async play(step: LifeStep): Promise<void> {
    const { learners, managers, administrators } = this;
    const plays: Record<LifeStep, () => Promise<unknown>> = {
      completeCourse: () => learners.completeOne(),
      workOnActivity: () => learners.workOnActivity(),
      startCourse: () => learners.startOne(),
      enrol: () => learners.enrolOne(),
      correctGrade: () => managers.correctGrade(),
      recognise: () => managers.recognise(),
      importFile: () => managers.importFile(),
      editCompletion: () => managers.editCompletion(),
      removeRpl: () => managers.removeRpl(),
      archiveByHand: () => managers.archiveByHand(),
      recogniseActivity: () => managers.recogniseActivity(),
      typeHistory: () => managers.typeHistory(),
      openWindow: () => administrators.openWindow(),
      openCohortWindow: () => administrators.openCohortWindow(),
      renamePerson: () => administrators.renamePerson(),
      renameCourse: () => administrators.renameCourse(),
      hirePerson: () => administrators.hirePerson(),
      letPersonGo: () => administrators.letPersonGo(),
      suspendPerson: () => administrators.suspendPerson(),
      purge: () => administrators.purge(),
      pilotCourse: () => administrators.pilotCourse(),
      unlock: () => administrators.unlock(),
      rewriteTime: () => administrators.rewriteTime(),
      directSql: () => administrators.directSql(),
      deleteUnused: () => administrators.deleteUnused(),
      nightlyTasks: () => administrators.nightlyTasks(),
    };
    await unlessTaken(async () => {
      await plays[step]();
      return true;
    });
  }

  private async enrolCohortWhenFewAreLeft(): Promise<void> {
    this.stepsUntilCount -= 1;
    if (this.stepsUntilCount > 0) return;
    this.stepsUntilCount = STEPS_BETWEEN_COUNTS;
    const { unfinished } = await this.parts.reader.stats();
    if (unfinished >= FEW_UNFINISHED) return;
    await unlessTaken(async () => {
      await this.administrators.enrolCohort(COHORT_SIZE);
      return true;
    });
  }
}
