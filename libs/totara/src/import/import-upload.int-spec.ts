import { Readable } from 'node:stream';
import { IMPORT_BYTES_MAX } from '@oracle-integration/contracts';
import { aFile } from './testing/a-file';
import { type ImportProcess, type ImportStand, openImports } from './testing/import-stand';

describe('the upload of a file', () => {
  let stand: ImportStand;
  let process: ImportProcess;

  beforeEach(async () => {
    stand = await openImports();
    process = await stand.process();
  });

  afterEach(() => stand.close());

  /** How many rows are kept of all files. */
  async function rowsKept(): Promise<number> {
    const [row] = await stand.query<{ count: number }>('SELECT count(*)::int AS count FROM import_rows');
    return row!.count;
  }

  /** A file that breaks off after so many rows. */
  function breakingFile(rows: number): Readable {
    async function* content(): AsyncGenerator<Buffer> {
      yield Buffer.from(aFile(rows));
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('aborted');
    }
    return Readable.from(content());
  }

  it('keeps every row with its line, however many arrive and in whatever pieces', async () => {
    const text = aFile(3_210);
    const pieces = Array.from({ length: Math.ceil(text.length / 999) }, (_, index) =>
      Buffer.from(text.slice(index * 999, (index + 1) * 999)),
    );

    const view = await process.imports.upload('big.csv', {
      content: Readable.from(pieces),
      bytes: text.length,
    });

    expect(view).toMatchObject({ rows: 3210, bytes: text.length, state: 'uploaded' });
    expect(
      await stand.query(
        'SELECT line, cells->>0 AS first FROM import_rows WHERE line IN (2, 1001, 1002, 3211) ORDER BY line',
      ),
    ).toEqual([
      { line: 2, first: 'learner0' },
      { line: 1001, first: 'learner999' },
      { line: 1002, first: 'learner1000' },
      { line: 3211, first: 'learner3209' },
    ]);
  });

  it.each([
    [
      'windows-1252',
      ';',
      Buffer.from('Username;Surname;Course;Completed\na;L\xf3pez;b;1 Feb 2025\n', 'latin1'),
    ],
    [
      'utf-16le',
      '\t',
      Buffer.from('\ufeffUsername\tSurname\tCourse\tCompleted\na\tLópez\tb\t1 Feb 2025\n', 'utf16le'),
    ],
    ['utf-8', ',', Buffer.from('\ufeffUsername,Surname,Course,Completed\na,López,b,1 Feb 2025\n')],
  ])('tells that it is %s, delimited by %j, and reads its letters', async (encoding, delimiter, bytes) => {
    const view = await process.upload(bytes);

    expect(view).toMatchObject({
      encoding,
      delimiter,
      sample: [{ line: 2, cells: ['a', 'López', 'b', '1 Feb 2025'] }],
    });
    expect(view.mapping!.columns).toEqual({
      username: 'Username',
      lastname: 'Surname',
      courseFullname: 'Course',
      timecompleted: 'Completed',
    });
  });

  it.each([
    ['a header without rows', 'Username,Course,Completed\n', 'IMPORT.FILE_UNUSABLE', /holds no completions/],
    ['nothing', '', 'IMPORT.FILE_UNUSABLE', /holds no completions/],
    [
      'an Excel workbook',
      Buffer.from('PK\x03\x04 and so on, and so on', 'latin1'),
      'IMPORT.FILE_UNUSABLE',
      /Excel workbook/,
    ],
    [
      'a quotation mark without an end',
      `${aFile(1_500)}"x`,
      'IMPORT.FILE_UNUSABLE',
      /row of line 1502 is not closed/,
    ],
  ])('of %s is refused in words, and nothing is kept but why', async (_, content, code, detail) => {
    await expect(process.upload(content)).rejects.toThrow(detail);

    const { items } = await process.imports.list({ limit: 10 });
    expect(items).toMatchObject([
      { state: 'failed', error: { code, detail: expect.stringMatching(detail) as string } },
    ]);
    await process.removal.removeDue(() => true);
    expect(await rowsKept()).toBe(0);
  });

  it('that breaks off leaves nothing but why', async () => {
    const file = { content: breakingFile(5_000), bytes: undefined };

    await expect(process.imports.upload('broken.csv', file)).rejects.toThrow(
      'The upload broke off: aborted.',
    );

    const kept = await rowsKept();
    await process.removal.removeDue(() => true);
    const { items } = await process.imports.list({ limit: 10 });
    expect(kept).toBeGreaterThan(0);
    expect(await rowsKept()).toBe(0);
    expect(items).toMatchObject([{ state: 'failed', error: { code: 'IMPORT.UPLOAD_BROKEN' } }]);
    expect(items[0]!.rowsRemovedAt).not.toBeNull();
  });

  it('that says it is larger than allowed is not even begun', async () => {
    const file = { content: Readable.from([]), bytes: IMPORT_BYTES_MAX + 1 };

    await expect(process.imports.upload('huge.csv', file)).rejects.toThrow(/larger than 1 GB/);

    expect((await process.imports.list({ limit: 10 })).items).toEqual([]);
  });

  it('whose process was killed is given up, and no other one', async () => {
    await stand.query(
      `INSERT INTO imports (id, site_id, filename, state, created_at, alive_at)
       VALUES (gen_random_uuid(), 'totara', 'lost.csv', 'uploading', now(), now() - interval '3 minutes'),
              (gen_random_uuid(), 'totara', 'slow.csv', 'uploading', now(), now() - interval '1 minute')`,
    );

    await process.uploads.giveUpSilent();

    expect(await stand.query('SELECT filename, state, error_code FROM imports ORDER BY filename')).toEqual([
      { filename: 'lost.csv', state: 'failed', error_code: 'IMPORT.UPLOAD_BROKEN' },
      { filename: 'slow.csv', state: 'uploading', error_code: null },
    ]);
  });

  it('that was given up meanwhile does not come back to life', async () => {
    async function* content(): AsyncGenerator<Buffer> {
      yield Buffer.from(aFile(1_500));
      await stand.query(`UPDATE imports SET alive_at = now() - interval '3 minutes'`);
      await process.uploads.giveUpSilent();
    }

    const upload = process.imports.upload('slow.csv', {
      content: Readable.from(content()),
      bytes: undefined,
    });

    await expect(upload).rejects.toThrow(/service was stopped while the file arrived/);
    expect((await process.imports.list({ limit: 10 })).items).toMatchObject([{ state: 'failed' }]);
  });
});
