import type { LearnerCourseObservation, SiteNumber } from '../observation';
import type { NumberPlace, ToldNumber } from './site-numbers.repository';

/** The numbers that pictures tell, by where they are kept. */
export function observedNumbers(
  pictures: readonly LearnerCourseObservation[],
): { readonly place: NumberPlace; readonly told: readonly ToldNumber[] }[] {
  const found = new Map<string, { place: NumberPlace; told: ToldNumber[] }>();
  const add = (kind: NumberPlace['kind'], id: number, told: SiteNumber | undefined) => {
    if (!told) return;
    const key = `${kind} ${told.source}`;
    const group = found.get(key) ?? { place: { kind, source: told.source }, told: [] };
    group.told.push({ id, number: told.number });
    found.set(key, group);
  };
  for (const picture of pictures) {
    if (picture.extent !== 'whole') continue;
    add('people', picture.userId, picture.personNumber);
    add('courses', picture.courseId, picture.courseNumber);
  }
  return [...found.values()];
}
