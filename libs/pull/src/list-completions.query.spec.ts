import type { RequestInvalidError } from '@oracle-integration/platform';
import { parseListCompletions } from './list-completions.query';

const LIMIT_RULE = 'limit must be a whole number from 1 to 1000';
const SINCE_RULE = 'since must be an ISO 8601 time such as 2026-02-01T00:00:00Z, or epoch seconds';

function errorsOf(query: Record<string, string | string[]>): unknown {
  try {
    parseListCompletions(query);
    return [];
  } catch (error) {
    return (error as RequestInvalidError).details['errors'];
  }
}

describe('the parameters of GET completions', () => {
  it('may all be left out', () => {
    expect(parseListCompletions({})).toEqual({});
  });

  it('become numbers and lists, given once or repeatedly', () => {
    const query = parseListCompletions({
      limit: '1000',
      courseid: '88',
      userid: ['7', '8'],
      status: 'complete',
    });

    expect(query).toEqual({ limit: 1000, courseid: [88], userid: [7, 8], status: ['complete'] });
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('acknowledged=%s is a truth value', (acknowledged, expected) => {
    expect(parseListCompletions({ acknowledged })).toEqual({ acknowledged: expected });
  });

  it('keep since and cursor as text', () => {
    const query = parseListCompletions({ since: '1769934600', cursor: 'abc' });

    expect(query).toEqual({ since: '1769934600', cursor: 'abc' });
  });

  it.each([
    [{ limit: '0' }, 'limit', LIMIT_RULE],
    [{ limit: '1001' }, 'limit', LIMIT_RULE],
    [{ limit: '-1' }, 'limit', LIMIT_RULE],
    [{ limit: '1.5' }, 'limit', LIMIT_RULE],
    [{ limit: '1e2' }, 'limit', LIMIT_RULE],
    [{ limit: '' }, 'limit', LIMIT_RULE],
    [{ limit: ['1', '2'] }, 'limit', LIMIT_RULE],
    [{ since: 'yesterday' }, 'since', SINCE_RULE],
    [{ since: '' }, 'since', SINCE_RULE],
    [{ since: ['2026-01-01', '2026-02-01'] }, 'since', SINCE_RULE],
    [{ cursor: ['a', 'b'] }, 'cursor', 'cursor must be given once'],
    [{ cursor: 'x'.repeat(201) }, 'cursor', 'cursor is not one that this service gave out'],
    [{ courseid: 'fire' }, 'courseid', 'courseid must be the id of a Totara course'],
    [{ courseid: '0' }, 'courseid', 'courseid must be the id of a Totara course'],
    [{ courseid: '88,89' }, 'courseid', 'courseid must be the id of a Totara course'],
    [{ courseid: '9999999999999999' }, 'courseid', 'courseid must be the id of a Totara course'],
    [
      { courseid: Array.from({ length: 101 }, () => '1') },
      'courseid',
      'courseid may be given at most 100 times',
    ],
    [{ userid: ['1', ''] }, 'userid', 'userid must be the id of a Totara user'],
    [{ userid: Array.from({ length: 101 }, () => '1') }, 'userid', 'userid may be given at most 100 times'],
    [
      { status: 'completed' },
      'status',
      'status must be one of notyetstarted, inprogress, complete, completeviarpl, revoked',
    ],
    [{ acknowledged: '1' }, 'acknowledged', 'acknowledged must be true or false'],
    [{ acknowledged: ['true', 'false'] }, 'acknowledged', 'acknowledged must be true or false'],
    [{ constructor: '1' }, 'constructor', 'constructor is not a parameter of this endpoint'],
    [{ cours: '88' }, 'cours', 'cours is not a parameter of this endpoint'],
  ])('%j is refused by name', (query, field, message) => {
    expect(errorsOf(query as Record<string, string | string[]>)).toEqual([{ field, message }]);
  });

  it('names everything that is wrong at once', () => {
    expect(errorsOf({ limit: '0', since: 'x', courseid: 'y' })).toMatchObject([
      { field: 'limit' },
      { field: 'since' },
      { field: 'courseid' },
    ]);
  });
});
