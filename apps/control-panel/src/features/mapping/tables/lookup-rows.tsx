import { ActionIcon, Group } from '@mantine/core';
import type { LookupRowView, LookupTable } from '@oracle-integration/contracts';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { RelativeTime } from '../../../ui/relative-time';

interface LookupRowsProps {
  table: LookupTable;
  rows: readonly LookupRowView[];
  now: Date;
  isStale: boolean;
  onChange: (row: LookupRowView) => void;
  onRemove: (row: LookupRowView) => void;
}

const words = strings.mapping.table;

/** What stands in Totara, and what Oracle calls it. */
export function LookupRows({ table, rows, isStale, ...rest }: LookupRowsProps) {
  return (
    <DataTable
      label={strings.mapping.tabs[table]}
      columns={columnsWith({ table, ...rest })}
      rows={rows}
      rowKey={({ key }) => key}
      isStale={isStale}
    />
  );
}

type ColumnsNeed = Pick<LookupRowsProps, 'table' | 'now' | 'onChange' | 'onRemove'>;

function columnsWith({ table, now, onChange, onRemove }: ColumnsNeed): Column<LookupRowView>[] {
  return [
    { id: 'key', header: words.key[table], isTitle: true, cell: ({ key }) => <bdi>{key}</bdi> },
    { id: 'value', header: words.value[table], cell: ({ value }) => <bdi>{value}</bdi> },
    {
      id: 'changed',
      header: words.changed,
      cell: ({ updatedAt, updatedBy }) => (
        <>
          <RelativeTime moment={new Date(updatedAt)} now={now} />
          <div className="quiet cell-note">
            <bdi>{updatedBy}</bdi>
          </div>
        </>
      ),
    },
    {
      id: 'actions',
      header: words.actions,
      isFigure: true,
      cell: (row) => (
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <ActionIcon
            variant="subtle"
            aria-label={words.changeOf(row.key)}
            title={words.changeOf(row.key)}
            onClick={() => onChange(row)}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={words.removeOf(row.key)}
            title={words.removeOf(row.key)}
            onClick={() => onRemove(row)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ),
    },
  ];
}
