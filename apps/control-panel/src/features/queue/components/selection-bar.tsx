import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { strings } from '../../../lib/strings';

interface SelectionBarProps {
  count: number;
  onSendAgain: () => void;
  onClear: () => void;
}

const words = strings.queue.list;

/** What can be done with the chosen rows. */
export function SelectionBar({ count, onSendAgain, onClear }: SelectionBarProps) {
  return (
    <div className="selection-bar surface" role="region" aria-label={words.choosing}>
      <p role="status">{words.chosen(count)}</p>
      <Button variant="default" onClick={onClear}>
        {words.notChosen}
      </Button>
      <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={onSendAgain}>
        {words.sendAgain}
      </Button>
    </div>
  );
}
