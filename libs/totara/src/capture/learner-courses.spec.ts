import { pairsOf, wholeCoursesOf } from './learner-courses';

const keys = [
  { id: 1, userId: 7, courseId: 88 },
  { id: 2, userId: null, courseId: 89 },
  { id: 3, userId: 7, courseId: 88 },
  { id: 4, userId: 7, courseId: 90 },
  { id: 5, userId: null, courseId: 89 },
];

describe('the learners and courses that rows belong to', () => {
  it('come once each, without rows of a whole course', () => {
    expect(pairsOf(keys)).toEqual([
      { userId: 7, courseId: 88 },
      { userId: 7, courseId: 90 },
    ]);
  });

  it('name each course that was touched as a whole once', () => {
    expect(wholeCoursesOf(keys)).toEqual([89]);
  });
});
