import { ORGANISATIONS, POSITIONS } from './workplace';
import { ADMIN_ID, type Person } from './person';
import type { Random } from './random';
import { DAY } from './working-time';

/** How many people report to one manager. */
const SPAN = 8;

/** A row of `job_assignment`. */
export type JobRow = ReturnType<ReturnType<typeof createJobLadder>>[number];

/**
 * Gives people their jobs, person by person. The person at `index` reports to the one at `index / 8`, through that
 * one's first job, unless that one has left or has no job.
 */
export function createJobLadder(random: Random, people: number) {
  const firstJobs = new Int32Array(people);
  const paths = new Map<number, string>();
  let lastJobId = 0;

  return (person: Person, index: number) => {
    if (person.isDeleted || (index > 0 && random.chance(0.03))) return [];
    const manager = index === 0 ? 0 : (firstJobs[Math.floor((index - 1) / SPAN)] ?? 0);
    const count = random.chance(0.1) ? 2 : 1;
    return Array.from({ length: count }, (_, ordinal) => {
      const id = (lastJobId += 1);
      if (ordinal === 0) firstJobs[index] = id;
      const managerjaid = ordinal === 0 && manager > 0 ? manager : null;
      const path = `${managerjaid === null ? '' : (paths.get(managerjaid) ?? '')}/${id}`;
      // Only people who can have reports are looked up again: remembering the others would cost memory for nothing.
      if (index * SPAN < people) paths.set(id, path);
      const level = Math.min(POSITIONS.length, index === 0 ? 1 : random.integer(2, POSITIONS.length));
      return {
        id,
        userid: person.id,
        fullname: POSITIONS[level - 1] ?? POSITIONS[0],
        shortname: null,
        // Unique per person only: two people may well have a job of the same number.
        idnumber: `${ordinal + 1}`,
        startdate: person.joinedAt,
        timecreated: person.joinedAt,
        timemodified: person.joinedAt,
        usermodified: ADMIN_ID,
        positionid: level,
        positionassignmentdate: person.joinedAt + DAY,
        organisationid: random.chance(0.95) ? random.integer(1, ORGANISATIONS.length) : null,
        managerjaid,
        managerjapath: path,
        sortorder: ordinal + 1,
      };
    });
  };
}
