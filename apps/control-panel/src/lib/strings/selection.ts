import { countOf, formatDay } from '../format';

/** The fields of every form that asks which completions are meant. */
export const selection = {
  from: 'Completed from',
  to: 'Completed until',
  toTooEarly: 'The end must not lie before the beginning.',
  courses: 'Only these courses',
  coursesHint: 'Their numbers in Totara, with commas. Empty: all courses.',
  coursesInvalid: 'Enter course numbers such as 88, 91.',
  span: (from: Date | null, to: Date | null) => {
    if (from && to) return `completed from ${formatDay(from)} until ${formatDay(to)}`;
    if (from) return `completed from ${formatDay(from)}`;
    return to ? `completed until ${formatDay(to)}` : '';
  },
  courseCount: (count: number) => countOf(count, 'course', 'courses'),
  coursesTooMany: (max: number) => `Enter at most ${max} courses.`,
};
