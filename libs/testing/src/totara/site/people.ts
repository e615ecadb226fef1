import { createHash, randomBytes } from 'node:crypto';
import { insertRows, tableName, updateRows, type RowValues } from '../schema/bulk-rows';
import { raiseUserDeleted, raiseUserUpdated } from './raised-events';
import type { EventSnapshot } from './site-event';
import { snapshotOf, type SiteSession } from './site-session';

/** The columns of a person that matter to completions; what is left out gets a plain default. */
export interface NewUser {
  username?: string;
  idnumber?: string;
  firstname?: string;
  lastname?: string;
  email?: string;
  /** 0 for an account whose owner has not answered the confirmation mail. */
  confirmed?: 0 | 1;
  suspended?: 0 | 1;
  deleted?: 0 | 1;
  timezone?: string;
  tenantid?: number | null;
}

export interface NewJobAssignment {
  userId: number;
  idnumber?: string;
  fullname?: string;
  positionid?: number | null;
  organisationid?: number | null;
  /** The manager's *job*, not the manager. */
  managerjaid?: number | null;
}

/** Adds a person and answers the id. */
export async function insertUser(session: SiteSession, person: NewUser): Promise<number> {
  const id = await reserveId(session, 'user');
  const username = person.username ?? `learner${id}`;
  const now = session.now();
  await insertRows(session, 'user', [
    {
      id,
      confirmed: 1,
      mnethostid: 1,
      username,
      firstname: 'Robin',
      lastname: `Learner ${id}`,
      email: `${username}@example.com`,
      timecreated: now,
      timemodified: now,
      ...person,
    },
  ]);
  return id;
}

/** Changes a person's own data; nothing about completions is logged for it. */
export async function changeUser(session: SiteSession, userId: number, change: NewUser): Promise<void> {
  await updateRows(session, 'user', [{ id: userId, timemodified: session.now(), ...change }]);
  await raiseUserUpdated(session, userId);
}

/** Adds a job after the ones the person has, and answers its id. */
export async function insertJobAssignment(session: SiteSession, job: NewJobAssignment): Promise<number> {
  const { userId, managerjaid = null, ...rest } = job;
  const id = await reserveId(session, 'job_assignment');
  const table = tableName(session, 'job_assignment');
  const { rows } = await session.db.query<{ next: number; path: string }>(
    `SELECT (SELECT count(*)::int + 1 FROM ${table} WHERE userid = $1) AS next,
            coalesce((SELECT managerjapath FROM ${table} WHERE id = $2), '') AS path`,
    [userId, managerjaid],
  );
  const now = session.now();
  await insertRows(session, 'job_assignment', [
    {
      id,
      userid: userId,
      idnumber: `JOB-${id}`,
      timecreated: now,
      timemodified: now,
      usermodified: session.adminId,
      positionassignmentdate: now,
      managerjaid,
      managerjapath: `${rows[0]?.path ?? ''}/${id}`,
      sortorder: rows[0]?.next ?? 1,
      ...rest,
    } satisfies RowValues,
  ]);
  return id;
}

/**
 * What is left of the account of a deleted person: nothing but the names (`full_proper`, the default), a user name
 * made of e-mail and time as of old (`full`), or all of it (`partial`).
 */
export type DeletionMode = 'full_proper' | 'full' | 'partial';

/**
 * Deletes a person: the account stays as a shell, whatever the mode leaves of it. Profile fields and jobs are
 * removed, and whoever they managed has no manager. First and last name, completions, history and log stay.
 */
export async function anonymiseUser(
  session: SiteSession,
  userId: number,
  mode: DeletionMode = 'full_proper',
): Promise<void> {
  const before = await snapshotOf(session, 'user', userId);
  const now = session.now();
  await updateRows(session, 'user', [
    { id: userId, deleted: 1, picture: 0, timemodified: now, ...shellOf(before, mode, now) },
  ]);
  await deleteOf(session, 'user_info_data', userId);
  if (session.location.flavour !== 'moodle4') await removeJobs(session, userId);
  raiseUserDeleted(session, userId, before);
}

function shellOf(before: EventSnapshot | null, mode: DeletionMode, now: number): RowValues {
  switch (mode) {
    case 'full_proper':
      return { username: `deleted_${randomBytes(16).toString('hex')}`, email: '', idnumber: '' };
    case 'full':
      return {
        username: `${before?.['email']}.${now}`,
        email: createHash('md5').update(String(before?.['username'])).digest('hex'),
        idnumber: '',
      };
    case 'partial':
      return {};
  }
}

/** Removes every completion record of a person, history and log entries too, as a data protection purge does. */
export async function purgeCompletionsOfUser(session: SiteSession, userId: number): Promise<void> {
  await deleteOf(session, 'course_completions', userId);
  await deleteOf(session, 'course_completion_crit_compl', userId);
  await deleteOf(session, 'course_modules_completion', userId);
  if (session.location.flavour === 'moodle4') return;
  await deleteOf(session, 'course_completion_history', userId);
  await deleteOf(session, 'course_completion_log', userId);
}

/** The next id of a table, for rows that carry their own id in another column. */
export async function reserveId(
  session: SiteSession,
  table: 'user' | 'course' | 'job_assignment' | 'course_categories',
): Promise<number> {
  const { rows } = await session.db.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id`,
    [tableName(session, table)],
  );
  return Number(rows[0]?.id);
}

async function deleteOf(
  session: SiteSession,
  table: Parameters<typeof tableName>[1],
  userId: number,
): Promise<void> {
  await session.db.query(`DELETE FROM ${tableName(session, table)} WHERE userid = $1`, [userId]);
}

async function removeJobs(session: SiteSession, userId: number): Promise<void> {
  const table = tableName(session, 'job_assignment');
  const { rows } = await session.db.query<{ id: string }>(
    `DELETE FROM ${table} WHERE userid = $1 RETURNING id`,
    [userId],
  );
  for (const { id } of rows) {
    // The path lists the jobs from the top manager down to the row itself: what hung below becomes a top.
    await session.db.query(
      `UPDATE ${table}
          SET managerjaid = nullif(managerjaid, $1::bigint),
              managerjapath = regexp_replace(managerjapath, '^.*/' || $1::text || '/', '/')
        WHERE managerjapath LIKE '%/' || $1::text || '/%'`,
      [id],
    );
  }
  await session.db.query(
    `UPDATE ${table} SET tempmanagerjaid = NULL, tempmanagerexpirydate = NULL WHERE tempmanagerjaid = ANY($1)`,
    [rows.map(({ id }) => id)],
  );
  await session.db.query(`UPDATE ${table} SET appraiserid = NULL WHERE appraiserid = $1`, [userId]);
}
