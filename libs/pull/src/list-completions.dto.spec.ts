import { type RequestInvalidError, requestValidationPipe } from '@oracle-integration/platform';
import { ListCompletionsQuery } from './list-completions.dto';

const LIMIT_RULE = 'limit must be a whole number from 1 to 1000';
const SINCE_RULE = 'since must be an ISO 8601 time such as 2026-02-01T00:00:00Z, or epoch seconds';

/** What becomes of a query string as Fastify parses it. */
function validated(query: Record<string, string | string[]>): Promise<ListCompletionsQuery> {
  return requestValidationPipe().transform(query, { type: 'query', metatype: ListCompletionsQuery });
}

function errorsOf(query: Record<string, string | string[]>): Promise<unknown> {
  return validated(query).then(
    () => [],
    (error: RequestInvalidError) => error.details['errors'],
  );
}

describe('the parameters of GET completions', () => {
  it('may all be left out', async () => {
    expect({ ...(await validated({})) }).toEqual({});
  });

  it('become numbers and lists, given once or repeatedly', async () => {
    const query = await validated({ limit: '1000', courseid: '88', userid: ['7', '8'], status: 'complete' });

    expect({ ...query }).toEqual({ limit: 1000, courseid: [88], userid: [7, 8], status: ['complete'] });
  });

  it('keep since and cursor as text', async () => {
    const query = await validated({ since: '1769934600', cursor: 'abc' });

    expect({ ...query }).toEqual({ since: '1769934600', cursor: 'abc' });
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
    [{ cours: '88' }, 'cours', 'cours is not a parameter of this endpoint'],
  ])('%j is refused by name', async (query, field, message) => {
    expect(await errorsOf(query as Record<string, string | string[]>)).toEqual([{ field, message }]);
  });

  it('names everything that is wrong at once', async () => {
    expect(await errorsOf({ limit: '0', since: 'x', courseid: 'y' })).toMatchObject([
      { field: 'since' },
      { field: 'limit' },
      { field: 'courseid' },
    ]);
  });
});
