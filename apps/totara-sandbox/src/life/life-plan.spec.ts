import { LIFE_PLAN, pickStep, type LifeStep } from './life-plan';

describe('the plan of a life', () => {
  const total = Object.values(LIFE_PLAN).reduce((sum: number, frequency) => sum + frequency, 0);

  it('counts a thousand steps', () => {
    expect(total).toBe(1000);
  });

  it('picks each kind as often as it says', () => {
    const counts = new Map<LifeStep, number>();
    for (let n = 0; n < total; n += 1) {
      const step = pickStep((n + 0.5) / total);
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }

    expect(Object.fromEntries(counts)).toEqual(LIFE_PLAN);
  });

  it('is mostly learning, and hardly ever what an administrator would rather not do', () => {
    const { completeCourse, workOnActivity, startCourse, enrol, unlock, purge, directSql } = LIFE_PLAN;

    expect(completeCourse + workOnActivity + startCourse + enrol).toBeGreaterThan(total * 0.7);
    expect(unlock + purge + directSql).toBeLessThan(total * 0.01);
  });

  it.each([0, 0.999999])('has a step for %f', (chance) => {
    expect(Object.keys(LIFE_PLAN)).toContain(pickStep(chance));
  });
});
