import { Button, Group } from '@mantine/core';
import { strings } from '../lib/strings';

interface SaveBarProps {
  /** How many fields differ from what is stored; the bar is there only while some do. */
  changes: number;
  isPending: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Stays at the foot of the window while something typed is not saved yet. */
export function SaveBar({ changes, isPending, onSave, onDiscard }: SaveBarProps) {
  if (changes === 0) return null;
  return (
    <div className="save-bar surface" role="region" aria-label={strings.common.unsaved}>
      <span role="status">{strings.common.unsavedChanges(changes)}</span>
      <Group gap="xs">
        <Button variant="default" onClick={onDiscard} disabled={isPending}>
          {strings.common.discard}
        </Button>
        <Button onClick={onSave} loading={isPending}>
          {strings.common.save}
        </Button>
      </Group>
    </div>
  );
}
