import { minutesOf, type SoakSample } from './soak-samples';

function sampleAt(seconds: number, figures: Partial<SoakSample> = {}): SoakSample {
  return {
    seconds,
    written: seconds * 500,
    delivered: seconds * 499,
    deliveryMs: [100],
    pullMs: [10],
    waiting: 5,
    apiMb: 150,
    workerMb: 160,
    ledgerMb: seconds,
    queueMb: 1,
    attemptsMb: 1,
    ...figures,
  };
}

describe('minutesOf', () => {
  it('tells of each minute what happened within it', () => {
    const samples = [10, 30, 60, 90, 120].map((seconds) => sampleAt(seconds));

    expect(minutesOf(samples, 2)).toMatchObject([
      { minute: 1, written: 30_000, delivered: 29_940, ledgerMb: 60 },
      { minute: 2, written: 30_000, delivered: 29_940, ledgerMb: 120 },
    ]);
  });

  it('keeps the most of what waits and of memory, and the percentiles of all that was measured', () => {
    const samples = [
      sampleAt(30, { waiting: 900, apiMb: 201, deliveryMs: [1, 2, 3] }),
      sampleAt(60, { waiting: 2, apiMb: 180, deliveryMs: [4, 5] }),
    ];

    expect(minutesOf(samples, 1)).toMatchObject([
      { waiting: 900, apiMb: 201, deliveryP50Ms: 3, deliveryP99Ms: 5 },
    ]);
  });
});
