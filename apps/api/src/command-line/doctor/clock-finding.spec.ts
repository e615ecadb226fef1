import { clockFinding } from './clock-finding';
import { nodeFinding } from './machine-findings';

describe('clockFinding', () => {
  it.each([
    [0, 'ok'],
    [-4_000, 'ok'],
    [12_000, 'warning'],
    [-59_000, 'warning'],
    [61_000, 'failed'],
  ])('of a clock that is %i ms ahead is %s', (aheadMs, result) => {
    expect(clockFinding('Clock', aheadMs).result).toBe(result);
  });

  it('says in which direction', () => {
    expect(clockFinding('Clock', -90_000).detail).toBe('is 90 s behind this machine');
    expect(clockFinding('Clock', 90_000).detail).toBe('is 90 s ahead of this machine');
  });
});

describe('nodeFinding', () => {
  it.each([
    ['18.20.0', 'failed'],
    ['20.18.3', 'failed'],
    ['20.19.0', 'ok'],
    ['24.0.0', 'ok'],
  ])('of %s is %s', (version, result) => {
    expect(nodeFinding(version).result).toBe(result);
  });
});
