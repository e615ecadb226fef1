import type { ImportDetailView, ImportRowView } from '@oracle-integration/contracts';

/** The cells of a row by which a manager recognises it. */
export interface ToldCells {
  person: string;
  course: string;
  completed: string;
}

/** Reads the cells that tell person, course and time, by the mapping of the file. */
export function cellReader({ columns, mapping }: Pick<ImportDetailView, 'columns' | 'mapping'>) {
  const indexOf = (name: string | undefined) => columns.findIndex((column) => column.name === name);
  const mapped = mapping?.columns ?? {};
  const person = indexOf(mapping?.identifyUserBy ? mapped[mapping.identifyUserBy] : undefined);
  const course = indexOf(mapping?.identifyCourseBy ? mapped[mapping.identifyCourseBy] : undefined);
  const completed = indexOf(mapped.timecompleted);
  return ({ cells }: Pick<ImportRowView, 'cells'>): ToldCells => ({
    person: cells[person] ?? '',
    course: cells[course] ?? '',
    completed: cells[completed] ?? '',
  });
}
