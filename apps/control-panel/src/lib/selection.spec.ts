import { describe, expect, it } from '@jest/globals';
import { EMPTY_SELECTION, readSelection, selectionWords } from './selection';

describe('Which completions are meant', () => {
  it('is everything when nothing is typed', () => {
    expect(readSelection(EMPTY_SELECTION, 10)).toEqual({ selection: {} });
  });

  it('ends before the day after the last one', () => {
    expect(readSelection({ from: '2024-01-01', to: '2024-12-31', courses: '88, 91' }, 10)).toEqual({
      selection: { from: '2024-01-01', to: '2025-01-01', courseIds: [88, 91] },
    });
  });

  it('tells what is wrong at each field', () => {
    expect(readSelection({ from: '2024-02-01', to: '2024-01-01', courses: 'fire' }, 10)).toEqual({
      faults: {
        to: 'The end must not lie before the beginning.',
        courses: 'Enter course numbers such as 88, 91.',
      },
    });
    expect(readSelection({ ...EMPTY_SELECTION, courses: '1 2 3' }, 2)).toEqual({
      faults: { courses: 'Enter at most 2 courses.' },
    });
  });

  it('is told again as the days that were typed', () => {
    const year = { from: '2024-01-01', to: '2025-01-01T00:00:00.000Z' };

    expect(selectionWords('Everything', { ...year, courseIds: [88, 91] })).toBe(
      'Everything, completed from 1 Jan 2024 until 31 Dec 2024, 2 courses',
    );
    expect(selectionWords('Everything', { from: null, to: null, courseIds: [] })).toBe('Everything');
  });
});
