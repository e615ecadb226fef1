import { firstSentences, logOf } from '../testing/log-reader';
import { conditionRows, currentRow, historyRows } from '../testing/row-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { CompletionStatus } from './completion-status';

const NOW = 1_767_600_000;
const LATER = NOW + 5000;
const OLD = 1_420_070_400;

describe('the completion editor', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse();
  });

  beforeEach(async () => {
    scratch.setNow(NOW);
    learner = await scratch.site.addUser();
  });

  afterAll(() => scratch.drop());

  const current = () => currentRow(scratch, learner, course);
  const history = () => historyRows(scratch, learner, course);
  const log = () => logOf(scratch, learner, course);

  it('creates a completion where there is none, with any time', async () => {
    await scratch.site.editor.edit(learner, course, { timecompleted: OLD });

    expect(await current()).toMatchObject({
      status: 50,
      timeenrolled: NOW,
      timestarted: 0,
      timecompleted: OLD,
    });
    expect(await log()).toMatchObject([
      {
        changeuserid: '2',
        timemodified: String(NOW),
        description: expect.stringMatching(/^Completion manually edited<br\/>.*Status: Complete \(50\)/),
      },
    ]);
  });

  it('walks through every status on the same row, each edit logged once', async () => {
    const seen = [];
    for (const status of [75, 50, 25, 10, 75, 10] as CompletionStatus[]) {
      await scratch.site.editor.setStatus(learner, course, status);
      seen.push(await current());
    }

    expect(seen.map((row) => row?.status)).toEqual([75, 50, 25, 10, 75, 10]);
    expect(new Set(seen.map((row) => row?.id)).size).toBe(1);
    expect(seen[0]).toMatchObject({ rpl: expect.stringContaining('editor'), timecompleted: NOW });
    expect(seen[1]).toMatchObject({ rpl: null, timecompleted: NOW });
    expect(seen[2]).toMatchObject({ timestarted: NOW, timecompleted: null });
    expect(seen[5]).toMatchObject({ timestarted: 0, timecompleted: null, rpl: null });
    expect(firstSentences(await log())).toEqual(Array(6).fill('Completion manually edited'));
  });

  it('changes text and grade of an RPL alone', async () => {
    await scratch.site.completeViaRpl(learner, course, { rpl: 'Seen', rplgrade: 60 });
    const before = await current();
    await scratch.site.editor.edit(learner, course, { rpl: 'Seen by HR', rplgrade: 61.5 });

    expect(await current()).toEqual({ ...before, rpl: 'Seen by HR', rplgrade: '61.50000' });
  });

  it('deletes a current row by hand', async () => {
    await scratch.site.complete(learner, course);
    await scratch.site.editor.deleteCurrent(learner, course);

    expect(await current()).toBeUndefined();
    expect((await log()).at(-1)).toMatchObject({
      description: 'Course completion manually deleted',
      changeuserid: '2',
    });
  });

  it('adds, changes and deletes rows of the history, also without a time', async () => {
    const undated = await scratch.site.editor.addHistory(learner, course, { timecompleted: null });
    const dated = await scratch.site.editor.addHistory(learner, course, { timecompleted: OLD, grade: 7 });
    const added = await history();
    await scratch.site.editor.editHistory(dated, { timecompleted: OLD + 60 });
    const edited = await history();
    await scratch.site.editor.deleteHistory(undated);

    expect(added).toEqual([
      { id: undated, timecompleted: null, grade: null },
      { id: dated, timecompleted: OLD, grade: '7.00000' },
    ]);
    expect(edited[1]).toEqual({ id: dated, timecompleted: OLD + 60, grade: '7.00000' });
    expect((await history()).map(({ id }) => id)).toEqual([dated]);
    expect(firstSentences(await log())).toEqual([
      'History manually created',
      'History manually created',
      'History manually edited',
      'History manually deleted',
    ]);
    expect((await log()).at(-1)?.description).toContain(`CCHID: ${undated}`);
  });

  it('makes an archived completion the current one again', async () => {
    await scratch.site.complete(learner, course, { timecompleted: OLD });
    await scratch.site.archive(learner, course);
    await scratch.site.enrol(learner, course);
    const [archived] = await history();
    await scratch.site.editor.restoreFromHistory(archived?.id ?? 0);

    expect(await current()).toMatchObject({ status: 50, timecompleted: OLD });
    expect(await history()).toEqual([]);
    expect(firstSentences(await log()).slice(-2)).toEqual([
      'Completion manually edited',
      'History manually deleted',
    ]);
  });

  it('writes a condition by hand and has the completion looked at again', async () => {
    await scratch.site.start(learner, course);
    const [criterion] = await scratch.rows<{ id: number }>(
      'SELECT id::int FROM ttr_course_completion_criteria WHERE course = $1',
      [course],
    );
    const place = { courseId: course, criterionId: criterion?.id ?? 0 };
    scratch.setNow(LATER);
    await scratch.site.editor.editCriterion(learner, place, { timecompleted: OLD });
    const scheduled = await current();
    await scratch.site.editor.editCriterion(learner, place, { timecompleted: null });

    expect(scheduled).toMatchObject({ status: 25, reaggregate: LATER, timecompleted: null });
    expect(await conditionRows(scratch, learner, course)).toMatchObject([{ timecompleted: null }]);
    expect(firstSentences(await log()).slice(1)).toEqual([
      'Crit compl manually created',
      'Completion reaggregation scheduled',
      'Crit compl manually updated',
    ]);
  });

  it('knows no history row that is not there', async () => {
    await expect(scratch.site.editor.deleteHistory(999_999)).rejects.toThrow('no history row 999999');
  });
});
