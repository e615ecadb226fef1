import { MYSQL_DIALECT } from './mysql-dialect';
import { POSTGRES_DIALECT } from './postgres-dialect';

const PAIRS = [
  { userId: 12, courseId: 88 },
  { userId: 13, courseId: 89 },
];

describe('a statement for PostgreSQL', () => {
  it('gets what it asks for by numbers, each name one, and keeps its casts', () => {
    const bound = POSTGRES_DIALECT.bind('SELECT :limit::text, id FROM t WHERE id > :after_id LIMIT :limit', {
      after_id: 7,
      limit: 100,
      unused: 'x',
    });

    expect(bound).toEqual({
      text: 'SELECT $1::text, id FROM t WHERE id > $2 LIMIT $1',
      values: [100, 7],
    });
  });

  it('gets pairs as two lists, also where it asks for them twice', () => {
    const { text, values } = POSTGRES_DIALECT.bind('SELECT 1 FROM :pairs a, :pairs b', { pairs: PAIRS });

    expect(text.match(/unnest\(\$1::bigint\[\], \$2::bigint\[\]\)/g)).toHaveLength(2);
    expect(values).toEqual([
      [12, 13],
      [88, 89],
    ]);
  });
});

describe('a statement for MySQL', () => {
  it('gets what it asks for in the order in which it asks', () => {
    const bound = MYSQL_DIALECT.bind(
      'SELECT id FROM t WHERE name IN (:names) AND id > :after_id LIMIT :limit',
      {
        after_id: 7,
        limit: 100,
        names: ['a', 'b'],
      },
    );

    expect(bound).toEqual({
      text: 'SELECT id FROM t WHERE name IN (?) AND id > ? LIMIT ?',
      values: [['a', 'b'], 7, 100],
    });
  });

  it('gets pairs as rows of a table, also where it asks for them twice', () => {
    const { text, values } = MYSQL_DIALECT.bind('SELECT 1 FROM :pairs a, :pairs b', { pairs: PAIRS });

    const table = '(SELECT ? AS user_id, ? AS course_id UNION ALL SELECT ?, ?)';
    expect(text).toBe(`SELECT 1 FROM ${table} a, ${table} b`);
    expect(values).toEqual([12, 88, 13, 89, 12, 88, 13, 89]);
  });
});

describe.each([
  ['PostgreSQL', POSTGRES_DIALECT],
  ['MySQL', MYSQL_DIALECT],
])('a statement for %s', (_, dialect) => {
  it('is refused when it asks for what was not given', () => {
    expect(() => dialect.bind('SELECT :limit', {})).toThrow(
      'The statement asks for :limit, which was not given.',
    );
  });
});
