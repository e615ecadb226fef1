import type { ConsistentPage, FeedFilters } from '@oracle-integration/completions';
import { namesTag, pageTag } from './page-tag';

const FILTERS: FeedFilters = { courseIds: [], userIds: [], statuses: [] };
const page = (given: Partial<ConsistentPage> = {}): ConsistentPage => ({
  items: Buffer.from('{}'),
  count: 1,
  lastSeq: '9',
  hasMore: false,
  consistentThrough: new Date(0),
  ...given,
});

describe('the tag of a page', () => {
  it('is the same while only time goes on', () => {
    expect(pageTag('5', FILTERS, page({ consistentThrough: new Date(1_000) }))).toBe(
      pageTag('5', FILTERS, page()),
    );
  });

  it.each([
    ['fewer records', pageTag('5', FILTERS, page({ count: 0 }))],
    ['another end', pageTag('5', FILTERS, page({ lastSeq: '10' }))],
    ['more behind it', pageTag('5', FILTERS, page({ hasMore: true }))],
    ['another beginning', pageTag('4', FILTERS, page())],
    ['other filters', pageTag('5', { ...FILTERS, courseIds: [88] }, page())],
  ])('is another with %s', (_, tag) => {
    expect(tag).not.toBe(pageTag('5', FILTERS, page()));
  });

  it('tells what has been acknowledged by its content: records may come in between', () => {
    const done: FeedFilters = { ...FILTERS, acknowledged: { consumerId: 1, is: true } };

    expect(pageTag('5', done, page({ items: Buffer.from('{"id":1}') }))).not.toBe(
      pageTag('5', done, page({ items: Buffer.from('{"id":2}') })),
    );
  });

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    [undefined, false],
  ])('is named by If-None-Match: %s is %s', (header, expected) => {
    expect(namesTag(header, '"a"')).toBe(expected);
  });
});
