import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { Section } from '../../../ui/section';
import type { Overview } from '../api/overview';
import { PauseControl } from './pause-control';
import { PurgeForm } from './purge-form';
import { RequeueDialog } from './requeue-dialog';

const words = strings.overviewActions;

/** What a manager may do with the queue as a whole. */
export function ActionsCard({ overview: { queue, push, at } }: { overview: Overview }) {
  const [isRequeueing, setIsRequeueing] = useState(false);
  return (
    <Section heading={words.heading}>
      <div className="actions">
        <div className="action">
          <div className="action-text">
            <span className="action-name">{words.requeue.name}</span>
            <span className="action-hint">{words.requeue.hint(queue.failed, queue.dead)}</span>
          </div>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => setIsRequeueing(true)}
          >
            {words.requeue.title}
          </Button>
        </div>
        <PurgeForm what="sent" />
        <PurgeForm what="logs" />
        <PauseControl pause={push.pause} now={at} />
      </div>
      {isRequeueing && <RequeueDialog onClose={() => setIsRequeueing(false)} />}
    </Section>
  );
}
