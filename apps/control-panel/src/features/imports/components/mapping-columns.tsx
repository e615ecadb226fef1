import { NativeSelect } from '@mantine/core';
import { IMPORT_FIELDS, type ImportColumnView, type ImportField } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import type { MappingDraft } from '../mapping-draft';

interface MappingColumnsProps {
  columns: readonly ImportColumnView[];
  draft: MappingDraft;
  onHolding: (column: string, field: ImportField | null) => void;
}

const words = strings.imports.mapping;
const OPTIONS = [
  { value: '', label: words.unused },
  ...IMPORT_FIELDS.map((field) => ({ value: field, label: strings.imports.fields[field] })),
];

/** Each column of the file with its first values, and what it holds. */
export function MappingColumns({ columns, draft, onHolding }: MappingColumnsProps) {
  return (
    <table className="mapping-table">
      <thead>
        <tr>
          <th scope="col">{words.column}</th>
          <th scope="col">{words.samples}</th>
          <th scope="col">{words.holds}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, samples }) => (
          <tr key={name} data-unused={draft.holds[name] === undefined}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td className="mapping-samples">
              {samples.slice(0, 3).map((sample, index) => (
                <bdi key={index}>{sample}</bdi>
              ))}
            </td>
            <td>
              <NativeSelect
                aria-label={words.holdsLabel(name)}
                data={OPTIONS}
                value={draft.holds[name] ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  onHolding(name, IMPORT_FIELDS.find((field) => field === value) ?? null)
                }
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
