import type { StepParts } from './learner-steps';

const DAY = 86_400;
/** A completion this old is due again. */
const DUE_AGAIN = 300 * DAY;
const WINDOW_COHORT = 15;
/** Conditions are unlocked only in a course of few learners: everybody's completion is gone for a moment. */
const UNLOCK_LIMIT = 100;
const PILOT = 'PILOT-';
const MOST_PILOTS = 3;
/** At most this share of the company has left, or is away. */
const MOST_DELETED = 0.12;
const MOST_SUSPENDED = 0.08;
const SURNAMES = ['Novak', 'Okafor', 'Lindqvist', 'Ferreira', 'Haddad', 'Kowalczyk', 'Ōta'] as const;

/** What administrators, HR and scheduled tasks do on the site. */
export class AdministratorSteps {
  constructor(private readonly parts: StepParts) {}

  /** A certification window opens for one learner; the next run of the task enrols them anew. */
  async openWindow(): Promise<void> {
    const pair = await this.parts.candidates.completedBefore(this.parts.now() - DUE_AGAIN);
    if (pair) await this.recertify(pair.courseId, [pair.userId]);
  }

  /** The same for everybody of a course at once. */
  async openCohortWindow(): Promise<void> {
    const { reader, candidates, now } = this.parts;
    const before = now() - DUE_AGAIN;
    const pair = await candidates.completedBefore(before);
    if (!pair) return;
    await this.recertify(pair.courseId, await reader.completedBefore(pair.courseId, before, WINDOW_COHORT));
  }

  async renamePerson(): Promise<void> {
    const { site, reader, random } = this.parts;
    const userId = await reader.somebody('active');
    if (userId) await site.updateUser(userId, { lastname: random.pick(SURNAMES) });
  }

  /** A course gets a mark behind its name, or loses it; now and then its category does. */
  async renameCourse(): Promise<void> {
    const { site, reader, random } = this.parts;
    if (random.chance(0.2)) {
      const category = await reader.aCategory();
      if (category) await site.renameCategory(category.id, toggled(category.name));
      return;
    }
    const course = await reader.aCourse();
    if (course) await site.updateCourse(course.id, { fullname: toggled(course.fullname) });
  }

  async hirePerson(): Promise<void> {
    const { site, candidates, random } = this.parts;
    const lastname = random.pick(SURNAMES);
    const userId = await site.addUser({
      firstname: 'Robin',
      lastname,
      idnumber: `E${random.integer(2e5, 9e5)}`,
    });
    await site.addJobAssignment({ userId, fullname: 'Picker' });
    const pair = await candidates.unenrolled({ userId });
    if (pair) await site.enrol(userId, pair.courseId);
  }

  /** Somebody leaves and is deleted, as long as few have. */
  async letPersonGo(): Promise<void> {
    const { site, reader } = this.parts;
    const { all, deleted } = await reader.people();
    const userId = deleted < all * MOST_DELETED ? await reader.somebody('active') : undefined;
    if (userId) await site.deleteUser(userId);
  }

  /** Somebody goes on leave; once many have, somebody comes back. */
  async suspendPerson(): Promise<void> {
    const { site, reader } = this.parts;
    const { all, suspended } = await reader.people();
    const goes = suspended < all * MOST_SUSPENDED;
    const userId = await reader.somebody(goes ? 'active' : 'suspended');
    if (userId) await site.suspendUser(userId, goes);
  }

  /** The records of somebody who left are purged. */
  async purge(): Promise<void> {
    const userId = await this.parts.reader.somebody('deleted');
    if (userId) await this.parts.site.purgeUser(userId);
  }

  /** A pilot course comes, perhaps as the copy of another pilot, or the oldest goes with all that was learnt in it. */
  async pilotCourse(): Promise<void> {
    const { site, reader, random, now } = this.parts;
    const pilot = await reader.aCourse(PILOT);
    if (pilot && random.chance(1 / MOST_PILOTS)) return site.deleteCourse(pilot.id);
    if (pilot && random.chance(0.2)) {
      await site.restoreCourse(await site.backUpCourse(pilot.id));
      return;
    }
    const courseId = await site.addCourse({
      fullname: 'Pilot: Robots in the Warehouse',
      shortname: `${PILOT}${now()}`,
      category: (await reader.aCategory())?.id,
      criteria: [{ kind: 'activity', module: 'scorm' }, { kind: 'self' }],
    });
    await site.enrolMany(await reader.unenrolledIn(courseId, 5), courseId);
  }

  /** Conditions are unlocked, everybody's completion is gone, and the next task brings it back. */
  async unlock(): Promise<void> {
    const { site, reader } = this.parts;
    const courseId = await reader.aSmallActivityCourse(UNLOCK_LIMIT);
    if (!courseId) return;
    await site.unlockCriteria(courseId, true);
    await site.reaggregate(courseId);
  }

  /** An add-on moves a completion to the time of its last activity. */
  async rewriteTime(): Promise<void> {
    const pair = await this.parts.candidates.standing('completed');
    if (pair) await this.parts.site.direct.rewriteCompletionTime(pair.userId, pair.courseId);
  }

  /** Somebody helps themselves with SQL. */
  async directSql(): Promise<void> {
    const { site, candidates, random, now } = this.parts;
    const isNew = random.chance(0.5);
    const pair = isNew ? await candidates.unenrolled() : await candidates.standing('unfinished');
    if (!pair) return;
    const columns = { status: 50, timestarted: now() - DAY, timecompleted: now() };
    const { userId, courseId } = pair;
    if (isNew)
      await site.direct.insertCompletion(userId, courseId, { ...columns, timeenrolled: now() - DAY });
    else await site.direct.updateCompletion(userId, courseId, columns);
  }

  /** People were enrolled by mistake and taken out again; their empty rows are deleted. */
  async deleteUnused(): Promise<void> {
    const { site, reader, candidates } = this.parts;
    const pair = await candidates.unenrolled();
    if (!pair) return;
    const { courseId } = pair;
    const people = await reader.unenrolledIn(courseId, 3);
    await site.enrolMany(people, courseId);
    const enrolledFrom = this.parts.now() - 1;
    await site.deleteUnusedCompletions({ courseId, enrolledFrom });
  }

  async nightlyTasks(): Promise<void> {
    const { site, now } = this.parts;
    await site.deleteOrphans();
    await site.pruneLog(now() - 7 * 365 * DAY);
  }

  /** Enrols a cohort in a course that somebody can still take; when all have all, the oldest completion is due again. */
  async enrolCohort(size: number): Promise<void> {
    const { site, reader, candidates } = this.parts;
    const pair = await candidates.unenrolled();
    if (!pair) return this.openWindow();
    const cohort = await reader.unenrolledIn(pair.courseId, size);
    await site.enrolMany(cohort, pair.courseId);
  }

  private async recertify(courseId: number, userIds: readonly number[]): Promise<void> {
    const { site } = this.parts;
    await site.openRecertificationWindow(courseId, userIds);
    await site.enrolMany(userIds, courseId);
  }
}

/** A name with a mark behind it, or without the one it has. */
function toggled(name: string): string {
  return name.endsWith(' *') ? name.slice(0, -2) : `${name} *`;
}
