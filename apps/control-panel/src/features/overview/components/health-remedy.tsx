import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { toast } from '../../../ui/toast';
import { ConfirmCopyButton } from '../actions/confirm-copy';
import { ResumeButton } from '../actions/pause-control';
import { useTryOracleNow } from '../actions/push-control';
import type { Remedy } from '../health';
import { QueueLink } from './queue-link';

const words = strings.overview.health;

/** The button or link of a finding; whoever may not change things sees the links only. */
export function HealthRemedy({ remedy }: { remedy: Remedy }) {
  const { mayManage } = useViewer();
  switch (remedy.kind) {
    case 'see_items':
      return (
        <QueueLink search={{ view: 'items', status: [remedy.status] }} className="health-link">
          {words.seeItems}
        </QueueLink>
      );
    case 'see_revoked':
      return (
        <QueueLink search={{ view: 'revoked' }} className="health-link">
          {words.seeItems}
        </QueueLink>
      );
    case 'try_now':
      return mayManage ? <TryNowButton /> : null;
    case 'confirm_copy':
      return mayManage ? <ConfirmCopyButton waiting={remedy.waiting} /> : null;
    case 'resume':
      return mayManage ? <ResumeButton isPlanned={remedy.isPlanned} /> : null;
  }
}

function TryNowButton() {
  const tryNow = useTryOracleNow(() => toast.done(words.tried));
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={tryNow.isPending}
      onClick={() => tryNow.mutate(undefined, { onError: (error) => toast.failed(words.tryFailed, error) })}
    >
      {words.tryNow}
    </Button>
  );
}
