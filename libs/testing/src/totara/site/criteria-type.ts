/** Totara's numbers for what completes a course. */
export const CriteriaType = {
  Self: 1,
  Date: 2,
  Activity: 4,
  Duration: 5,
  Grade: 6,
  Role: 7,
  Course: 8,
} as const;

/** The same by name, for callers. */
export type CriterionKind = 'self' | 'date' | 'activity' | 'duration' | 'grade' | 'role' | 'course';

export const criteriaTypeOf: Record<CriterionKind, number> = {
  self: CriteriaType.Self,
  date: CriteriaType.Date,
  activity: CriteriaType.Activity,
  duration: CriteriaType.Duration,
  grade: CriteriaType.Grade,
  role: CriteriaType.Role,
  course: CriteriaType.Course,
};
