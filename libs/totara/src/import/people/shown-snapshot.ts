import type { CourseSnapshot, UserSnapshot } from '@oracle-integration/completions';

const NOBODY: UserSnapshot = {
  username: null,
  idnumber: null,
  firstname: null,
  lastname: null,
  email: null,
  suspended: false,
  deleted: false,
};
const NO_COURSE: CourseSnapshot = { fullname: null, shortname: null, idnumber: null, category: null };

/**
 * The person as an imported completion shows them: as the site does, else as the file tells, else as an earlier
 * import told. Of deleted people the site keeps no names, but the file may.
 */
export function shownUser(
  site: UserSnapshot | null,
  told: Partial<UserSnapshot>,
  before: UserSnapshot | null,
): UserSnapshot {
  if (site && !site.deleted) return site;
  return { ...(before ?? site ?? NOBODY), ...told, deleted: site?.deleted ?? before?.deleted ?? false };
}

/** The course likewise. */
export function shownCourse(
  site: CourseSnapshot | null,
  told: Partial<CourseSnapshot>,
  before: CourseSnapshot | null,
): CourseSnapshot {
  return site ?? { ...(before ?? NO_COURSE), ...told };
}
