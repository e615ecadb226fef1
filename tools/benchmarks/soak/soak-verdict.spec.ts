import { judge } from './soak-verdict';

/** A sample each ten seconds for so many minutes. */
function samples(minutes: number, valueAt: (seconds: number) => number) {
  return Array.from({ length: minutes * 6 }, (_, n) => ({ seconds: n * 10, value: valueAt(n * 10) }));
}

describe('judge', () => {
  it('finds flat what wanders around its mean', () => {
    const verdict = judge(
      'api',
      'MB',
      samples(10, (seconds) => 200 + (seconds % 20)),
    );

    expect(verdict).toMatchObject({ figure: 'api', unit: 'MB', isFlat: true });
    expect(verdict.mean).toBeCloseTo(205, 0);
  });

  it('finds steep what grows by 10 MB a minute', () => {
    const verdict = judge(
      'api',
      'MB',
      samples(10, (seconds) => 200 + seconds / 6),
    );

    expect(verdict.isFlat).toBe(false);
    expect(verdict.rise).toBeCloseTo(530 / 6, 1);
  });

  it('does not judge the first minute, in which everything warms up', () => {
    expect(
      judge(
        'api',
        'MB',
        samples(10, (seconds) => (seconds < 60 ? seconds : 300)),
      ).rise,
    ).toBeCloseTo(0);
  });

  it('lets what is small move by more than a fifth', () => {
    expect(
      judge(
        'pull',
        'ms',
        samples(3, (seconds) => 10 + seconds),
      ).isFlat,
    ).toBe(true);
  });

  it('finds flat what falls', () => {
    expect(
      judge(
        'delivery',
        'ms',
        samples(10, (seconds) => 5_000 - seconds),
      ).isFlat,
    ).toBe(true);
  });

  it('leaves out samples in which nothing was measured', () => {
    expect(
      judge(
        'pull',
        'ms',
        samples(3, (seconds) => (seconds === 90 ? Number.NaN : 10)),
      ).mean,
    ).toBe(10);
  });

  it('calls nothing flat that was not measured', () => {
    expect(judge('pull', 'ms', []).isFlat).toBe(false);
  });
});
