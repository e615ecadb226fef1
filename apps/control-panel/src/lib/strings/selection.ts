/** The fields of every form that asks which completions are meant. */
export const selection = {
  from: 'Completed from',
  to: 'Completed until',
  toTooEarly: 'The end must not lie before the beginning.',
  courses: 'Only these courses',
  coursesHint: 'Their numbers in Totara, with commas. Empty: all courses.',
  coursesInvalid: 'Enter course numbers such as 88, 91.',
  coursesTooMany: (max: number) => `Enter at most ${max} courses.`,
};
