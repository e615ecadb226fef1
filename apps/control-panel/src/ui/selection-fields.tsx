import { Group, TextInput } from '@mantine/core';
import type { SelectionFaults, SelectionValues } from '../lib/selection';
import { strings } from '../lib/strings';

const words = strings.selection;

interface SelectionFieldsProps {
  values: SelectionValues;
  faults: SelectionFaults;
  onChange: (changed: Partial<SelectionValues>) => void;
}

/** Between which days, and of which courses. */
export function SelectionFields({ values, faults, onChange }: SelectionFieldsProps) {
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={words.from}
          value={values.from}
          error={faults.from}
          onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.to}
          value={values.to}
          error={faults.to}
          onChange={({ currentTarget }) => onChange({ to: currentTarget.value })}
        />
      </Group>
      <TextInput
        label={words.courses}
        description={words.coursesHint}
        placeholder="88, 91"
        value={values.courses}
        error={faults.courses}
        onChange={({ currentTarget }) => onChange({ courses: currentTarget.value })}
      />
    </>
  );
}
