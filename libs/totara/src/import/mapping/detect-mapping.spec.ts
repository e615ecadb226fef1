import { type ColumnFindings, ColumnSurvey, columnView } from './column-survey';
import { detectMapping } from './detect-mapping';
import { mappingProblems } from './mapping-problems';

/** What is found in a file, given as its header and rows. */
function findings(...[header, ...rows]: string[]): ColumnFindings[] {
  return header!.split('|').map((name, index) => {
    const survey = new ColumnSurvey(name);
    for (const row of rows) survey.look(row.split('|')[index]!);
    return survey.findings();
  });
}

const detect = (...lines: string[]) => detectMapping(findings(...lines), 'refuse');

describe('the mapping of a file', () => {
  it('is found for the report "Course completion" of Report Builder', () => {
    const mapping = detect(
      "User's Fullname (linked to profile)|Username|User ID Number|User's Email|Course Name (linked to course page)|Course Shortname|Course ID Number|Course Category|Completion Status|Completion Date|Date Enrolled|Date Started|Grade|RPL note|Completion Organisation Name",
      'María López|mlopez|E100234|maria@example.com|Fire Safety|FIRE-1|OLC-10021|Compliance|Complete|01 Feb 2026|05 Jan 2026|06 Jan 2026|85.0%||Sales',
    );

    expect(mapping).toEqual({
      columns: {
        userFullname: "User's Fullname (linked to profile)",
        username: 'Username',
        userIdnumber: 'User ID Number',
        email: "User's Email",
        courseFullname: 'Course Name (linked to course page)',
        courseShortname: 'Course Shortname',
        courseIdnumber: 'Course ID Number',
        courseCategory: 'Course Category',
        status: 'Completion Status',
        timecompleted: 'Completion Date',
        timeenrolled: 'Date Enrolled',
        timestarted: 'Date Started',
        grade: 'Grade',
        rpl: 'RPL note',
      },
      identifyUserBy: 'username',
      identifyCourseBy: 'courseShortname',
      dateOrder: null,
      timeZone: 'UTC',
      decimalMark: '.',
      gradeUnit: 'percent',
      unknown: 'refuse',
    });
  });

  it('is found for the report "All course completions (including history)", which tells no status', () => {
    const { columns, identifyUserBy, identifyCourseBy } = detect(
      'User ID|User First Name|User Last Name|Course ID|Date completed|Grade at time of completion|Is current record',
      '1207|María|López|88|02 Mar 2019|85.00|Yes',
    );

    expect(columns).toEqual({
      userId: 'User ID',
      firstname: 'User First Name',
      lastname: 'User Last Name',
      courseId: 'Course ID',
      timecompleted: 'Date completed',
      grade: 'Grade at time of completion',
    });
    expect([identifyUserBy, identifyCourseBy]).toEqual(['userId', 'courseId']);
  });

  it('is found for the columns of a table, and of an upload to Totara itself', () => {
    expect(
      detect('user_id|course_id|time_completed|grade_max|final_grade', '7|8|1769954591|10|8').columns,
    ).toEqual({
      userId: 'user_id',
      courseId: 'course_id',
      timecompleted: 'time_completed',
      gradeMax: 'grade_max',
      grade: 'final_grade',
    });
    expect(
      detect('username|useridnumber|courseidnumber|completiondate|grade', 'a|E1|C1|2026-02-01|8').columns,
    ).toEqual({
      username: 'username',
      userIdnumber: 'useridnumber',
      courseIdnumber: 'courseidnumber',
      timecompleted: 'completiondate',
      grade: 'grade',
    });
  });

  it('takes a "user ID" that is no number for the number of the personnel department', () => {
    const mapping = detect('User ID|Course ID|Completed on', 'E100|FIRE-1|2026-02-01');

    expect(mapping.columns).toMatchObject({ userIdnumber: 'User ID', courseIdnumber: 'Course ID' });
    expect(mapping.identifyUserBy).toBe('userIdnumber');
  });

  it('takes the only dates for the time of completion, and the only addresses for the person', () => {
    const { columns } = detect(
      'Who|Training|When',
      'maria@example.com|Fire Safety|1.2.2026',
      'zoe@example.com|Fire Safety|-',
    );

    expect(columns).toEqual({ email: 'Who', timecompleted: 'When' });
  });

  it('guesses nothing where two columns would do', () => {
    const { columns } = detect('Username|Course|From|To', 'a|b|2026-01-01|2026-02-01');

    expect(columns).toEqual({ username: 'Username', courseFullname: 'Course' });
  });

  it('prefers a column that holds something to an empty one of the same meaning', () => {
    expect(
      detect('Completion Date|Date Completed', '-|2026-02-01', '|2026-02-02').columns.timecompleted,
    ).toBe('Date Completed');
  });

  it.each([
    ['85,5', ',', 'points'],
    ['85.5', '.', 'points'],
    ['85', '.', 'points'],
    ['85 %', '.', 'percent'],
    ['85,5 %', ',', 'percent'],
  ])('reads the grade %s with the mark %s as %s', (grade, decimalMark, gradeUnit) => {
    expect(detect('Username|Course|Completed|Grade', `a|b|2026-02-01|${grade}`)).toMatchObject({
      decimalMark,
      gradeUnit,
    });
  });
});

describe('the order of day and month', () => {
  const columns = 'Username|Course|Date Enrolled|Date Completed';

  it.each([
    ['day_first', ['a|b|01/02/2026|03/02/2026', 'a|b|25/12/2025|04/02/2026']],
    ['month_first', ['a|b|01/02/2026|03/02/2026', 'a|b|01/02/2026|12/25/2025']],
    [null, ['a|b|01/02/2026|03/02/2026', 'a|b|05/06/2026|12/12/2025']],
    [null, ['a|b|25/12/2025|12/25/2025']],
    [null, ['a|b|2026-01-02|1 Feb 2026']],
  ] as const)('is %s', (dateOrder, rows) => {
    expect(detect(columns, ...rows).dateOrder).toBe(dateOrder);
  });

  it('must be chosen where the values do not prove it, or prove both', () => {
    const ambiguous = findings(columns, 'a|b|-|03/02/2026');
    const mixed = findings(columns, 'a|b|25/12/2025|12/25/2025');

    expect(mappingProblems(detectMapping(ambiguous, 'add'), ambiguous)).toEqual([
      'Dates such as "03/02/2026" may be read with the day or the month first. Choose dateOrder: day_first or month_first.',
    ]);
    expect(mappingProblems(detectMapping(mixed, 'add'), mixed)).toHaveLength(1);
    expect(
      mappingProblems({ ...detectMapping(ambiguous, 'add'), dateOrder: 'day_first' }, ambiguous),
    ).toEqual([]);
  });

  it('is proven by the last row, too, when a million come before it', () => {
    const survey = new ColumnSurvey('Date Completed');
    for (let row = 0; row < 5_000; row += 1) survey.look('01/02/2026');
    const before = columnView(survey.findings());
    survey.look('13/02/2026');

    expect(before.dates).toEqual({ forms: ['d/m/Y or m/d/Y'], order: 'ambiguous' });
    expect(columnView(survey.findings()).dates).toEqual({ forms: ['d/m/Y'], order: 'day_first' });
  });
});

describe('what a manager sees of a column', () => {
  it('is its first values and the forms of its dates', () => {
    const [users, dates] = findings('User|When', 'a|2026-02-01', 'a|1 Feb 2026', 'b|1769954591', 'c|-', 'd|');

    expect(columnView(users!)).toEqual({ name: 'User', samples: ['a', 'b', 'c'], dates: null });
    expect(columnView(dates!)).toEqual({
      name: 'When',
      samples: ['2026-02-01', '1 Feb 2026', '1769954591'],
      dates: { forms: ['Y-m-d', '1 Feb 2026', 'seconds since 1970'], order: null },
    });
  });
});

describe('the problems of a mapping', () => {
  const columns = findings('A|B|C', '1|2|2026-02-01');
  const complete = {
    ...detectMapping(columns, 'add'),
    columns: { username: 'A', courseShortname: 'B', timecompleted: 'C' },
  };
  const whole = { ...complete, identifyUserBy: 'username', identifyCourseBy: 'courseShortname' } as const;

  it('are none where person, course and time are mapped', () => {
    expect(mappingProblems(whole, columns)).toEqual([]);
  });

  it('are all told at once', () => {
    expect(mappingProblems({ ...whole, columns: { grade: 'D' }, timeZone: 'Mars/Olympus' }, columns)).toEqual(
      [
        'The file has no column "D" for grade.',
        'No column tells the person. Map one to userId, username, userIdnumber or email.',
        'No column tells the course. Map one to courseId, courseShortname, courseIdnumber or courseFullname.',
        'No column tells when the course was completed. Map one to timecompleted.',
        'There is no time zone "Mars/Olympus". Give an IANA name such as Europe/London.',
      ],
    );
  });

  it('name the field that people are to be told apart by, when no column is mapped to it', () => {
    expect(mappingProblems({ ...whole, identifyUserBy: 'email' }, columns)).toEqual([
      'People cannot be told apart by email, which is not mapped to a column.',
    ]);
  });
});
