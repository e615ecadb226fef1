import { resolveLocation } from './flavour';
import { defineTable, forFlavour, qualifiedName } from './table-definition';

const table = defineTable({
  name: 'sample',
  columns: `
    userid bigint NOT NULL DEFAULT 0
    12+17: rpl varchar(255)
    17: duedate bigint
    moodle: overrideby bigint
    grade numeric(10,5)
  `,
});

describe('table definitions', () => {
  it.each([
    ['totara17' as const, ['id', 'userid', 'rpl', 'duedate', 'grade']],
    ['totara12' as const, ['id', 'userid', 'rpl', 'grade']],
    ['moodle4' as const, ['id', 'userid', 'overrideby', 'grade']],
  ])('gives %s its own columns', (flavour, expected) => {
    const names = table.columns(flavour).map(({ name }) => name);

    expect(names).toEqual(expected);
  });

  it('keeps the type apart from what follows it', () => {
    const [, userid, , , grade] = table.columns('totara17');

    expect(userid).toEqual({ name: 'userid', type: 'bigint', rest: 'NOT NULL DEFAULT 0' });
    expect(grade).toEqual({ name: 'grade', type: 'numeric(10,5)', rest: '' });
  });

  it('refuses a line that is no column', () => {
    const broken = defineTable({ name: 'broken', columns: '17:' });

    expect(() => broken.columns('totara17')).toThrow('"17:" is not a column.');
  });

  it('strips the flavours from index lists too', () => {
    expect(forFlavour(['12+17: username', 'moodle: mnethostid, username'], 'moodle4')).toEqual([
      'mnethostid, username',
    ]);
  });
});

describe('locations', () => {
  it.each([
    ['totara17' as const, '"public"."ttr_user"'],
    ['totara12' as const, '"public"."mdl_user"'],
    ['moodle4' as const, '"public"."mdl_user"'],
  ])('uses the usual prefix of %s', (flavour, expected) => {
    expect(qualifiedName(resolveLocation({ flavour }), 'user')).toBe(expected);
  });

  it('takes any prefix, also none, and another schema', () => {
    expect(qualifiedName(resolveLocation({ prefix: '', schema: 'lms' }), 'user')).toBe('"lms"."user"');
  });

  it.each([{ prefix: 'ttr_"; DROP' }, { prefix: 'TTR_' }, { schema: '' }, { schema: 'a.b' }])(
    'refuses %j, which cannot be part of a table name',
    (location) => {
      expect(() => resolveLocation(location)).toThrow(RangeError);
    },
  );
});
