import type { AcceptableItem } from '../delivery/item-rules';
import type { DeliveryFaults, ItemRejectionFault } from './fault-set';

/** The rejection that applies to this item, if one does. `random` gives a number from 0 to below 1. */
export function rejectionOf(
  item: AcceptableItem,
  fault: ItemRejectionFault | undefined,
  random: () => number,
): ItemRejectionFault | undefined {
  if (!fault) return undefined;
  const { userIds, courseIds, rate } = fault;
  const isForAll = !userIds && !courseIds;
  const isMeant = isForAll || userIds?.includes(item.userId) || courseIds?.includes(item.courseId);
  return isMeant && random() < rate ? fault : undefined;
}

/** Whether this item is left out of the answer. */
export function isOmitted(fault: DeliveryFaults['omitItems'], random: () => number): boolean {
  return fault !== undefined && random() < fault.rate;
}
