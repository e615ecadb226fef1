/** What Totara knows of a criterion and of a learner's way to it. */
export interface CriterionState {
  readonly type: number;
  /** Whether there is a record of the learner's for the criterion, and whether it says when it was met. */
  readonly record: 'none' | 'unmet' | 'met';
  /** How far the activity has got by its own measure, in percent; `null` where it has none. */
  readonly module: number | null;
}

export interface CourseState {
  readonly criteria: readonly CriterionState[];
  /** 1 all, 2 any; what is left out is all. */
  readonly overall?: 1 | 2 | undefined;
  /** Of the types that form groups. */
  readonly groups: Readonly<Record<string, 1 | 2>>;
}

interface Progress {
  readonly weight: number;
  /** In hundredths. */
  readonly score: number;
}

const GROUPED_TYPES = [4, 7, 8];

/** Totara's percentage of an unfinished course, worked out as a tree: what the reader's SQL is held against. */
export function totaraProgress({ criteria, overall = 1, groups }: CourseState): number | null {
  const singles = criteria.filter(({ type }) => !GROUPED_TYPES.includes(type)).map(leaf);
  const grouped = GROUPED_TYPES.map((type) => criteria.filter((criterion) => criterion.type === type))
    .filter((members) => members.length > 0)
    .map((members) => combined(members.map(leaf), groups[members[0]!.type] ?? 1));
  const nodes = [...singles, ...grouped];
  if (nodes.length === 0) return null;
  const { weight, score } = combined(nodes, overall);
  return score === 0 ? 0 : Math.floor(Math.max(1, (score / 100 / weight) * 100));
}

function leaf({ type, record, module }: CriterionState): Progress {
  if (record === 'none') return { weight: 1, score: 0 };
  if (type === 4 && module !== null) return { weight: 1, score: module };
  return { weight: 1, score: record === 'met' ? 100 : 0 };
}

function combined(children: readonly Progress[], method: 1 | 2): Progress {
  const better = (one: Progress, other: Progress) =>
    other.score / 100 / other.weight > one.score / 100 / one.weight ? other : one;
  if (method === 2) return children.reduce(better);
  return children.reduce((sum, { weight, score }) => ({
    weight: sum.weight + weight,
    score: sum.score + score,
  }));
}
