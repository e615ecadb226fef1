import {
  QUEUE_ITEM_STATUSES,
  QUEUE_SORTS,
  type QueueItemStatus,
  QueueSort,
  SEARCH_TEXT_LENGTH_MAX,
} from '@oracle-integration/contracts';
import type { SearchChange } from '../../ui/search-link';
import type { TableSort } from '../../ui/sort-header';

export const QUEUE_VIEWS = ['groups', 'items', 'revoked', 'rejected'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** What of the queue is shown, as the address says it. */
export interface QueueSearch {
  /** Left out: the groups when something is stopped, else the items. */
  view?: QueueView;
  status?: QueueItemStatus[];
  q?: string;
  cause?: string;
  course?: number;
  sort?: QueueSort;
  /** Where the page begins; left out: at the beginning. */
  cursor?: string;
  /** The item whose drawer is open. */
  item?: string;
}

/** Reads the address; what is not understood is as if it were not there. */
export function parseQueueSearch(search: Record<string, unknown>): QueueSearch {
  const { view, status, q, cause, course, sort, cursor, item } = search;
  const statuses = QUEUE_ITEM_STATUSES.filter((one) => asList(status).includes(one));
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return {
    ...pick('view', oneOf(QUEUE_VIEWS, view)),
    ...pick('status', statuses.length > 0 ? statuses : undefined),
    ...pick('q', text(q).slice(0, SEARCH_TEXT_LENGTH_MAX) || undefined),
    ...pick('cause', text(cause) || undefined),
    ...pick('course', Number.isSafeInteger(course) ? (course as number) : undefined),
    ...pick('sort', oneOf(QUEUE_SORTS, sort)),
    ...pick('cursor', text(cursor) || undefined),
    ...pick('item', text(item) || undefined),
  };
}

/** Everything of the address that says nothing: a link changes parameters, it does not begin anew by itself. */
const NOTHING: Readonly<Record<keyof QueueSearch, undefined>> = {
  view: undefined,
  status: undefined,
  q: undefined,
  cause: undefined,
  course: undefined,
  sort: undefined,
  cursor: undefined,
  item: undefined,
};

/** What a link changes to another list altogether. */
export function newSearch(search: QueueSearch): SearchChange {
  return { ...NOTHING, ...search };
}

/** What a link changes to the same list with another filter: at its first page, for a cursor belongs to its filter. */
export function filterChange(change: SearchChange): SearchChange {
  return { view: 'items', cursor: undefined, item: undefined, ...change };
}

/** Whether the list is narrowed down. */
export function isFiltered({ status, q, cause, course }: QueueSearch): boolean {
  return [status, q, cause, course].some((one) => one !== undefined);
}

/** The statuses with one of them chosen, or chosen no longer. */
export function withStatusTurned(
  statuses: readonly QueueItemStatus[] | undefined,
  status: QueueItemStatus,
): QueueItemStatus[] | undefined {
  const turned = QUEUE_ITEM_STATUSES.filter((one) => (statuses?.includes(one) ?? false) !== (one === status));
  return turned.length > 0 ? turned : undefined;
}

/** The order of the list as the heads of the table show it. What is tried next has one direction only. */
export function itemsSort({ sort }: QueueSearch): TableSort {
  const direction = sort === QueueSort.Oldest || sort === QueueSort.NextAttempt ? 'asc' : 'desc';
  return {
    by: sort === QueueSort.NextAttempt ? 'nextAttempt' : 'created',
    direction,
    toSearch: (by, wanted) => ({ sort: sortOf(by, wanted), cursor: undefined }),
  };
}

function sortOf(by: string, direction: 'asc' | 'desc'): QueueSort | undefined {
  if (by === 'nextAttempt') return direction === 'asc' ? QueueSort.NextAttempt : undefined;
  return direction === 'asc' ? QueueSort.Oldest : undefined;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value);
}

/** A member that is left out where there is nothing to say: it would stand in the address. */
function pick<K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [N in K]?: V };
}
