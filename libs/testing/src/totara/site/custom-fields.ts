import { insertRows, tableName } from '../schema/bulk-rows';
import type { SiteSession } from './site-session';

/** Where each kind of custom field is kept, and the column that says of whom or what. */
const TABLES = {
  profile: { field: 'user_info_field', data: 'user_info_data', owner: 'userid', title: 'name' },
  course: { field: 'course_info_field', data: 'course_info_data', owner: 'courseid', title: 'fullname' },
} as const;

export type CustomFieldKind = keyof typeof TABLES;

export interface CustomValue {
  readonly shortname: string;
  readonly ownerId: number;
  readonly data: string;
}

/** Fills in a custom field of a person or a course; the field is made where there is none of that name. */
export async function fillInField(
  session: SiteSession,
  kind: CustomFieldKind,
  { shortname, ownerId, data }: CustomValue,
): Promise<void> {
  const { field, data: values, owner, title } = TABLES[kind];
  const { rows } = await session.db.query<{ id: string }>(
    `SELECT id FROM ${tableName(session, field)} WHERE shortname = $1`,
    [shortname],
  );
  const fieldid = rows[0]
    ? Number(rows[0].id)
    : (await insertRows(session, field, [{ shortname, [title]: shortname, datatype: 'text' }]))[0]!;
  await session.db.query(`DELETE FROM ${tableName(session, values)} WHERE fieldid = $1 AND ${owner} = $2`, [
    fieldid,
    ownerId,
  ]);
  await insertRows(session, values, [{ fieldid, [owner]: ownerId, data }]);
}
