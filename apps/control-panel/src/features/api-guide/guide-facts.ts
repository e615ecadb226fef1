import { type CompletionView, EXAMPLE_COMPLETION, type OverviewView } from '@oracle-integration/contracts';

/** What the guide says differently on each site. */
export interface GuideFacts {
  /** `https://integration.example.com/api/v1/completions` */
  completionsUrl: string;
  acknowledgementUrl: string;
  isPullOn: boolean;
  sample: CompletionView;
}

/** @param completion a real one, or `null` where there is none yet: then an invented one is shown */
export function guideFactsOf(overview: OverviewView, completion: CompletionView | null): GuideFacts {
  const { url, enabled } = overview.pull;
  return {
    completionsUrl: url,
    acknowledgementUrl: `${url}/ack`,
    isPullOn: overview.enabled && enabled,
    sample: completion === null ? EXAMPLE_COMPLETION : withInventedPerson(completion),
  };
}

/**
 * A real record about an invented person: which fields are filled and how the course is called is the site's own, and
 * nobody's name, number, result or time gets into a text that is made to be passed on.
 */
function withInventedPerson(completion: CompletionView): CompletionView {
  const { id, userId, user, timeenrolled, timestarted, timecompleted, grade, rpl, changedAt } =
    EXAMPLE_COMPLETION;
  return {
    ...completion,
    id,
    userId,
    timeenrolled: completion.timeenrolled && timeenrolled,
    timestarted: completion.timestarted && timestarted,
    timecompleted: completion.timecompleted && timecompleted,
    grade: completion.grade && grade,
    rpl,
    changedAt,
    user,
  };
}
