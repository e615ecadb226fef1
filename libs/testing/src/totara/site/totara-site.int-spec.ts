import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { OperationNotOnSiteError } from './site-session';

const NOW = 1_767_600_000;

describe('transactions of a site', () => {
  let scratch: ScratchSite;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
  });

  afterAll(() => scratch.drop());

  const counts = async () => {
    const [row] = await scratch.rows<{ completions: number; log: number }>(
      `SELECT (SELECT count(*)::int FROM ttr_course_completions) AS completions,
              (SELECT count(*)::int FROM ttr_course_completion_log) AS log`,
    );
    return row;
  };

  it('shows rows and log entries together, and only once the transaction has ended', async () => {
    const course = await scratch.site.addCourse();
    const learner = await scratch.site.addUser();
    const before = await counts();

    const inside = await scratch.site.inTransaction(async (site) => {
      await site.enrol(learner, course);
      return counts();
    });

    expect(inside).toEqual(before);
    expect(await counts()).toEqual({
      completions: (before?.completions ?? 0) + 1,
      log: (before?.log ?? 0) + 1,
    });
  });

  it('leaves nothing behind when something in it fails', async () => {
    const course = await scratch.site.addCourse();
    const learner = await scratch.site.addUser();
    const before = await counts();

    const failing = scratch.site.inTransaction(async (site) => {
      await site.complete(learner, course);
      throw new Error('power cut');
    });

    await expect(failing).rejects.toThrow('power cut');
    expect(await counts()).toEqual(before);
  });

  it('lets a later log id become visible before an earlier one', async () => {
    const course = await scratch.site.addCourse();
    const [slow, quick] = [await scratch.site.addUser(), await scratch.site.addUser()];
    const visibleLearners = async () =>
      (
        await scratch.rows<{ userid: string }>(
          'SELECT userid FROM ttr_course_completion_log WHERE courseid = $1 ORDER BY id',
          [course],
        )
      ).map(({ userid }) => Number(userid));

    const seenMeanwhile = await scratch.site.inTransaction(async (site) => {
      await site.enrol(slow, course);
      await scratch.site.enrol(quick, course);
      return visibleLearners();
    });

    expect(seenMeanwhile).toEqual([quick]);
    expect(await visibleLearners()).toEqual([slow, quick]);
  });

  it('completes a learner once when two ask at the same time', async () => {
    const course = await scratch.site.addCourse();
    const learner = await scratch.site.addUser();
    await scratch.site.enrol(learner, course);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => scratch.site.complete(learner, course)),
    );

    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});

describe('flavours', () => {
  it('works on Totara 12 in a schema of its own', async () => {
    const scratch = await createScratchSite(NOW, { flavour: 'totara12', schema: 'lms' });
    try {
      const course = await scratch.site.addCourse();
      const learner = await scratch.site.addUser({ tenantid: 4 });
      await scratch.site.complete(learner, course);
      await scratch.site.archive(learner, course);

      expect(
        await scratch.rows('SELECT userid::int, timecompleted::int FROM lms.mdl_course_completion_history'),
      ).toEqual([{ userid: learner, timecompleted: NOW }]);
    } finally {
      await scratch.drop();
    }
  });

  it('completes, unlocks and deletes on Moodle, and refuses what Moodle lacks', async () => {
    const scratch = await createScratchSite(NOW, { flavour: 'moodle4' });
    try {
      const course = await scratch.site.addCourse({ completedBy: 'activity' });
      const learner = await scratch.site.addUser();
      await scratch.site.enrol(learner, course);
      await scratch.site.complete(learner, course, { grade: 70 });
      await scratch.site.unlockCriteria(course, true);
      await scratch.site.reaggregate(course);

      expect(
        await scratch.rows('SELECT userid::int, timecompleted::int FROM mdl_course_completions'),
      ).toEqual([{ userid: learner, timecompleted: NOW }]);
      await expect(scratch.site.archive(learner, course)).rejects.toThrow(OperationNotOnSiteError);
      await expect(scratch.site.completeViaRpl(learner, course)).rejects.toThrow('Moodle has no recognition');
      await scratch.site.deleteUser(learner);
      await scratch.site.deleteCourse(course);
      expect(await scratch.rows('SELECT * FROM mdl_course_completions')).toEqual([]);
    } finally {
      await scratch.drop();
    }
  });
});
