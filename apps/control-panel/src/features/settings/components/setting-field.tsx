import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { SettingValue, SettingView } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { FieldFrame, Unit } from '../../../ui/field-frame';
import { SecretField } from './secret-field';

export interface SettingFieldProps {
  setting: SettingView;
  /** What the field shows; of a secret, what was typed. */
  value: SettingValue | null;
  /** Whether something is typed that is not saved. */
  isChanged: boolean;
  fault?: string;
  onChange: (value: SettingValue | null) => void;
  /** Leaves the setting as it is stored. */
  onRevert: () => void;
}

const words = strings.settings;

/** One setting with its help, its unit, and, where the environment pins it, why it is locked. */
export function SettingField(props: SettingFieldProps) {
  const { setting } = props;
  return (
    <FieldFrame lock={setting.isPinned ? words.pinned(setting.variable) : undefined}>
      {setting.isSecret ? <SecretField {...props} /> : <PlainField {...props} />}
    </FieldFrame>
  );
}

interface TextEvent {
  currentTarget: { value: string };
}

function PlainField({ setting, value, fault, onChange }: SettingFieldProps) {
  const { input, label, key, isPinned } = setting;
  const shared = { label, description: helpOf(setting), error: fault, disabled: isPinned, name: key };
  const placeholder = setting.default === null ? undefined : String(setting.default);
  const text = value === null ? '' : String(value);
  const typed = {
    value: text,
    spellCheck: false,
    onChange: (event: TextEvent) => onChange(event.currentTarget.value),
  };
  switch (input.kind) {
    case 'switch':
      return (
        <Switch
          {...shared}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...shared}
          placeholder={placeholder}
          value={value === null ? '' : (value as number | string)}
          min={input.min}
          max={input.max}
          clampBehavior="none"
          allowDecimal={false}
          thousandSeparator=","
          rightSection={<Unit>{input.unit}</Unit>}
          rightSectionWidth={unitWidth(input.unit)}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          value={text === '' ? null : text}
          data={input.choices}
          allowDeselect={false}
          onChange={(chosen) => onChange(chosen)}
        />
      );
    case 'multiline':
      return <Textarea {...shared} {...typed} autosize minRows={3} maxRows={10} />;
    default:
      return (
        <TextInput
          {...shared}
          {...typed}
          placeholder={placeholder}
          inputMode={input.kind === 'url' ? 'url' : undefined}
          autoCapitalize="none"
        />
      );
  }
}

function helpOf({ help, default: initial, input }: SettingView): string {
  if (initial === null || input.kind === 'switch') return help;
  const choice = input.kind === 'choice' && input.choices.find(({ value }) => value === initial);
  return `${help} ${words.defaultIs(choice ? choice.label : typeof initial === 'number' ? formatCount(initial) : String(initial))}`;
}

/** So that the figure never runs into its unit. */
function unitWidth(unit: string): number {
  return 24 + unit.length * 7;
}
