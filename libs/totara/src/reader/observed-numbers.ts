import type { NumberedKind, WholePicture } from '@oracle-integration/completions';
import type { KeptNumber } from './site-answers';

const MEMBERS = {
  people: { id: 'userId', number: 'personNumber' },
  courses: { id: 'courseId', number: 'courseNumber' },
} as const;

/** The pictures with the numbers that are kept of their people, or courses. Of whoever is deleted nothing is said. */
export function withNumbers(
  pictures: WholePicture[],
  kind: NumberedKind,
  { source, kept }: { source: string | null; kept: readonly KeptNumber[] | undefined },
): WholePicture[] {
  if (source === null || kept === undefined) return pictures;
  const numbers = new Map(kept.map(({ id, number }) => [id, number]));
  const member = MEMBERS[kind];
  return pictures.map((picture) => {
    const number = numbers.get(picture[member.id]);
    return number === undefined ? picture : { ...picture, [member.number]: { source, number } };
  });
}
