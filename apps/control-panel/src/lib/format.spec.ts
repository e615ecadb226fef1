import { describe, expect, it } from '@jest/globals';
import { countOf, formatBytes, formatCount, formatExact, formatRelative } from './format';

const NOW = new Date('2026-02-01T14:00:00.000Z');
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('formatRelative', () => {
  it.each([
    [0, 'now'],
    [2, 'now'],
    [12, '12 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [3_599, '59 min ago'],
    [3_600, '1 h ago'],
    [86_399, '23 h ago'],
    [86_400, '1 d ago'],
    [100_000_000, '1,157 d ago'],
    [-240, 'in 4 min'],
  ])('says %d seconds back as %s', (seconds, text) => {
    expect(formatRelative(secondsAgo(seconds), NOW)).toBe(text);
  });
});

describe('formatExact', () => {
  it('names the moment to the second, in UTC', () => {
    expect(formatExact(new Date('2026-02-01T14:03:11.987Z'))).toBe('2026-02-01 14:03:11 UTC');
  });
});

describe('countOf', () => {
  it('groups thousands and chooses the number', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(countOf(1, 'row', 'rows')).toBe('1 row');
    expect(countOf(0, 'row', 'rows')).toBe('0 rows');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [512, '512 bytes'],
    [1_536, '1.5 KB'],
    [1_468_006, '1.4 MB'],
    [1_073_741_824, '1 GB'],
  ])('says %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
