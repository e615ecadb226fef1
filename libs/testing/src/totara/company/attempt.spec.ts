import { attemptsOf, type Attempt } from './attempt';
import { COURSES, type CatalogueCourse } from './course-catalogue';
import { createPersonFactory } from './person';
import { createRandom } from './random';
import { DAY } from './working-time';

const now = Date.UTC(2026, 10, 23, 12) / 1000;
const period = { now, historyStart: now - 1461 * DAY, importDays: [now - 100 * DAY] as [number] };

function attemptsInMany(course: CatalogueCourse): Attempt[][] {
  const random = createRandom(4);
  const makePerson = createPersonFactory(random, period);
  return Array.from({ length: 1500 }, (_, index) =>
    attemptsOf(random, makePerson(index), { index: 0, details: course }, period),
  );
}

const recertified = COURSES.find(({ isRecertified }) => isRecertified) as CatalogueCourse;
const once = COURSES.find(({ isRecertified }) => !isRecertified) as CatalogueCourse;

describe('attemptsOf', () => {
  it('has one current attempt a person, the last', () => {
    for (const attempts of attemptsInMany(recertified)) {
      const archived = attempts.map(({ archivedAt }) => archivedAt !== null);
      expect(archived).toEqual([...Array<boolean>(attempts.length - 1).fill(true), false]);
    }
  });

  it('repeats only courses that are recertified', () => {
    const repeated = (course: CatalogueCourse) =>
      attemptsInMany(course).filter(({ length }) => length > 1).length;

    expect(repeated(recertified)).toBeGreaterThan(50);
    expect(repeated(once)).toBe(0);
  });

  it('runs from enrolment over start and completion to the archive, all before now', () => {
    for (const attempt of attemptsInMany(recertified).flat()) {
      const { timeenrolled, timestarted, timecompleted, archivedAt } = attempt;
      const steps = [timeenrolled, timestarted, timecompleted, archivedAt].filter(
        (step): step is number => !!step,
      );
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(Math.max(...steps)).toBeLessThan(now);
    }
  });

  it('begins the next round after the one before was archived', () => {
    for (const attempts of attemptsInMany(recertified)) {
      attempts.slice(1).forEach(({ timeenrolled }, index) => {
        expect(timeenrolled).toBeGreaterThan(attempts[index]?.archivedAt ?? Number.POSITIVE_INFINITY);
      });
    }
  });

  it('gives RPL and imports a text, imports a midnight', () => {
    const all = attemptsInMany(once).flat();
    const imports = all.filter(({ route }) => route === 'import');

    expect(imports.length).toBeGreaterThan(20);
    expect(imports.every(({ timecompleted, rpl }) => (timecompleted ?? 1) % DAY === 0 && rpl)).toBe(true);
    expect(all.every(({ route, rpl }) => (route === 'learner') === (rpl === null))).toBe(true);
  });
});
