import { type ColumnPicture, schemaBreaches } from './schema-picture';

const column = (name: string, more: Partial<ColumnPicture> = {}): ColumnPicture => ({
  table: 'leases',
  column: name,
  type: 'text',
  isNullable: false,
  hasDefault: false,
  ...more,
});

describe('schemaBreaches', () => {
  it('has nothing against what only adds: columns that may be left out, and tables', () => {
    const after = [
      column('name'),
      column('note', { isNullable: true }),
      column('count', { hasDefault: true }),
      column('other', { table: 'new_table' }),
    ];

    expect(schemaBreaches([column('name')], after)).toEqual([]);
  });

  it.each([
    [
      'a column that is gone, or bears another name',
      [column('title')],
      ['leases.name is gone', 'leases.title is new and must be given'],
    ],
    ['another type', [column('name', { type: 'integer' })], ['leases.name was text and is integer']],
    [
      'a new column that must be given',
      [column('name'), column('more')],
      ['leases.more is new and must be given'],
    ],
  ])('names %s', (_, after, breaches) => {
    expect(schemaBreaches([column('name')], after)).toEqual(breaches);
  });

  it('names what could be left out, and cannot any more', () => {
    expect(schemaBreaches([column('name', { isNullable: true })], [column('name')])).toEqual([
      'leases.name may no longer be empty',
    ]);
    expect(schemaBreaches([column('name', { hasDefault: true })], [column('name')])).toEqual([
      'leases.name must be given now',
    ]);
  });
});
