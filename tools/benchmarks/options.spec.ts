import { readBenchOptions } from './options';

describe('readBenchOptions', () => {
  it('runs everything at the quick scale and writes the page when nothing is said', () => {
    expect(readBenchOptions([])).toEqual({ groups: [], scale: 'quick', writesPage: true, minutes: 10 });
  });

  it('leaves the page alone when only some groups run', () => {
    expect(readBenchOptions(['pull', 'push', '--full'])).toMatchObject({
      groups: ['pull', 'push'],
      scale: 'full',
      writesPage: false,
    });
  });

  it('writes the page of some groups when asked to', () => {
    expect(readBenchOptions(['pull', '--page']).writesPage).toBe(true);
  });

  it('takes the minutes of a soak', () => {
    expect(readBenchOptions(['soak', '--minutes=2']).minutes).toBe(2);
  });

  it.each(['--minutes=1', '--minutes=many', '--minutes=2.5', '--quick'])('refuses %s', (flag) => {
    expect(() => readBenchOptions([flag])).toThrow(flag);
  });
});
