import type { ImportMapping } from '@oracle-integration/contracts';
import { RowReader } from './row-reader';

const NOW = new Date('2026-03-01T12:00:00Z');
const COLUMNS = [
  'Username',
  'Name',
  'Course',
  'Title',
  'Status',
  'Completed',
  'Enrolled',
  'Grade',
  'Max',
  'RPL',
  'Extra',
];

const MAPPING: ImportMapping = {
  columns: {
    username: 'Username',
    userFullname: 'Name',
    courseShortname: 'Course',
    courseFullname: 'Title',
    status: 'Status',
    timecompleted: 'Completed',
    timeenrolled: 'Enrolled',
    grade: 'Grade',
    gradeMax: 'Max',
    rpl: 'RPL',
  },
  identifyUserBy: 'username',
  identifyCourseBy: 'courseShortname',
  dateOrder: 'day_first',
  timeZone: 'UTC',
  decimalMark: '.',
  gradeUnit: 'points',
  unknown: 'add',
};

type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

/** A row that can be read, with the given cells in place of its own. */
function read(cells: Cells, mapping: Partial<ImportMapping> = {}) {
  const row: Cells = { Username: 'mlopez', Course: 'FIRE-1', Completed: '2026-02-01 14:03:11', ...cells };
  return new RowReader({ ...MAPPING, ...mapping }, COLUMNS, NOW).read(COLUMNS.map((name) => row[name] ?? ''));
}

const fault = (cells: Cells, mapping: Partial<ImportMapping> = {}) => {
  const reading = read(cells, mapping);
  return reading.kind === 'error' ? reading.fault : reading;
};

describe('a row of a file', () => {
  it('tells a completion with everything that is mapped', () => {
    const cells = {
      ...{ Username: ' mlopez ', Name: 'María López', Title: 'Fire Safety', Status: 'Complete' },
      ...{ Enrolled: '05/01/2026', Grade: '8', Max: '10', Extra: 'ignored' },
    };

    expect(read(cells)).toEqual({
      kind: 'completion',
      userKey: 'mlopez',
      courseKey: 'FIRE-1',
      completion: {
        status: 'complete',
        completed: { at: new Date('2026-02-01T14:03:11Z'), until: new Date('2026-02-01T14:03:12Z') },
        enrolledAt: new Date('2026-01-05T00:00:00Z'),
        startedAt: null,
        grade: { value: 8, max: 10, percent: 80 },
        rpl: null,
      },
      user: { username: 'mlopez', firstname: 'María', lastname: 'López' },
      course: { shortname: 'FIRE-1', fullname: 'Fire Safety' },
    });
  });

  it.each([
    ['a time and no status', {}, 'complete'],
    ['Complete', { Status: 'Complete' }, 'complete'],
    ['Complete via rpl', { Status: 'Complete via rpl' }, 'completeviarpl'],
    ['the number of the status', { Status: '75' }, 'completeviarpl'],
    ['a reason for prior learning', { RPL: 'Degree' }, 'completeviarpl'],
    ['a reason for prior learning beside Complete', { Status: 'Complete', RPL: 'Degree' }, 'completeviarpl'],
  ])('is completed with %s', (_, cells, status) => {
    expect(read(cells)).toMatchObject({ kind: 'completion', completion: { status } });
  });

  it.each([
    ['in progress', { Status: 'In progress' }],
    ['not yet started', { Status: 'Not yet started', Completed: '' }],
    ['without a status and a time', { Completed: '' }],
    ['with a dash for a time', { Completed: '-' }],
    ["with Totara's zero for a time", { Completed: '0' }],
  ])('is skipped %s', (_, cells) => {
    expect(read(cells)).toEqual({
      kind: 'skipped',
      reason: expect.stringMatching(/^Not completed: /) as string,
    });
  });

  it.each([
    [
      'percent by the mapping',
      { Grade: '85.555' },
      { gradeUnit: 'percent' },
      { value: 85.555, max: 100, percent: 85.56 },
    ],
    ['percent by its sign', { Grade: '85%', Max: '10' }, {}, { value: 85, max: 100, percent: 85 }],
    ['points out of nothing', { Grade: '8' }, {}, { value: 8, max: null, percent: null }],
    ['points out of zero', { Grade: '8', Max: '0' }, {}, { value: 8, max: null, percent: null }],
    [
      'decimal commas',
      { Grade: '8,5', Max: '10,0' },
      { decimalMark: ',' },
      { value: 8.5, max: 10, percent: 85 },
    ],
    ['no grade', { Max: '10' }, {}, null],
  ] as const)('has a grade in %s', (_, cells, mapping, grade) => {
    expect(read(cells, mapping)).toMatchObject({ completion: { grade } });
  });

  it.each([
    ['a status that nobody knows', { Status: 'Passed' }, 'Status', '"Passed" is no status that is known.'],
    ['a time that is missing', { Status: 'Complete', Completed: '' }, 'Completed', /completed, but not when/],
    ['a day that there is not', { Completed: '31/02/2026' }, 'Completed', '"31/02/2026" is no date.'],
    ['milliseconds', { Completed: '1769954591000' }, 'Completed', /in milliseconds/],
    ['the future', { Completed: '2026-03-01 12:00:01' }, 'Completed', /lies in the future/],
    ['the years before learning sites', { Completed: '31 Dec 1989' }, 'Completed', /lies before 1990/],
    ['an enrolment that is no date', { Enrolled: 'soon' }, 'Enrolled', '"soon" is no date.'],
    ['a grade that is no number', { Grade: 'Pass' }, 'Grade', '"Pass" is no number.'],
    ['a maximum that is no number', { Grade: '8', Max: 'ten' }, 'Max', '"ten" is no number.'],
    ['nobody', { Username: ' ' }, 'Username', /nobody knows/],
    ['no course', { Course: '' }, 'Course', /nobody knows/],
    ['a name that was damaged', { Name: 'Mar\ufffda' }, 'Name', /cannot be read/],
    ['a cell without an end', { Title: 'x'.repeat(2001) }, 'Title', 'The cell has 2001 characters.'],
    ['a key without an end', { Course: 'x'.repeat(501) }, 'Course', /has 501 characters/],
  ])('is an error with %s', (_, cells, column, reason) => {
    const found = fault(cells);

    expect(found).toMatchObject({ column, action: expect.stringMatching(/\.$/) as string });
    expect(found).toMatchObject({ reason: expect.stringMatching(reason) as string });
  });

  it('is an error where the order of day and month is not chosen', () => {
    expect(fault({ Completed: '01/02/2026' }, { dateOrder: null })).toMatchObject({
      reason: '"01/02/2026" may be read with the day or the month first.',
    });
  });

  it.each(['abc', '0', '-5', '1.5', '4000000000000', '99999999999999999'])(
    'is an error with the id %s',
    (id) => {
      const byId = {
        ...MAPPING,
        columns: { ...MAPPING.columns, userId: 'Username' },
        identifyUserBy: 'userId',
      } as const;

      expect(fault({ Username: id }, byId)).toMatchObject({
        reason: `"${id}" is no id of Totara.`,
        column: 'Username',
      });
    },
  );

  it('is an error with more or fewer cells than the header, but not with empty ones at the end', () => {
    const reader = new RowReader(MAPPING, COLUMNS, NOW);
    const cells = ['mlopez', '', 'FIRE-1', '', '', '2026-02-01', '', '', '', '', ''];

    expect(reader.read([...cells, '', ' '])).toMatchObject({ kind: 'completion' });
    expect(reader.read(cells.slice(1))).toMatchObject({
      fault: { reason: 'The row has 10 cells, but the header has 11.' },
    });
    expect(reader.read([...cells, 'moved'])).toMatchObject({ fault: { column: null } });
  });
});
