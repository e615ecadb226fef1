import { lookedAtAgain, notAnswered, triedAgain } from './upload-step';

const HOUR = 3600;

describe('the steps of an upload', () => {
  it('are tried again ever more seldom', () => {
    const delays = [0, 1, 2, 5, 6, 60].map(
      (tries) => triedAgain({ tries, stepSeconds: HOUR }, 'An outage.').delaySeconds,
    );

    expect(delays).toEqual([5, 10, 20, 160, 300, 300]);
  });

  it('wait as long as Oracle asks', () => {
    expect(notAnswered({ tries: 3, stepSeconds: 0 }, { later: 'Busy.', waitSeconds: 17 })).toEqual({
      progress: { tries: 4, failure: 'Busy.' },
      delaySeconds: 17,
    });
  });

  it('look at a data set soon at first, then every half minute', () => {
    const delays = [0, 1, 2, 3, 4, 500].map(
      (tries) => lookedAtAgain({ tries, stepSeconds: HOUR }, {}).delaySeconds,
    );

    expect(delays).toEqual([2, 4, 8, 16, 30, 30]);
  });

  it('come to nothing after a day, and at once when going on is of no use', () => {
    const late = { tries: 9, stepSeconds: 25 * HOUR };

    expect(triedAgain(late, 'An outage.').progress).toEqual({
      state: 'failed',
      failure: 'An outage. We tried for a day.',
    });
    expect(lookedAtAgain(late, {}).progress.state).toBe('failed');
    expect(notAnswered({ tries: 0, stepSeconds: 0 }, { refused: 'Too large.' }).progress.state).toBe(
      'failed',
    );
  });
});
