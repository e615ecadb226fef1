import { SnakeNamingStrategy, snakeCase } from './snake-naming.strategy';

describe('snakeCase', () => {
  it.each([
    ['id', 'id'],
    ['nextAttemptAt', 'next_attempt_at'],
    ['isAlone', 'is_alone'],
    ['sha256Hash', 'sha256_hash'],
    ['already_snake', 'already_snake'],
  ])('writes %s as %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });
});

describe('SnakeNamingStrategy', () => {
  const strategy = new SnakeNamingStrategy();

  it('names columns after their property, within an embedded object after both', () => {
    expect(strategy.columnName('completedAt', undefined, [])).toBe('completed_at');
    expect(strategy.columnName('maxPoints', undefined, ['courseGrade'])).toBe('course_grade_max_points');
  });

  it('names a joining column after the relation and what it points to', () => {
    expect(strategy.joinColumnName('queueItem', 'id')).toBe('queue_item_id');
  });
});
