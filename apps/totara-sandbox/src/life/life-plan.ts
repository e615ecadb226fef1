/** Everything that happens on the site by itself, with how often it does among a thousand steps. */
export const LIFE_PLAN = {
  completeCourse: 370,
  workOnActivity: 220,
  startCourse: 100,
  enrol: 80,
  correctGrade: 40,
  openWindow: 40,
  recognise: 30,
  importFile: 15,
  editCompletion: 15,
  renamePerson: 12,
  removeRpl: 10,
  archiveByHand: 8,
  recogniseActivity: 8,
  hirePerson: 8,
  renameCourse: 6,
  pilotCourse: 6,
  letPersonGo: 5,
  suspendPerson: 5,
  typeHistory: 4,
  openCohortWindow: 4,
  rewriteTime: 3,
  directSql: 3,
  deleteUnused: 3,
  unlock: 2,
  purge: 2,
  nightlyTasks: 1,
} as const;

/** One kind of step. */
export type LifeStep = keyof typeof LIFE_PLAN;

const steps = Object.entries(LIFE_PLAN) as [LifeStep, number][];
const total = steps.reduce((sum, [, frequency]) => sum + frequency, 0);

/**
 * Which step comes next.
 *
 * @param chance from 0 up to, not including, 1
 */
export function pickStep(chance: number): LifeStep {
  let left = chance * total;
  for (const [step, frequency] of steps) {
    left -= frequency;
    if (left < 0) return step;
  }
  return 'completeCourse';
}
