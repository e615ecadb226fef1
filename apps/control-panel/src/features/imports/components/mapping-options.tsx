import { Autocomplete, NativeSelect, SimpleGrid } from '@mantine/core';
import type { ImportColumnView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { asksDateOrder, type MappingDraft, possibleKeys } from '../mapping-draft';

interface MappingOptionsProps {
  columns: readonly ImportColumnView[];
  draft: MappingDraft;
  onChange: (change: Partial<MappingDraft>) => void;
}

const words = strings.imports.mapping;
const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** How the values are read: who is told apart by what, dates, grades, and what becomes of strangers. */
export function MappingOptions({ columns, draft, onChange }: MappingOptionsProps) {
  const keys = possibleKeys(draft);
  const hasGrade = Object.values(draft.holds).includes('grade');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
      <NativeSelect
        label={words.identifyUserBy}
        data={keyOptions(keys.user, strings.imports.userKeys)}
        value={draft.identifyUserBy ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ identifyUserBy: keys.user.find((key) => key === value) ?? null })
        }
      />
      <NativeSelect
        label={words.identifyCourseBy}
        data={keyOptions(keys.course, strings.imports.courseKeys)}
        value={draft.identifyCourseBy ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ identifyCourseBy: keys.course.find((key) => key === value) ?? null })
        }
      />
      {asksDateOrder(draft, columns) && (
        <NativeSelect
          label={words.dateOrder}
          data={[
            ...(draft.dateOrder === null ? [{ value: '', label: words.dateOrderOpen }] : []),
            ...optionsOf(words.dateOrders),
          ]}
          value={draft.dateOrder ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ dateOrder: value === 'day_first' || value === 'month_first' ? value : null })
          }
        />
      )}
      <Autocomplete
        label={words.timeZone}
        description={words.timeZoneHelp}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={TIME_ZONES}
        limit={8}
        value={draft.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
      />
      {hasGrade && <GradeOptions draft={draft} onChange={onChange} />}
      <NativeSelect
        label={words.unknown}
        description={words.unknownHelp}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={optionsOf(words.unknowns)}
        value={draft.unknown}
        onChange={({ currentTarget: { value } }) => onChange({ unknown: value === 'add' ? 'add' : 'refuse' })}
      />
    </SimpleGrid>
  );
}

function GradeOptions({ draft, onChange }: Pick<MappingOptionsProps, 'draft' | 'onChange'>) {
  return (
    <>
      <NativeSelect
        label={words.decimalMark}
        data={optionsOf(words.decimalMarks)}
        value={draft.decimalMark}
        onChange={({ currentTarget: { value } }) => onChange({ decimalMark: value === ',' ? ',' : '.' })}
      />
      <NativeSelect
        label={words.gradeUnit}
        data={optionsOf(words.gradeUnits)}
        value={draft.gradeUnit}
        onChange={({ currentTarget: { value } }) =>
          onChange({ gradeUnit: value === 'percent' ? 'percent' : 'points' })
        }
      />
    </>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function keyOptions<K extends string>(keys: readonly K[], labels: Readonly<Record<K, string>>) {
  return [
    { value: '', label: words.surest },
    ...keys.map((key) => ({ value: key as string, label: labels[key] })),
  ];
}
