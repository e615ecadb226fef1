import { createScratchSite, type ScratchSite } from '@oracle-integration/testing';
import { TotaraReader } from '../../reader/totara-reader';
import { type ImportProcess, type ImportStand, openImports } from '../testing/import-stand';

const NOW = Date.UTC(2026, 2, 1) / 1000;

describe('people and courses of a file', () => {
  let site: ScratchSite;
  let stand: ImportStand;
  let process: ImportProcess;
  let maria: number;
  let course: number;

  beforeAll(async () => {
    site = await createScratchSite(NOW);
    maria = await site.site.addUser({
      username: 'mlopez',
      idnumber: 'E100',
      firstname: 'María',
      lastname: 'López',
      email: 'Maria@Example.com',
    });
    await site.site.addUser({ username: 'twin1', idnumber: 'TWIN', email: 'shared@example.com' });
    await site.site.addUser({ username: 'twin2', idnumber: 'TWIN', email: 'shared@example.com' });
    const category = await site.site.addCategory('Compliance');
    course = await site.site.addCourse({
      category,
      fullname: 'Fire Safety',
      shortname: 'FIRE-1',
      idnumber: 'OLC-1',
    });
  });

  afterAll(() => site.drop());

  beforeEach(async () => {
    stand = await openImports();
    process = await stand.process({ TOTARA_DATABASE_URL: site.url });
  });

  afterEach(() => stand.close());

  it.each([
    ['Username', () => 'mlopez', 'Course Shortname', 'FIRE-1'],
    ['Username', () => 'MLopez', 'Course Name', 'Fire Safety'],
    ['Email', () => 'maria@example.COM', 'Course ID Number', 'OLC-1'],
    ['User ID Number', () => 'E100', 'Course Shortname', 'FIRE-1'],
    ['User ID', () => String(maria), 'Course Shortname', 'FIRE-1'],
  ])(
    'are found by %s and the course by its own columns, and shown as the site shows them',
    async (user, key, courseColumn, courseKey) => {
      const view = await process.applied(
        `${user},${courseColumn},Completed,Surname\n${key()},${courseKey},2025-02-01,Lopes\n`,
      );

      expect(await process.rows(view.id)).toMatchObject([
        { verdict: 'new', userId: maria, courseId: course },
      ]);
      const [record] = await stand.query<{ json: object }>(
        'SELECT public_json AS json FROM completion_records',
      );
      expect(record!.json).toMatchObject({
        userId: maria,
        user: {
          username: 'mlopez',
          idnumber: 'E100',
          firstname: 'María',
          lastname: 'López',
          email: 'Maria@Example.com',
        },
        course: { id: course, fullname: 'Fire Safety', shortname: 'FIRE-1', idnumber: 'OLC-1' },
      });
    },
  );

  it('are errors where the site has several, with how many, or none', async () => {
    const text = [
      'User ID Number,Course Shortname,Completed',
      'TWIN,FIRE-1,2025-02-01',
      'E999,FIRE-1,2025-02-01',
      'E100,FIRE-2,2025-02-01',
      'E100,FIRE-1,2025-02-01',
    ].join('\n');

    const { id, verdicts } = await process.checked(text);

    expect(verdicts).toMatchObject({ error: 3, new: 1 });
    expect((await process.rows(id, 'error')).map(({ reason, column }) => [reason, column])).toEqual([
      ['The site has 2 people with "TWIN".', 'User ID Number'],
      ['The site has no person with "E999".', 'User ID Number'],
      ['The site has no course with "FIRE-2".', 'Course Shortname'],
    ]);
  });

  it('are errors by an id that the site does not have, unless unknown ones are added', async () => {
    const text = `User ID,Course ID,Completed\n${maria + 5000},${course},2025-02-01\n`;
    const columns = { userId: 'User ID', courseId: 'Course ID', timecompleted: 'Completed' };

    const refused = await process.checked(text);
    const added = await process.checked(text, { columns, unknown: 'add' });

    expect((await process.rows(refused.id))[0]).toMatchObject({ verdict: 'error', column: 'User ID' });
    expect((await process.rows(added.id))[0]).toMatchObject({
      verdict: 'new',
      userId: maria + 5000,
      courseId: course,
    });
  });

  it('get a number of their own beside those that the site knows, where unknown ones are added', async () => {
    const text = 'Username,Course Shortname,Completed\nmlopez,FIRE-1,2025-02-01\nretired,FIRE-1,2025-02-01\n';
    const columns = { username: 'Username', courseShortname: 'Course Shortname', timecompleted: 'Completed' };

    const { id } = await process.applied(text, 'none', { columns, unknown: 'add' });

    const [known, own] = await process.rows(id);
    expect(known).toMatchObject({ userId: maria, courseId: course });
    expect(own!.userId).toBeGreaterThanOrEqual(4_000_000_000_000);
    expect(await stand.query('SELECT kind, key FROM site_identities')).toEqual([
      { kind: 'user', key: 'username:retired' },
    ]);
  });

  it('are not asked of a site that the file does not belong to', async () => {
    const { id } = await process.upload('Username,Course Shortname,Completed\nmlopez,FIRE-1,2025-02-01\n');
    const elsewhere = await stand.process({ TOTARA_DATABASE_URL: site.url, TOTARA_SITE_ID: 'another' });
    await elsewhere.imports.check(id);

    await elsewhere.work.workOnDue();

    expect((await elsewhere.rows(id))[0]).toMatchObject({
      verdict: 'error',
      reason: expect.stringMatching(/No database is connected/) as string,
    });
  });

  it('wait while the site cannot be read, with the reason, and are found when it can', async () => {
    const away = await stand.process({ TOTARA_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/totara' });
    const { id } = await process.upload('Username,Course Shortname,Completed\nmlopez,FIRE-1,2025-02-01\n');
    await process.imports.check(id);

    await away.work.workOnDue();
    const waiting = await away.imports.detail(id);
    await process.work.workOnDue();

    expect(waiting).toMatchObject({
      state: 'checking',
      trouble: expect.stringMatching(/refuses the connection/) as string,
    });
    expect(await process.imports.detail(id)).toMatchObject({
      state: 'checked',
      trouble: null,
      verdicts: { new: 1 },
    });
  });

  it('are all known from the site where the file is a report of the site itself', async () => {
    for (let learner = 0; learner < 25; learner += 1) {
      const userId = await site.site.addUser({ username: `learner-${learner}` });
      await site.site.complete(userId, course, { timecompleted: NOW - learner * 100_000 - 7 });
    }
    const rows = await site.rows<{ id: string; username: string; at: string }>(
      `SELECT u.id, u.username, to_char(to_timestamp(timecompleted) AT TIME ZONE 'UTC', 'DD Mon YYYY') AS at
         FROM ttr_course_completions c JOIN ttr_user u ON u.id = c.userid WHERE timecompleted IS NOT NULL`,
    );
    const reader = new TotaraReader({ url: site.url, schema: 'public', prefix: 'ttr_' });
    const pictures = await reader.observe(rows.map(({ id }) => ({ userId: Number(id), courseId: course })));
    await reader.close();
    await process.ledger.record('totara', pictures, { kind: 'later', by: 'change_log' });
    const report = rows.map(({ username, at }) => `${username},FIRE-1,Complete,${at}`);

    const { verdicts } = await process.checked(
      ['Username,Course Shortname,Completion Status,Completion Date', ...report].join('\n'),
    );

    expect(verdicts).toMatchObject({ known_from_site: 25, new: 0 });
  });
});

describe('numbers of our own', () => {
  it('are one a key, however many processes give them at once', async () => {
    const stand = await openImports();
    const processes = [await stand.process(), await stand.process(), await stand.process()];
    const file = (grade: number) =>
      [
        'Username,Course,Completed,Grade',
        ...Array.from({ length: 500 }, (_, index) => `p${(index * 7) % 500},c,2025-02-01,${grade}`),
      ].join('\n');
    const ids: string[] = [];
    for (const [index, process] of processes.entries()) {
      const { id } = await process.checked(file(index));
      await process.imports.apply(id, 'none');
      ids.push(id);
    }

    await Promise.all(processes.map(({ work }) => work.workOnDue()));

    const numbers = await Promise.all(
      ids.map(async (id) =>
        (await processes[0]!.rows(id)).map(({ cells, userId }) => `${cells[0]} ${userId}`).sort(),
      ),
    );
    expect(numbers[1]).toEqual(numbers[0]);
    expect(numbers[2]).toEqual(numbers[0]);
    expect(new Set(numbers[0]).size).toBe(500);
    await stand.close();
  });
});
