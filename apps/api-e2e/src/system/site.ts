import { createScratchSite, generateCompany, type ScratchSite } from '@oracle-integration/testing';

/** A Totara site with a believable company on it: some eleven courses a person. */
export async function createCompanySite(people: number): Promise<ScratchSite> {
  const scratch = await createScratchSite(Math.floor(Date.now() / 1000));
  const client = await scratch.pool.connect();
  try {
    await generateCompany(client, { people });
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
