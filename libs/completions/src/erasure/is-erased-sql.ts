/**
 * Whether the person of a completion was erased, as a condition on `completion_records`.
 *
 * @param record what the query calls the table
 */
export function isErasedSql(record = 'record'): string {
  return `EXISTS (SELECT 1 FROM erased_people erased
    WHERE erased.site_id = ${record}.site_id AND erased.user_id = ${record}.user_id)`;
}
