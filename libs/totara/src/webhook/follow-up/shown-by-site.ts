import type { WholePicture } from '@oracle-integration/completions';
import { meaningOf } from '../message/completion-events';
import { isCompletionRow } from '../message/message-subject';
import type { ReceivedMessage } from '../message/received-message';
import { completedAtOf } from './completion-row';

/**
 * Whether the site shows already what a message tells. It may be ahead of the site: Moodle sends inside the
 * transaction, before it is committed, and a replica is some seconds behind.
 */
export function isShownBySite({ event, content }: ReceivedMessage, picture: WholePicture): boolean {
  if (meaningOf(event) !== 'completed' || picture.exclusion !== null) return true;
  const rows = [...(picture.current ? [picture.current] : []), ...picture.history];
  const shown = rows.flatMap(({ completedAt }) => (completedAt ? [completedAt.getTime()] : []));
  const told = isCompletionRow(content) ? completedAtOf(content) : null;
  return told === null ? shown.length > 0 : shown.includes(told.getTime());
}
