import type { BackfillCriteria } from '@oracle-integration/completions';
import type { ApiFieldError, RequestBackfill } from '@oracle-integration/contracts';
import { parseMoment, RequestInvalidError } from '@oracle-integration/platform';

/**
 * Which completions a request means. Each field is valid by itself; here they are looked at together.
 *
 * @throws RequestInvalidError when nothing is chosen, or choices contradict each other
 */
export function backfillCriteriaOf(request: RequestBackfill): BackfillCriteria {
  const { courseIds, userIds } = request;
  const criteria = {
    from: momentOf(request.from),
    to: momentOf(request.to),
    courseIds: courseIds ?? [],
    userIds: userIds ?? [],
  };
  const { from, to } = criteria;
  const isChosen = from !== null || to !== null || criteria.courseIds.length + criteria.userIds.length > 0;
  if (!isChosen && request.everything !== true) {
    refuse('everything', 'choose completions by from, to, courseIds or userIds, or set everything to true');
  }
  if (isChosen && request.everything === true) {
    refuse('everything', 'everything cannot be true beside from, to, courseIds or userIds');
  }
  if (from !== null && to !== null && from >= to) {
    refuse('to', 'to must be later than from: it is the first moment that is left out');
  }
  return criteria;
}

/** A list or moment that is `null` counts as left out. */
function momentOf(text: string | null | undefined): Date | null {
  return typeof text === 'string' ? (parseMoment(text) ?? null) : null;
}

function refuse(field: ApiFieldError['field'], message: string): never {
  throw new RequestInvalidError([{ field, message }]);
}
