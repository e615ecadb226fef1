import { importedPairs } from './import-follower';

describe('importedPairs', () => {
  it('lists every learner with every course', () => {
    expect(importedPairs({ 1207: ['88', 89], 1208: [88] })).toEqual([
      { userId: 1207, courseId: 88 },
      { userId: 1207, courseId: 89 },
      { userId: 1208, courseId: 88 },
    ]);
  });

  it('reads courses with keys of their own, as PHP writes a list with gaps', () => {
    expect(importedPairs({ 1207: { 0: 88, 2: 90 } })).toEqual([
      { userId: 1207, courseId: 88 },
      { userId: 1207, courseId: 90 },
    ]);
  });

  it('leaves out what is no id', () => {
    expect(
      importedPairs({ 0: [88], guest: [88], 1207: [null, 'x', 0], 1208: null, 1209: 7, 1210: '88' }),
    ).toEqual([]);
  });
});
