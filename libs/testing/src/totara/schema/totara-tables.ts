import * as activities from './activity-tables';
import * as completions from './completion-tables';
import * as courses from './course-tables';
import * as people from './people-tables';
import type { TotaraFlavour } from './flavour';
import type { TableDefinition } from './table-definition';

/** Every table of the stand-in that a completion, its learner or its course is read from. */
export const TOTARA_TABLES = [
  courses.courseCategories,
  courses.course,
  activities.modules,
  activities.courseModules,
  people.tenant,
  people.user,
  people.userInfoField,
  people.userInfoData,
  people.organisation,
  people.position,
  people.jobAssignment,
  courses.courseInfoField,
  courses.courseInfoData,
  courses.gradeItems,
  courses.gradeGrades,
  completions.courseCompletionCriteria,
  completions.courseCompletionAggregation,
  completions.courseCompletionCriteriaMet,
  activities.courseModulesCompletion,
  completions.courseCompletions,
  completions.courseCompletionHistory,
  completions.courseCompletionLog,
] as const;

/** The name of a table without its prefix. */
export type TotaraTableName = (typeof TOTARA_TABLES)[number]['name'];

/** The tables of one flavour. */
export function tablesOf(flavour: TotaraFlavour): TableDefinition<TotaraTableName>[] {
  return TOTARA_TABLES.filter((table) => table.flavours.includes(flavour));
}
