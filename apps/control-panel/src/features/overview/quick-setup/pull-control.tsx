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
  const { data: pin } = useQuery(settingsQueries.pullPin());
  const switchPull = useSwitchPull(() => {
    toast.done(isOn ? words.disabled : words.enabled);
    setIsAsking(false);
  });
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
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {isOn ? words.disable : words.enable}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={isOn ? words.disableQuestion : words.enableQuestion}
        confirmLabel={isOn ? words.disable : words.enable}
        isDangerous={isOn}
        isPending={switchPull.isPending}
        error={switchPull.error}
        onConfirm={() => switchPull.mutate(!isOn)}
        onClose={() => setIsAsking(false)}
      >
        <p>{isOn ? words.disableExplanation : words.enableExplanation}</p>
      </ConfirmDialog>
    </div>
  );
}
