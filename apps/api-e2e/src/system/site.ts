import { createScratchSite, generateCompany, type ScratchSite } from '@oracle-integration/testing';

const DAY_SECONDS = 86_400;

/**
 * A Totara site with a believable company on it: some eleven courses a person, the last ones the day before yesterday.
 * A day may end while a test runs, and some of what is asked for leaves out the present one.
 */
export async function createCompanySite(people: number): Promise<ScratchSite> {
  const now = Math.floor(Date.now() / 1000);
  const scratch = await createScratchSite(now);
  const client = await scratch.pool.connect();
  try {
    await generateCompany(client, { people, now: (Math.floor(now / DAY_SECONDS) - 1) * DAY_SECONDS });
  } finally {
    client.release();
  }
  return scratch;
}

/** A person and a course that are on the site already: the first of each that have nothing with each other. */
export async function strangers({ rows }: ScratchSite): Promise<{ userId: number; courseId: number }> {
  const [pair] = await rows<{ userid: string; courseid: string }>(
    `SELECT u.id AS userid, c.id AS courseid FROM ttr_user u CROSS JOIN ttr_course c
      WHERE u.deleted = 0 AND c.containertype = 'container_course'
        AND NOT EXISTS (SELECT 1 FROM ttr_course_completions cc WHERE cc.userid = u.id AND cc.course = c.id)
        AND NOT EXISTS (SELECT 1 FROM ttr_course_completion_history h WHERE h.userid = u.id AND h.courseid = c.id)
      ORDER BY u.id DESC, c.id LIMIT 1`,
  );
  return { userId: Number(pair!.userid), courseId: Number(pair!.courseid) };
}
