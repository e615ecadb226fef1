import { CompletionStatus, type CompletionView, type OverviewView } from '@oracle-integration/contracts';

/** What the guide says differently on each site. */
export interface GuideFacts {
  /** `https://integration.example.com/api/v1/completions` */
  completionsUrl: string;
  acknowledgementUrl: string;
  isPullOn: boolean;
  sample: CompletionView;
}

/** For a site that has no completion yet. */
const INVENTED: CompletionView = {
  id: '0198c0de-5b1f-7c3a-9d2e-4f6a8b0c1d2e',
  revision: 1,
  userId: 1207,
  courseId: 88,
  status: CompletionStatus.Complete,
  progress: 100,
  timeenrolled: '2026-01-05T08:00:00Z',
  timestarted: '2026-01-06T09:12:00Z',
  timecompleted: '2026-02-01T14:03:11Z',
  grade: { value: 85, max: 100, percent: 85 },
  rpl: null,
  archived: false,
  changedAt: '2026-02-01T14:03:40.120Z',
  user: {
    id: 1207,
    username: 'mlopez',
    idnumber: 'E100234',
    firstname: 'María',
    lastname: 'López',
    email: 'maria.lopez@example.com',
    suspended: false,
    deleted: false,
  },
  course: {
    id: 88,
    fullname: 'Fire Safety',
    shortname: 'FIRE-1',
    idnumber: 'OLC-10021',
    category: 'Compliance',
  },
};

/** @param completion a real one, or `null` where there is none yet */
export function guideFactsOf(overview: OverviewView, completion: CompletionView | null): GuideFacts {
  const { url, enabled } = overview.pull;
  return {
    completionsUrl: url,
    acknowledgementUrl: `${url}/ack`,
    isPullOn: overview.enabled && enabled,
    sample: completion === null ? INVENTED : withInventedPerson(completion),
  };
}

/**
 * A real record about an invented person: which fields are filled and how the course is called is the site's own, and
 * nobody's name, number, result or time gets into a text that is made to be passed on.
 */
function withInventedPerson(completion: CompletionView): CompletionView {
  const { id, userId, user, timeenrolled, timestarted, timecompleted, grade, rpl, changedAt } = INVENTED;
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
