import { Button } from '@mantine/core';
import { QueueItemStatus, REQUEUEABLE_STATUSES } from '@oracle-integration/contracts';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { mappingTabOf } from '../../../lib/mapping-place';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { DetailDrawer } from '../../../ui/detail-drawer';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { Notice } from '../../../ui/notice';
import { QUEUE_STATUS_LOOKS, QueueStatus } from '../../../ui/queue-status';
import { QueryPicture } from '../../../ui/query-picture';
import { RelativeTime } from '../../../ui/relative-time';
import type { QueueItem } from '../api/queue';
import { queueQueries } from '../api/queue-queries';
import { MappingLink } from './mapping-link';

interface ItemDrawerProps {
  itemId: string;
  onClose: () => void;
  onSendAgain: (item: QueueItem) => void;
  /** The story of the completion, and the way to it on a page of its own. */
  storyOf: (recordId: string) => ReactNode;
}

const words = strings.queue.item;

/** One item beside the list: where it stands, why, who must act, and its story. */
export function ItemDrawer({ itemId, onClose, onSendAgain, storyOf }: ItemDrawerProps) {
  const query = useQuery(queueQueries.item(itemId));
  const { data: item, dataUpdatedAt } = query;
  return (
    <DetailDrawer isOpen onClose={onClose} title={item ? <DrawerTitle item={item} /> : words.title}>
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} rows={6} />}
        failedTitle={words.failedTitle}
      >
        {(shown) => (
          <div className="item">
            <ItemStanding item={shown} now={new Date(dataUpdatedAt)} onSendAgain={onSendAgain} />
            {storyOf(shown.recordId)}
          </div>
        )}
      </QueryPicture>
    </DetailDrawer>
  );
}

function DrawerTitle({ item: { user, course } }: { item: QueueItem }) {
  return (
    <>
      <bdi>{user}</bdi>
      <span className="item-course">
        <bdi>{course}</bdi>
      </span>
    </>
  );
}

interface ItemStandingProps {
  item: QueueItem;
  now: Date;
  onSendAgain: (item: QueueItem) => void;
}

function ItemStanding({ item, now, onSendAgain }: ItemStandingProps) {
  const { mayManage } = useViewer();
  const { status, attempts, nextAttemptAt, cause, revokedAt } = item;
  const mendedAt = mayManage && cause ? mappingTabOf(cause.code) : null;
  const canResend = mayManage && REQUEUEABLE_STATUSES.some((one) => one === status);
  return (
    <>
      <div className="item-standing">
        <QueueStatus status={status} />
        <span className="quiet">
          {strings.queueStatuses[status].meaning} · {words.attempts(attempts)}
          {nextAttemptAt && (
            <>
              {' · '}
              {strings.queue.list.nextAttempt.toLowerCase()} <RelativeTime moment={nextAttemptAt} now={now} />
            </>
          )}
        </span>
        {canResend && (
          <Button
            size="xs"
            fz="sm"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => onSendAgain(item)}
          >
            {words.sendAgain}
          </Button>
        )}
      </div>
      {cause && status !== QueueItemStatus.Sent && (
        <Notice tone={QUEUE_STATUS_LOOKS[status].tone}>
          {cause.reason}
          <br />
          <strong>{strings.queue.groups.whoActs}:</strong> {cause.action}
          {mendedAt && (
            <>
              <br />
              <MappingLink tab={mendedAt} className="text-link" />
            </>
          )}
        </Notice>
      )}
      {revokedAt && status === QueueItemStatus.Sent && (
        <Notice tone="attention">
          {words.revoked} {words.revokedAction}
        </Notice>
      )}
    </>
  );
}
