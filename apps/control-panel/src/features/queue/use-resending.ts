import { REQUEUEABLE_STATUSES, type RequeueRequest } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../lib/strings';
import type { RowSelection } from '../../ui/data-table';
import type { QueueItem } from './api/queue';

const NONE: ReadonlySet<string> = new Set();

/** Which items are chosen, and what somebody is about to send again. */
export function useResending() {
  const [selected, setSelected] = useState(NONE);
  const [request, setRequest] = useState<RequeueRequest | null>(null);
  return {
    selected,
    request,
    clear: () => setSelected(NONE),
    ask: (items: readonly QueueItem[]) =>
      setRequest({ statuses: [...REQUEUEABLE_STATUSES], itemIds: items.map(({ id }) => id) }),
    stopAsking: () => setRequest(null),
    /** The checkboxes over these items; only what can be sent again can be chosen. */
    selectionOf: (items: readonly QueueItem[]): RowSelection => {
      const find = (key: string) => items.find(({ id }) => id === key);
      return {
        selected,
        onChange: setSelected,
        nameOf: (key) => {
          const item = find(key);
          return item ? strings.queue.list.nameOf(item.user, item.course) : key;
        },
        isSelectable: (key) => REQUEUEABLE_STATUSES.some((status) => status === find(key)?.status),
      };
    },
  };
}
