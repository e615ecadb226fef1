import { insertRows, tableName } from '../schema/bulk-rows';
import type { AggregationMethod, AggregationRules } from './aggregation';
import { criteriaTypeOf, type CriterionKind } from './criteria-type';
import type { SiteSession } from './site-session';

/** A condition of a course, for the one who makes the course. Times in epoch seconds. */
export type NewCriterion =
  | { kind: 'self' }
  | { kind: 'date'; at: number }
  /** The course module whose completion counts. */
  | { kind: 'activity'; moduleId: number; module: string }
  /** Counted from the enrolment, in seconds: the column's comment says days, the code of Totara says otherwise. */
  | { kind: 'duration'; seconds: number }
  /** In points of the course total. */
  | { kind: 'grade'; gradepass: number }
  | { kind: 'role'; roleId: number }
  | { kind: 'course'; courseId: number };

/** How the conditions add up; what is left out gets no row, which means all. */
export type NewAggregation = Partial<Record<'overall' | 'activity' | 'course' | 'role', AggregationMethod>>;

/** One condition of a course as it is stored. */
export interface CourseCriterion {
  id: number;
  criteriatype: number;
  /** The course module whose completion counts, for an activity. */
  moduleinstance: number | null;
  courseinstance: number | null;
  /** In seconds. */
  enrolperiod: number | null;
  timeend: number | null;
  gradepass: number | null;
}

const methodNumbers: Record<AggregationMethod, number> = { all: 1, any: 2 };

export async function insertCriteria(
  session: SiteSession,
  courseId: number,
  criteria: readonly NewCriterion[],
  aggregation: NewAggregation = {},
): Promise<void> {
  await insertRows(
    session,
    'course_completion_criteria',
    criteria.map((criterion) => criterionRow(courseId, criterion)),
  );
  await insertRows(
    session,
    'course_completion_aggr_methd',
    Object.entries(aggregation).map(([type, method]) => ({
      course: courseId,
      criteriatype: type === 'overall' ? null : criteriaTypeOf[type as CriterionKind],
      method: methodNumbers[method],
    })),
  );
}

function criterionRow(course: number, criterion: NewCriterion) {
  const row = {
    course,
    criteriatype: criteriaTypeOf[criterion.kind],
    module: null as string | null,
    moduleinstance: null as number | null,
    courseinstance: null as number | null,
    enrolperiod: null as number | null,
    timeend: null as number | null,
    gradepass: null as number | null,
    role: null as number | null,
  };
  switch (criterion.kind) {
    case 'self':
      return row;
    case 'date':
      return { ...row, timeend: criterion.at };
    case 'activity':
      return { ...row, module: criterion.module, moduleinstance: criterion.moduleId };
    case 'duration':
      return { ...row, enrolperiod: criterion.seconds };
    case 'grade':
      return { ...row, gradepass: criterion.gradepass };
    case 'role':
      return { ...row, role: criterion.roleId };
    case 'course':
      return { ...row, courseinstance: criterion.courseId };
  }
}

export async function findCriteria(session: SiteSession, courseId: number): Promise<CourseCriterion[]> {
  const { rows } = await session.db.query<Record<keyof CourseCriterion, string | null>>(
    `SELECT id, criteriatype, moduleinstance, courseinstance, enrolperiod, timeend, gradepass
       FROM ${tableName(session, 'course_completion_criteria')} WHERE course = $1 ORDER BY id`,
    [courseId],
  );
  return rows.map((row) => ({
    id: Number(row.id),
    criteriatype: Number(row.criteriatype),
    moduleinstance: toNumber(row.moduleinstance),
    courseinstance: toNumber(row.courseinstance),
    enrolperiod: toNumber(row.enrolperiod),
    timeend: toNumber(row.timeend),
    gradepass: toNumber(row.gradepass),
  }));
}

export async function findAggregationRules(
  session: SiteSession,
  courseId: number,
): Promise<AggregationRules> {
  const { rows } = await session.db.query<{ criteriatype: string | null; method: number }>(
    `SELECT criteriatype, method FROM ${tableName(session, 'course_completion_aggr_methd')} WHERE course = $1`,
    [courseId],
  );
  const methodOf = (method?: number): AggregationMethod => (method === methodNumbers.any ? 'any' : 'all');
  const isOverall = ({ criteriatype }: { criteriatype: string | null }) => criteriatype === null;
  return {
    overall: methodOf(rows.find(isOverall)?.method),
    byType: new Map(
      rows
        .filter((row) => !isOverall(row))
        .map(({ criteriatype, method }) => [Number(criteriatype), methodOf(method)]),
    ),
  };
}

function toNumber(value: string | null): number | null {
  return value === null ? null : Number(value);
}
