import { CriteriaType } from './criteria-type';

/** Whether all of several conditions are needed, or any one of them. */
export type AggregationMethod = 'all' | 'any';

/** How the conditions of a course add up: each type by itself, then the types with each other. */
export interface AggregationRules {
  overall: AggregationMethod;
  /** For activities, courses and roles; a type that is not named needs all. */
  byType: ReadonlyMap<number, AggregationMethod>;
}

/** Types of which a course may have several conditions, which are added up before they count as one. */
const groupedTypes: ReadonlySet<number> = new Set([
  CriteriaType.Activity,
  CriteriaType.Course,
  CriteriaType.Role,
]);

/**
 * When a learner has completed a course by its conditions: the latest time of all that are met, also of those that
 * were not needed, as Totara has it. Undefined while they are not enough, and in a course without conditions.
 *
 * @param met the times at which conditions were met, by their ids
 */
export function completionTime(
  criteria: readonly { id: number; criteriatype: number }[],
  rules: AggregationRules,
  met: ReadonlyMap<number, number>,
): number | undefined {
  const single = criteria.filter(({ criteriatype }) => !groupedTypes.has(criteriatype));
  const results = single.map(({ id }) => met.has(id));
  for (const type of groupedTypes) {
    const group = criteria.filter(({ criteriatype }) => criteriatype === type);
    if (group.length === 0) continue;
    const method = rules.byType.get(type) ?? 'all';
    results.push(
      isEnough(
        method,
        group.map(({ id }) => met.has(id)),
      ),
    );
  }
  const isComplete = results.length > 0 && isEnough(rules.overall, results);
  return isComplete ? Math.max(...criteria.map(({ id }) => met.get(id) ?? 0)) : undefined;
}

function isEnough(method: AggregationMethod, results: readonly boolean[]): boolean {
  return method === 'all' ? results.every(Boolean) : results.some(Boolean);
}
