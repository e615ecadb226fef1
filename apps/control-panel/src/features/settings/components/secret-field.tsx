import { Button, Group, Input, Textarea } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { formatDay } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { PasswordField } from '../../../ui/password-field';
import { StatusWord } from '../../../ui/status-word';
import type { SettingFieldProps } from './setting-field';

const words = strings.settings.secret;

/** A secret is never shown: only whether there is one, and a way to set another. */
export function SecretField(props: SettingFieldProps) {
  const { setting, value, isChanged, fault, onChange } = props;
  const isRemoved = isChanged && value === null;

  // A field that was opened holds a text, be it an empty one, until it is saved or reverted.
  if (value !== null || fault !== undefined) return <SecretInput {...props} />;
  const isThere = setting.hasSecret || setting.isUnreadable;
  return (
    <Input.Wrapper label={setting.label} description={setting.help} labelElement="div">
      <Group gap="xs" mt={6}>
        <SecretState {...props} isRemoved={isRemoved} />
        {!setting.isPinned && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconKey size={14} aria-hidden />}
            onClick={() => onChange('')}
            aria-label={isThere ? words.replaceOf(setting.label) : words.enterOf(setting.label)}
          >
            {isThere ? words.replace : words.enter}
          </Button>
        )}
        <RemoveButton {...props} isRemoved={isRemoved} />
      </Group>
    </Input.Wrapper>
  );
}

function SecretState({ setting, isRemoved }: SettingFieldProps & { isRemoved: boolean }) {
  if (isRemoved) return <StatusWord tone="attention">{words.willBeRemoved}</StatusWord>;
  if (setting.isUnreadable) return <StatusWord tone="stopped">{words.unreadable}</StatusWord>;
  if (!setting.hasSecret) return <StatusWord tone="off">{words.notSet}</StatusWord>;
  const since = setting.updatedAt === null ? null : formatDay(new Date(setting.updatedAt));
  return <StatusWord tone="ok">{since === null ? words.isSet : words.isSetSince(since)}</StatusWord>;
}

function RemoveButton({
  setting,
  isRemoved,
  onChange,
  onRevert,
}: SettingFieldProps & { isRemoved: boolean }) {
  if (setting.isPinned || (!isRemoved && setting.origin !== 'stored')) return null;
  return (
    <Button variant="subtle" size="xs" onClick={() => (isRemoved ? onRevert() : onChange(null))}>
      {isRemoved ? words.keep : words.remove}
    </Button>
  );
}

function SecretInput({ setting, value, fault, onChange, onRevert }: SettingFieldProps) {
  const shared = {
    label: setting.label,
    description: `${setting.help} ${words.onceOnly}`,
    error: fault,
    name: setting.key,
    value: value === null ? '' : String(value),
    spellCheck: false,
    // The focus follows the button that was pressed.
    autoFocus: true,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value),
  };
  return (
    <div>
      {setting.input.kind === 'secret_multiline' ? (
        <Textarea {...shared} autosize minRows={4} maxRows={12} />
      ) : (
        <PasswordField {...shared} autoComplete="new-password" />
      )}
      <Button variant="subtle" size="xs" mt={4} onClick={onRevert}>
        {setting.hasSecret ? words.keep : words.cancel}
      </Button>
    </div>
  );
}
