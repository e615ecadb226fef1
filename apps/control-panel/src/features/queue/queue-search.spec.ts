import { describe, expect, it } from '@jest/globals';
import { filterChange, isFiltered, newSearch, parseQueueSearch } from './queue-search';

describe('the address of the queue', () => {
  it('says view, filters, order and page', () => {
    const search = {
      view: 'items',
      status: ['failed', 'dead'],
      q: 'maría',
      cause: 'PUSH.REJECTED',
      course: 88,
      sort: 'nextAttempt',
      cursor: 'abc',
      item: '4711',
    };

    expect(parseQueueSearch(search)).toEqual(search);
  });

  it('takes one status without a list, and digits as a text to search for', () => {
    expect(parseQueueSearch({ status: 'dead', q: 100234 })).toEqual({ status: ['dead'], q: '100234' });
  });

  it('leaves out what it does not understand', () => {
    expect(
      parseQueueSearch({ view: 'x', status: ['gone'], q: '  ', course: 'all', sort: 1, cursor: null }),
    ).toEqual({});
  });

  it('begins at the first page when a filter changes', () => {
    expect(filterChange({ status: ['dead'] })).toEqual({
      view: 'items',
      status: ['dead'],
      cursor: undefined,
      item: undefined,
    });
  });

  it('leaves no filter behind on the way to another list', () => {
    expect(newSearch({ view: 'revoked' })).toMatchObject({
      view: 'revoked',
      q: undefined,
      status: undefined,
    });
  });

  it('is filtered by anything but view, order and page', () => {
    expect(isFiltered({ view: 'items', sort: 'oldest', cursor: 'abc' })).toBe(false);
    expect(isFiltered({ course: 88 })).toBe(true);
  });
});
