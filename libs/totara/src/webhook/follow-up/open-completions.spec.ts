import { openCompletions } from './open-completions';

const completion = (values: object = {}) => ({
  userId: 1207,
  courseId: 88,
  timecompleted: '2026-02-01T14:03:11Z',
  ...values,
});
const only = (values: object = {}) => openCompletions([completion(values)]);

describe('openCompletions', () => {
  it('reads a completion with all it may hold', () => {
    const { pictures, problems } = only({
      userId: '1207',
      timeenrolled: 1767600000,
      timestarted: '2026-01-06T10:12:00+01:00',
      grade: { value: 17, max: 20, percent: 85 },
      user: {
        username: 'mlopez',
        idnumber: 'E100234',
        firstname: 'María',
        lastname: 'López',
        suspended: true,
      },
      course: { fullname: 'Fire Safety', category: 'Compliance' },
    });

    expect(problems).toEqual([]);
    expect(pictures).toEqual([
      {
        extent: 'part',
        userId: 1207,
        courseId: 88,
        presentBecame: null,
        history: [],
        current: {
          source: 'event',
          sourceRowId: 0,
          fingerprint: null,
          status: 'complete',
          progress: null,
          enrolledAt: new Date('2026-01-05T08:00:00Z'),
          startedAt: new Date('2026-01-06T09:12:00Z'),
          completedAt: new Date('2026-02-01T14:03:11Z'),
          rpl: null,
          grade: { value: 17, max: 20, percent: 85 },
        },
        user: {
          username: 'mlopez',
          idnumber: 'E100234',
          firstname: 'María',
          lastname: 'López',
          email: null,
          suspended: true,
          deleted: false,
        },
        course: { fullname: 'Fire Safety', shortname: null, idnumber: null, category: 'Compliance' },
      },
    ]);
  });

  it.each([
    ['complete', {}],
    ['completeviarpl', { rpl: 'Known from elsewhere' }],
    ['completeviarpl', { status: 'completeviarpl' }],
    ['inprogress', { timecompleted: null, timestarted: 1767600000 }],
    ['notyetstarted', { timecompleted: undefined }],
  ])('takes the status %s of %p', (status, values) => {
    expect(only(values).pictures).toMatchObject([{ current: { status } }]);
  });

  it('reads a bare grade as points of an unknown maximum', () => {
    expect(only({ grade: '8.5' }).pictures).toMatchObject([
      { current: { grade: { value: 8.5, max: null, percent: null } } },
    ]);
  });

  it('reads that a completion was taken back', () => {
    expect(only({ status: 'revoked' }).pictures).toMatchObject([{ current: null, presentBecame: 'revoked' }]);
  });

  it.each([
    ['userId must be a positive whole number.', { userId: 'mlopez' }],
    ['courseId must be a positive whole number.', { courseId: 0 }],
    ['status must be one of', { status: 'done' }],
    ['timecompleted is missing', { status: 'complete', timecompleted: null }],
    ['timecompleted is given, and the status is inprogress', { status: 'inprogress' }],
    ['timecompleted must be ISO 8601', { timecompleted: '2026-02-01 14:03' }],
    ['timestarted must be ISO 8601', { timestarted: 'yesterday' }],
    ['timeenrolled must be ISO 8601', { timeenrolled: 1767600000000 }],
    ['grade must be a number', { grade: 'A' }],
    ['grade must be a number', { grade: { max: 10 } }],
  ])('says what is wrong: %s', (problem, values) => {
    const { pictures, problems } = only(values);

    expect(pictures).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(`completions[0].${problem}`) as string]);
  });

  it('takes what can be read of a list, and tells the place of the rest', () => {
    const { pictures, problems } = openCompletions([completion(), null, 'x', completion({ userId: 3 })]);

    expect(pictures.map(({ userId }) => userId)).toEqual([1207, 3]);
    expect(problems.map((problem) => problem.split('.')[0])).toEqual(['completions[1]', 'completions[2]']);
  });

  it('puts earlier completions before later ones, and what is not completed last', () => {
    const { pictures } = openCompletions([
      completion({ timecompleted: null }),
      completion({ timecompleted: 1769954591 }),
      completion({ timecompleted: 1735732800 }),
    ]);

    expect(pictures.map(({ current }) => current?.completedAt?.getTime())).toEqual([
      1735732800000,
      1769954591000,
      undefined,
    ]);
  });
});
