import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { settingsQueries, useSwitchPull } from './pull-switch';

const words = strings.quickSetup.pull;

/** "Enable Pull API" or "Disable Pull API"; where the environment pins it, the reason instead of a button. */
export function PullControl({ isOn }: { isOn: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  // What was asked for stays in the words of the dialog while it closes, when the Pull API is switched already.
  const [turnsOn, setTurnsOn] = useState(false);
  const { data: pin } = useQuery(settingsQueries.pullPin());
  const switchPull = useSwitchPull(() => {
    toast.done(turnsOn ? words.enabled : words.disabled);
    setIsAsking(false);
  });
  const ask = () => {
    setTurnsOn(!isOn);
    setIsAsking(true);
  };
  return (
    <div className="action">
      <div className="action-text">
        <span className="action-name">{words.name}</span>
        <span className="action-hint">{isOn ? words.onHint : words.offHint}</span>
        {pin && (
          <span className="action-lock">
            <IconLock size={14} stroke={2} aria-hidden /> {words.pinned(pin)}
          </span>
        )}
      </div>
      {!pin && (
        <Button variant="default" onClick={ask}>
          {isOn ? words.disable : words.enable}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={turnsOn ? words.enableQuestion : words.disableQuestion}
        confirmLabel={turnsOn ? words.enable : words.disable}
        isDangerous={!turnsOn}
        isPending={switchPull.isPending}
        error={switchPull.error}
        onConfirm={() => switchPull.mutate(turnsOn)}
        onClose={() => setIsAsking(false)}
      >
        <p>{turnsOn ? words.enableExplanation : words.disableExplanation}</p>
      </ConfirmDialog>
    </div>
  );
}
