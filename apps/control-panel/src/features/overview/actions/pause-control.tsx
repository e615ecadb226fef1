import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { strings } from '../../../lib/strings';
import { toast } from '../../../ui/toast';
import type { PushPause } from '../api/overview';
import { useResumePush } from './push-control';

const words = strings.overviewActions.pause;

/** Its code is loaded when it is opened. */
const PauseDialog = lazy(async () => ({ default: (await import('./pause-dialog')).PauseDialog }));

/** "Pause Push", or "Resume Push" while a pause is in force or planned. */
export function PauseControl({ pause, now }: { pause: PushPause | null; now: Date }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="action">
      <div className="action-text">
        <span className="action-name">{words.name}</span>
        <span className="action-hint">{words.hint}</span>
      </div>
      {pause ? (
        <ResumeButton isPlanned={pause.from > now} />
      ) : (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          onClick={() => setIsAsking(true)}
        >
          {words.open}
        </Button>
      )}
      {isAsking && (
        <Suspense fallback={null}>
          <PauseDialog onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Ends the pause at once: nothing is lost by it, so it does not ask. */
export function ResumeButton({ isPlanned }: { isPlanned: boolean }) {
  const resume = useResumePush(() => toast.done(isPlanned ? words.calledOff : words.resumed));
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      loading={resume.isPending}
      onClick={() =>
        resume.mutate(undefined, { onError: (error) => toast.failed(words.resumeFailed, error) })
      }
    >
      {isPlanned ? words.callOff : words.resume}
    </Button>
  );
}
