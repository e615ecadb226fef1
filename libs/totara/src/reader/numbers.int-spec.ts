import { createScratchSite, type ScratchSite } from '@oracle-integration/testing';
import { describeOnBoth } from './testing/describe-on-both';

let scratch: ScratchSite;

afterEach(() => scratch.drop());

describeOnBoth('numbers beside the completions', (open) => {
  let withJobs: number;
  let without: number;
  let course: number;

  beforeEach(async () => {
    scratch = await createScratchSite(1_790_000_000);
    const { site } = scratch;
    withJobs = await site.addUser();
    without = await site.addUser();
    course = await site.addCourse();
    await site.addJobAssignment({ userId: withJobs, idnumber: ' J-FIRST ' });
    await site.addJobAssignment({ userId: withJobs, idnumber: 'J-SECOND' });
    await site.fillInField('profile', {
      shortname: 'staffno',
      ownerId: withJobs,
      data: '300100012345678901',
    });
    await site.fillInField('course', { shortname: 'itemno', ownerId: course, data: 'OLC-Ü1' });
    await site.complete(withJobs, course);
    await site.complete(without, course);
  });

  it('come from the first job assignment, and are null where there is none', async () => {
    const { reader } = await open(scratch, { people: 'jobassignment', courses: null });

    expect(await reader.numbers('people', [withJobs, without, 999_999])).toEqual([
      { id: withJobs, number: 'J-FIRST' },
      { id: without, number: null },
    ]);
    expect(await reader.numbers('courses', [course])).toBeUndefined();
  });

  it('come from the job that is first now, when the first one was removed', async () => {
    const { reader, run } = await open(scratch, { people: 'jobassignment', courses: null });
    await run(`DELETE FROM ttr_job_assignment WHERE sortorder = 1`);

    expect(await reader.numbers('people', [withJobs])).toEqual([{ id: withJobs, number: 'J-SECOND' }]);
  });

  it('come from custom fields by their short names, with every picture', async () => {
    const { reader } = await open(scratch, { people: 'profile:staffno', courses: 'custom:itemno' });

    const pictures = await reader.observe([
      { userId: withJobs, courseId: course },
      { userId: without, courseId: course },
    ]);

    const courseNumber = { source: 'custom:itemno', number: 'OLC-Ü1' };
    expect(pictures).toMatchObject([
      { personNumber: { source: 'profile:staffno', number: '300100012345678901' }, courseNumber },
      { personNumber: { source: 'profile:staffno', number: null }, courseNumber },
    ]);
  });

  it('do not come from the default of a field, which everybody has', async () => {
    const { reader, run } = await open(scratch, { people: 'profile:staffno', courses: null });
    await run(`UPDATE ttr_user_info_field SET defaultdata = 'NONE'`);

    expect(await reader.numbers('people', [without])).toEqual([{ id: without, number: null }]);
  });

  it('are not told of whoever was deleted: what was known of them is not forgotten', async () => {
    await scratch.site.deleteUser(withJobs);
    const { reader } = await open(scratch, { people: 'jobassignment', courses: null });

    expect(await reader.numbers('people', [withJobs])).toEqual([]);
    const [picture] = await reader.observe([{ userId: withJobs, courseId: course }]);
    expect(picture).not.toHaveProperty('personNumber');
  });

  it('are undefined on a site without the tables; everything else is read', async () => {
    const { reader, run } = await open(scratch, { people: 'jobassignment', courses: null });
    await run('DROP TABLE ttr_job_assignment');

    expect(await reader.numbers('people', [withJobs])).toBeUndefined();
    expect(await reader.observe([{ userId: withJobs, courseId: course }])).toHaveLength(1);
  });

  it('tell whether the custom field is there', async () => {
    const there = await open(scratch, { people: 'profile:staffno', courses: null });
    const missing = await open(scratch, { people: 'profile:staffnumber', courses: null });

    expect(await there.reader.hasNumberField('people')).toBe(true);
    expect(await missing.reader.hasNumberField('people')).toBe(false);
    expect(await missing.reader.numbers('people', [withJobs])).toEqual([{ id: withJobs, number: null }]);
  });
});
