import type { WholePicture } from '@oracle-integration/completions';
import { countQueued, ledgerRecords } from '../testing/ledger-reader';
import { aFile } from './testing/a-file';
import { type ImportProcess, type ImportStand, openImports } from './testing/import-stand';

const SITE = 'totara';

/** A completion that the site's own database shows. */
function told(userId: number, courseId: number, completedAt: string): WholePicture {
  return {
    extent: 'whole',
    exclusion: null,
    userId,
    courseId,
    user: null,
    course: null,
    history: [],
    current: {
      source: 'current',
      sourceRowId: userId * 1000 + courseId,
      fingerprint: '1',
      status: 'complete',
      progress: 100,
      enrolledAt: null,
      startedAt: null,
      completedAt: new Date(completedAt),
      rpl: null,
      grade: null,
    },
  };
}

describe('the import of a file of completions', () => {
  let stand: ImportStand;
  let process: ImportProcess;

  beforeEach(async () => {
    stand = await openImports();
    process = await stand.process();
  });

  afterEach(() => stand.close());

  it('goes from the file over the check into the ledger, and queues nothing unless asked', async () => {
    const uploaded = await process.upload(aFile(2_500), 'nightly.csv');
    await process.imports.check(uploaded.id);
    await process.work.workOnDue();
    const checked = await process.imports.detail(uploaded.id);
    const before = await ledgerRecords(stand.dataSource);
    await process.imports.apply(uploaded.id, 'none');
    await process.work.workOnDue();

    const applied = await process.imports.detail(uploaded.id);

    expect(uploaded).toMatchObject({
      ...{
        state: 'uploaded',
        filename: 'nightly.csv',
        siteId: SITE,
        encoding: 'utf-8',
        delimiter: ',',
        rows: 2500,
      },
      ...{ mappingProblems: [], verdicts: null, progress: null, error: null },
      mapping: { identifyUserBy: 'username', identifyCourseBy: 'courseShortname', unknown: 'add' },
    });
    expect(uploaded.sample).toHaveLength(5);
    expect(uploaded.sample[0]).toEqual({
      line: 2,
      cells: ['learner0', 'E0', 'Learner 0', 'FIRE-0', 'Complete', '01 Feb 2025', '85%'],
    });
    expect(checked).toMatchObject({ state: 'checked', verdicts: { new: 2500, error: 0 }, applied: null });
    expect(before).toEqual([]);
    expect(applied).toMatchObject({
      state: 'applied',
      applied: { added: 2500, revised: 0, queued: 0 },
      verdicts: { new: 2500 },
    });
    const records = await ledgerRecords(stand.dataSource);
    expect(records).toHaveLength(2500);
    expect(records.find(({ user }) => user.username === 'learner7')).toMatchObject({
      ...{
        revision: 1,
        status: 'complete',
        progress: 100,
        timecompleted: '2025-02-08T00:00:00Z',
        archived: false,
        rpl: null,
      },
      grade: { value: 85, max: 100, percent: 85 },
      user: { idnumber: 'E7', firstname: 'Learner', lastname: '7', deleted: false, suspended: false },
      course: { shortname: 'FIRE-1', fullname: null },
    });
    expect(await countQueued(stand.dataSource)).toBe(0);
  });

  it('changes nothing the second time', async () => {
    await process.applied(aFile(1_200), 'all');
    const records = await ledgerRecords(stand.dataSource);
    const queued = await countQueued(stand.dataSource);

    const again = await process.applied(aFile(1_200), 'all');

    expect(again).toMatchObject({
      verdicts: { unchanged: 1200, new: 0, changed: 0 },
      applied: { added: 0, revised: 0, queued: 0 },
    });
    expect(await ledgerRecords(stand.dataSource)).toEqual(records);
    expect([queued, await countQueued(stand.dataSource)]).toEqual([1200, 1200]);
  });

  it('brings a corrected grade as the next revision', async () => {
    await process.applied(aFile(3), 'all');

    const corrected = await process.applied(aFile(3).replace('02 Feb 2025,85%', '02 Feb 2025,90%'), 'all');

    expect(corrected).toMatchObject({
      verdicts: { unchanged: 2, changed: 1 },
      applied: { added: 0, revised: 1, queued: 1 },
    });
    expect(
      (await ledgerRecords(stand.dataSource)).map(({ revision, grade }) => [revision, grade!.value]),
    ).toEqual([
      [1, 85],
      [2, 90],
      [1, 85],
    ]);
  });

  it('keeps what an earlier file told of a person and this one does not', async () => {
    await process.applied(aFile(2));

    const { verdicts } = await process.checked(
      'Username,Course Shortname,Completion Date,Grade\nlearner0,FIRE-0,01 Feb 2025,85%\nlearner1,FIRE-1,02 Feb 2025,85%\n',
    );

    expect(verdicts).toMatchObject({ unchanged: 2, changed: 0 });
  });

  it.each([
    ['none', 0],
    ['all', 3],
    ['2025-02-02', 2],
    ['2025-02-02T00:00:01Z', 1],
  ])('queues with "deliver" %s so many of three: %i', async (deliver, queued) => {
    const view = await process.applied(aFile(3), deliver);

    expect(view.applied).toEqual({ added: 3, revised: 0, queued });
    expect(await countQueued(stand.dataSource)).toBe(queued);
  });

  it('says to each row what it is, and lets no bad row stop the others', async () => {
    await process.ledger.record(
      SITE,
      [told(1, 10, '2025-02-01T09:30:00Z'), told(2, 10, '2025-02-02T00:30:00Z')],
      { kind: 'later', by: 'change_log' },
    );
    const text = [
      'user_id,course_id,status,time_completed,grade',
      '1,10,Complete,2025-02-01,85',
      '2,10,Complete,2025-02-01,85',
      '3,10,In progress,,',
      '4,10,Complete,"yesterday\nor so",85',
      '5,10,Complete,2025-02-01,85',
      '5,10,Complete,2025-02-01,90',
      '6,10,Complete,2031-02-01,85',
      '7,10',
      '8,10,Complete,2025-02-03 10:00:00,85',
    ].join('\n');

    const view = await process.applied(text, 'all');

    const rows = await process.rows(view.id);
    expect(rows.map(({ line, verdict, userId, firstLine }) => [line, verdict, userId, firstLine])).toEqual([
      [2, 'known_from_site', 1, null],
      [3, 'new', 2, null],
      [4, 'skipped', null, null],
      [5, 'error', null, null],
      [7, 'new', 5, null],
      [8, 'duplicate_in_file', 5, 7],
      [9, 'error', null, null],
      [10, 'error', null, null],
      [11, 'new', 8, null],
    ]);
    expect(rows[0]).toMatchObject({ reason: 'The site told this completion itself (2025-02-01T09:30:00Z).' });
    expect(rows[3]).toMatchObject({ column: 'time_completed', reason: '"yesterday\nor so" is no date.' });
    expect(view).toMatchObject({
      verdicts: {
        new: 3,
        known_from_site: 1,
        skipped: 1,
        error: 3,
        duplicate_in_file: 1,
        unchanged: 0,
        changed: 0,
      },
      applied: { added: 3, revised: 0, queued: 3 },
    });
    const site = (await ledgerRecords(stand.dataSource)).filter(({ userId }) => userId <= 2);
    expect(site.map(({ userId, timecompleted, revision }) => [userId, timecompleted, revision])).toEqual([
      [1, '2025-02-01T09:30:00Z', 1],
      [2, '2025-02-01T00:00:00Z', 1],
      [2, '2025-02-02T00:30:00Z', 1],
    ]);
  });

  it('takes the day of the time zone of the file for the day on which the site told it', async () => {
    const lateInLondon = told(1, 10, '2025-06-30T23:30:00Z');
    await process.ledger.record(SITE, [lateInLondon], { kind: 'later', by: 'change_log' });
    const text = 'user_id,course_id,time_completed\n1,10,1 Jul 2025\n';
    const columns = { userId: 'user_id', courseId: 'course_id', timecompleted: 'time_completed' };

    const inUtc = await process.checked(text);
    const inLondon = await process.checked(text, { columns, timeZone: 'Europe/London' });

    expect(inUtc.verdicts).toMatchObject({ new: 1 });
    expect(inLondon.verdicts).toMatchObject({ known_from_site: 1 });
  });

  it('judges once more when it is applied: what the site told since the check is left to the site', async () => {
    const { id } = await process.checked(
      'user_id,course_id,time_completed\n1,10,2025-02-01\n2,10,2025-02-01\n',
    );
    await process.ledger.record(SITE, [told(1, 10, '2025-02-01T09:30:00Z')], {
      kind: 'later',
      by: 'change_log',
    });

    await process.imports.apply(id, 'all');
    await process.work.workOnDue();

    expect(await process.imports.detail(id)).toMatchObject({
      verdicts: { known_from_site: 1, new: 1 },
      applied: { added: 1, queued: 1 },
    });
    expect(await ledgerRecords(stand.dataSource)).toHaveLength(2);
  });

  it('finds the same completion again a thousand rows later', async () => {
    const file = aFile(2_100);
    const [, , third] = file.split('\n');

    const view = await process.applied(`${file}${third}\n`);

    expect(view).toMatchObject({ verdicts: { new: 2100, duplicate_in_file: 1 }, applied: { added: 2100 } });
    expect(await process.rows(view.id, 'duplicate_in_file')).toMatchObject([{ line: 2102, firstLine: 3 }]);
  });

  it('tells several completions of one person in one course apart by their times', async () => {
    const view = await process.applied(
      'user_id,course_id,time_completed\n1,10,2023-02-01\n1,10,2024-02-01\n1,10,2025-02-01\n',
      'all',
    );

    expect(view.applied).toEqual({ added: 3, revised: 0, queued: 3 });
    expect((await ledgerRecords(stand.dataSource)).map(({ timecompleted }) => timecompleted)).toEqual([
      '2023-02-01T00:00:00Z',
      '2024-02-01T00:00:00Z',
      '2025-02-01T00:00:00Z',
    ]);
  });

  it('gives people and courses that no site tells numbers of their own, the same for ever', async () => {
    const checked = await process.checked(aFile(4));
    const unnumbered = await process.rows(checked.id);
    const given = await stand.query('SELECT * FROM site_identities');
    const first = await process.applied(aFile(4));
    const second = await process.applied(aFile(5).replaceAll('learner', 'LEARNER').replaceAll('Feb', 'Mar'));

    const numbers = async (id: string) =>
      (await process.rows(id)).map(({ userId, courseId }) => [userId!, courseId!]);

    expect(unnumbered.map(({ userId, verdict }) => [userId, verdict])).toEqual(Array(4).fill([null, 'new']));
    expect(given).toEqual([]);
    const before = await numbers(first.id);
    expect(before.flat().every((number) => number >= 4_000_000_000_000)).toBe(true);
    expect(new Set(before.flat()).size).toBe(4 + 3);
    expect((await numbers(second.id)).slice(0, 4)).toEqual(before);
  });

  it('leaves out people and courses without a number where they are refused', async () => {
    const columns = {
      username: 'Username',
      courseShortname: 'Course Shortname',
      timecompleted: 'Completion Date',
    };

    const view = await process.checked(aFile(2), { columns, unknown: 'refuse' });

    expect(view.verdicts).toMatchObject({ error: 2 });
    expect((await process.rows(view.id))[0]).toMatchObject({
      column: 'Username',
      reason: 'No database is connected that could tell which person "learner0" is.',
    });
  });

  it('applies only what was checked by the mapping that it has', async () => {
    const { id } = await process.upload('Username,Course,Completed\na,b,01/02/2025\n');
    const columns = { username: 'Username', courseFullname: 'Course', timecompleted: 'Completed' };

    await expect(process.imports.check(id)).rejects.toThrow(/Choose dateOrder: day_first or month_first/);
    await expect(process.imports.map(id, { columns })).rejects.toThrow(/Choose dateOrder/);
    await process.imports.map(id, { columns, dateOrder: 'day_first' });
    await process.imports.check(id);
    await process.work.workOnDue();
    const [checked] = await process.rows(id);
    await process.imports.map(id, { columns, dateOrder: 'month_first' });

    expect(checked).toMatchObject({ verdict: 'new', timecompleted: '2025-02-01T00:00:00Z' });
    await expect(process.imports.apply(id, 'none')).rejects.toThrow(
      'An import that is uploaded cannot be applied. Check it first.',
    );
    expect(await process.rows(id)).toEqual([]);
    await process.imports.check(id);
    await process.work.workOnDue();
    expect(await process.rows(id)).toMatchObject([{ timecompleted: '2025-01-02T00:00:00Z' }]);
  });
});

describe('the rows of an import', () => {
  let stand: ImportStand;
  let process: ImportProcess;
  let id: string;

  beforeAll(async () => {
    stand = await openImports();
    process = await stand.process();
    const lines = Array.from({ length: 2_500 }, (_, index) =>
      index % 5 === 0 ? `${index + 1},10,soon` : `${index + 1},10,2025-02-01`,
    );
    id = (await process.checked(['user_id,course_id,"=time, completed"', ...lines].join('\n'))).id;
  });

  afterAll(() => stand.close());

  it.each([
    [undefined, 2500],
    ['error', 500],
    ['new', 2000],
    ['skipped', 0],
  ] as const)('come page by page, of the verdict %s: %i', async (verdict, count) => {
    const lines: number[] = [];
    let cursor: number | undefined;
    for (;;) {
      const page = await process.imports.listRows(id, { verdict, cursor, limit: 300 });
      lines.push(...page.items.map(({ line }) => line));
      if (page.nextCursor === null) break;
      cursor = Number(page.nextCursor);
    }

    expect(lines).toHaveLength(count);
    expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
  });

  it('come as one CSV file, in which no cell is a formula', async () => {
    const pieces: string[] = [];
    for await (const piece of await process.imports.verdictsCsv(id)) pieces.push(String(piece));

    const lines = pieces.join('').split('\r\n');
    expect(lines).toHaveLength(2_502);
    expect(lines[0]).toBe(
      '\ufeffLine,Verdict,Reason,Column,Action,First line,User id,Course id,Time completed,user_id,course_id,"\'=time, completed"',
    );
    expect(lines[1]).toMatch(
      /^2,error,"""soon"" is no date\.","'=time, completed","Correct the cell.*",,,,,1,10,soon$/,
    );
    expect(lines[2]).toBe('3,new,,,,,2,10,2025-02-01T00:00:00.000Z,2,10,2025-02-01');
  });
});

describe('the list of imports', () => {
  it('shows the newest first, page by page', async () => {
    const stand = await openImports();
    const process = await stand.process();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.push((await process.upload(aFile(1), name)).id);

    const first = await process.imports.list({ limit: 2 });
    const second = await process.imports.list({ limit: 2, cursor: first.nextCursor! });
    await stand.close();

    expect([...first.items, ...second.items].map(({ id, filename }) => [id, filename])).toEqual([
      [ids[2], 'c'],
      [ids[1], 'b'],
      [ids[0], 'a'],
    ]);
    expect(second.nextCursor).toBeNull();
  });
});
