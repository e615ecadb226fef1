import { outcomeOfPart } from './loaded-lines';

describe('what became of the lines of a part', () => {
  it.each([
    ['all are loaded', 10, 0, { loaded: 10, refused: 0, unprocessed: 0 }],
    ['all that are not named are', 10, 3, { loaded: 7, refused: 3, unprocessed: 0 }],
    ['a line that was loaded has errors too', 10, 3, { loaded: 10, refused: 0, unprocessed: 0 }],
    ['every line is named', 3, 3, { loaded: 0, refused: 3, unprocessed: 0 }],
  ])('is certain when %s', (_, lines, refused, counts) => {
    expect(outcomeOfPart(lines, refused, counts)).toEqual({
      isCertain: true,
      loaded: lines - refused,
      refused,
      unprocessed: 0,
    });
  });

  it.each([
    ['some were not processed', 10, 1, { loaded: 4, refused: 1, unprocessed: 5 }, 5],
    ['an error names no line', 10, 0, { loaded: 9, refused: 1, unprocessed: 0 }, 1],
    ['nothing was counted', 10, 0, { loaded: 0, refused: 0, unprocessed: 0 }, 10],
  ])('is not when %s', (_, lines, refused, counts, unprocessed) => {
    expect(outcomeOfPart(lines, refused, counts)).toEqual({
      isCertain: false,
      loaded: counts.loaded,
      refused,
      unprocessed,
    });
  });
});
