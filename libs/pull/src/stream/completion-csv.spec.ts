import type { CompletionView } from '@oracle-integration/contracts';
import { parse } from 'csv-parse/sync';
import { completionsAsCsv, CSV_HEADER } from './completion-csv';

function aView(
  course: Partial<CompletionView['course']>,
  given: Partial<CompletionView> = {},
): CompletionView {
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    revision: 1,
    userId: 7,
    courseId: 88,
    status: 'complete',
    progress: 100,
    timeenrolled: null,
    timestarted: null,
    timecompleted: '2026-02-01T14:03:11Z',
    grade: { value: -5, max: 100, percent: null },
    rpl: null,
    archived: false,
    changedAt: '2026-02-01T14:03:40.120Z',
    user: {
      id: 7,
      username: 'mlopez',
      idnumber: null,
      firstname: 'María',
      lastname: null,
      email: null,
      suspended: false,
      deleted: true,
    },
    course: { id: 88, fullname: null, shortname: null, idnumber: null, category: null, ...course },
    ...given,
  };
}

const rowsOf = (...views: CompletionView[]) =>
  parse(CSV_HEADER + completionsAsCsv(views), { columns: true }) as Record<string, string>[];

describe('completions as CSV', () => {
  it('has nested values under their path, and nothing where there is none', () => {
    expect(rowsOf(aView({}))).toMatchObject([
      {
        'grade.value': '-5',
        'grade.percent': '',
        'user.firstname': 'María',
        'user.deleted': 'true',
        rpl: '',
      },
    ]);
  });

  it('quotes what needs it, and ends each line with CR LF', () => {
    const text = completionsAsCsv([aView({ fullname: 'Fire, "hot"\nand more' })]);

    expect(text).toContain('"Fire, ""hot""\nand more"');
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'gives %j an apostrophe, so that no spreadsheet runs it',
    (fullname) => {
      expect(rowsOf(aView({ fullname }))[0]!['course.fullname']).toBe(`'${fullname}`);
    },
  );
});
