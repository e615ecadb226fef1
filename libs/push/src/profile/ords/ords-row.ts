import { stringify as csv } from 'csv-stringify/sync';
import { isLosslessNumber, parse, stringify } from 'lossless-json';
import type { OrdsColumn } from '@oracle-integration/settings';
import type { MappedItem } from '../../mapping/mapped-item';

export type OrdsColumns = readonly OrdsColumn[];

/** The row of an item as JSON. Numbers keep their digits: an id may be beyond what a JavaScript number holds. */
export function rowJson({ json }: Pick<MappedItem, 'json'>, columns: OrdsColumns): string {
  const told = parse(json);
  const cells = columns.map(({ name, path }) => [name, scalar(valueAt(told, path))] as const);
  return stringify(Object.fromEntries(cells)) ?? '{}';
}

/** The rows of some items as CSV, with a header. */
export function rowsCsv(items: readonly Pick<MappedItem, 'json'>[], columns: OrdsColumns): string {
  const rows = items.map(({ json }) => {
    const told = parse(json);
    return columns.map(({ path }) => csvText(valueAt(told, path)));
  });
  return csv([columns.map(({ name }) => name), ...rows], { record_delimiter: 'windows' });
}

/** The key of an item's row, escaped for its address; or the placeholder that nothing is known for. */
export function rowKey(item: MappedItem, template: string): { key: string } | { unknown: string } {
  const told = parse(item.json);
  const own: Readonly<Record<string, unknown>> = {
    id: item.recordId,
    revision: item.revision,
    userId: valueAt(told, ['userId']),
    courseId: valueAt(told, ['courseId']),
    personKey: item.personKey ?? valueAt(told, ['user', 'idnumber']),
    courseKey: item.courseKey ?? valueAt(told, ['course', 'idnumber']),
  };
  const unknown = [...template.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name!)
    .find((name) => csvText(own[name]) === '');
  if (unknown !== undefined) return { unknown };
  const key = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(csvText(own[name])));
  return { key };
}

function valueAt(told: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : null,
    told,
  );
}

/** A table holds no objects: what is none of the simple values goes as its text. */
function scalar(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !isLosslessNumber(value);
  return isObject ? stringify(value) : value;
}

function csvText(value: unknown): string {
  const simple = scalar(value);
  if (simple === null || simple === undefined) return '';
  return isLosslessNumber(simple) ? simple.value : String(simple);
}
