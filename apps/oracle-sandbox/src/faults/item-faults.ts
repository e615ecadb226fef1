import type { AcceptableItem, ItemCandidate } from '../delivery/item-rules';
import { RequestRefusedError } from '../http/request-refused.error';
import type { DeliveryFaults, ItemRejectionFault } from './fault-set';

/** The rejection that applies to this item, if one does. `random` gives a number from 0 to below 1. */
export function rejectionOf(
  item: AcceptableItem,
  fault: ItemRejectionFault | undefined,
  random: () => number,
): ItemRejectionFault | undefined {
  if (!fault) return undefined;
  const { userIds, courseIds, ids, rate } = fault;
  const isForAll = !userIds && !courseIds && !ids;
  const isMeant =
    isForAll ||
    userIds?.includes(item.userId) ||
    courseIds?.includes(item.courseId) ||
    ids?.includes(item.id);
  return isMeant && random() < rate ? fault : undefined;
}

/** Whether this item is left out of the answer. */
export function isOmitted(fault: DeliveryFaults['omitItems'], random: () => number): boolean {
  return fault !== undefined && random() < fault.rate;
}

/**
 * Refuses a whole delivery for the sake of a few of its items, before any of it is recorded.
 *
 * @throws RequestRefusedError 413 for more items than may be, or the status of the poison that is inside.
 */
export function refuseForItems(
  items: readonly ItemCandidate[],
  { maxItems = Infinity, poison }: Pick<DeliveryFaults, 'maxItems' | 'poison'>,
): void {
  if (items.length > maxItems) throw tooLarge(`more than ${maxItems} items`);
  if (poison && items.some(({ userId }) => poison.userIds.includes(userId as number))) {
    throw new RequestRefusedError(poison.status, 'Rejected', 'Fault: one of the items is not acceptable.');
  }
}

/** @throws RequestRefusedError 413 for more bytes than may be. */
export function refuseForSize(body: Buffer, { maxBytes = Infinity }: Pick<DeliveryFaults, 'maxBytes'>): void {
  if (body.length > maxBytes) throw tooLarge(`more than ${maxBytes} bytes`);
}

function tooLarge(what: string): RequestRefusedError {
  return new RequestRefusedError(413, 'Content Too Large', `Fault: ${what} in one delivery.`);
}
