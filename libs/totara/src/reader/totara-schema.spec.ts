import { TotaraTableMissingError } from '../totara.errors';
import { totaraSchemaFrom } from './totara-schema';

const place = { prefix: 'ttr_', schema: 'public' };
const columns = (...names: string[]) =>
  names.map((name) => {
    const [table_name, column_name] = name.split('.');
    return { table_name: table_name!, column_name: column_name! };
  });
const required = columns('ttr_course_completions.id', 'ttr_course.id', 'ttr_user.id');

describe('what a site has', () => {
  it('names tables and columns without the prefix', () => {
    const schema = totaraSchemaFrom([...required, ...columns('ttr_course.containertype')], place);

    expect(schema.has('course')).toBe(true);
    expect(schema.has('course', 'containertype')).toBe(true);
    expect(schema.has('course', 'coursetype')).toBe(false);
    expect(schema.has('course', 'containertype', 'coursetype')).toBe(false);
    expect(schema.has('course_completion_log')).toBe(false);
    expect(schema.has('course_completion_log', 'id')).toBe(false);
  });

  it('works without any prefix', () => {
    const rows = columns('course_completions.id', 'course.id', 'user.id');

    expect(totaraSchemaFrom(rows, { ...place, prefix: '' }).has('course_completions', 'id')).toBe(true);
  });

  it('is Moodle without the columns that Totara added', () => {
    expect(totaraSchemaFrom(required, place).isTotara).toBe(false);
  });

  it.each([['rpl'], ['renewalstatus']])('is Totara with %s, and has to show its history', (column) => {
    const totara = [...required, ...columns(`ttr_course_completions.${column}`)];
    const withHistory = [...totara, ...columns('ttr_course_completion_history.id')];

    expect(totaraSchemaFrom(withHistory, place).isTotara).toBe(true);
    expect(() => totaraSchemaFrom(totara, place)).toThrow(/no table ttr_course_completion_history that we/);
  });

  it('is refused by the full names of what is missing', () => {
    const read = () => totaraSchemaFrom(columns('ttr_course.id'), place);

    expect(read).toThrow(TotaraTableMissingError);
    expect(read).toThrow(/no table ttr_course_completions, ttr_user that we may read/);
  });
});
