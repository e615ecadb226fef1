import type { AggregationMethod } from '../site/aggregation';
import { CriteriaType } from '../site/criteria-type';
import { moduleOfCourse } from '../site/activities';
import { COURSES, type CatalogueCourse } from './course-catalogue';
import { FIRST_COURSE_ID } from './first-ids';

/** An activity of a sample course. */
export interface CourseActivity {
  /** Its course module id. */
  id: number;
  module: 'scorm' | 'quiz' | 'facetoface' | 'page';
  /** The number of the condition that waits for it. */
  criterionId: number;
}

/** What completes a sample course. */
export interface CourseConditions {
  activities: readonly CourseActivity[];
  /** The number of the condition that the learner ticks off, if there is one. */
  selfCriterionId: number | null;
  /** How the activities add up. */
  activityMethod: AggregationMethod;
}

const modulesOf: Record<CatalogueCourse['completedBy'], readonly CourseActivity['module'][]> = {
  self: [],
  activity: ['scorm', 'quiz'],
  blended: ['scorm', 'facetoface'],
  choice: ['scorm', 'quiz', 'page'],
};

/** SCORM packages report how far a learner has come; the other kinds are done or not. */
export function reportsProgress({ module }: CourseActivity): boolean {
  return module === 'scorm';
}

/** The conditions of each course, numbered in the order in which they are inserted. */
export const COURSE_CONDITIONS: readonly CourseConditions[] = numberConditions();

/** The rows of `course_completion_criteria`, in the order of their numbers. */
export function criteriaRows(index: number) {
  const conditions = COURSE_CONDITIONS[index];
  const course = FIRST_COURSE_ID + index;
  const activities = (conditions?.activities ?? []).map(({ id, module, criterionId }) => ({
    id: criterionId,
    course,
    criteriatype: CriteriaType.Activity as number,
    module: module as string | null,
    moduleinstance: id as number | null,
  }));
  const id = conditions?.selfCriterionId ?? null;
  if (id === null) return activities;
  return [...activities, { id, course, criteriatype: CriteriaType.Self, module: null, moduleinstance: null }];
}

function numberConditions(): CourseConditions[] {
  let last = 0;
  return COURSES.map(({ completedBy }, index) => {
    const activities = modulesOf[completedBy].map((module, ordinal) => ({
      id: moduleOfCourse(FIRST_COURSE_ID + index, ordinal),
      module,
      criterionId: (last += 1),
    }));
    const hasSelf = completedBy === 'self' || completedBy === 'blended';
    return {
      activities,
      selfCriterionId: hasSelf ? (last += 1) : null,
      activityMethod: completedBy === 'choice' ? 'any' : 'all',
    };
  });
}
