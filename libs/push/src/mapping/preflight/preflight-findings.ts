import {
  type CompletionView,
  courseTitle,
  personName,
  type PreflightSampleView,
} from '@oracle-integration/contracts';
import type { Mapped } from '../completion-mapper';

/** People, and courses, that are named of a group; more do not fit on a screen. */
const SAMPLES_MAX = 20;

/** What would be parked for one cause. */
export interface FoundGroup {
  readonly code: string;
  readonly detail: string | null;
  count: number;
  readonly people: PreflightSampleView[];
  readonly courses: PreflightSampleView[];
}

/** What a preflight has found so far; bounded, however many completions it looks at. */
export interface PreflightFindings {
  lookedAt: number;
  fine: number;
  parked: number;
  /** By the policies; those of an earlier version do not say. */
  keptBack?: number;
  changedSinceSent: number;
  readonly groups: FoundGroup[];
}

export function nothingFound(): PreflightFindings {
  return { lookedAt: 0, fine: 0, parked: 0, keptBack: 0, changedSinceSent: 0, groups: [] };
}

/** Adds one completion that the policies keep back. */
export function noteKeptBack(findings: PreflightFindings): void {
  findings.lookedAt += 1;
  findings.keptBack = (findings.keptBack ?? 0) + 1;
}

/** Adds one completion to the findings. */
export function noteMapped(
  findings: PreflightFindings,
  { view, mapped, isChangedSinceSent }: { view: CompletionView; mapped: Mapped; isChangedSinceSent: boolean },
): void {
  findings.lookedAt += 1;
  if (!('parked' in mapped)) {
    findings.fine += 1;
    if (isChangedSinceSent) findings.changedSinceSent += 1;
    return;
  }
  findings.parked += 1;
  const { code, detail } = mapped.parked;
  let group = findings.groups.find((known) => known.code === code);
  if (!group) findings.groups.push((group = { code, detail, count: 0, people: [], courses: [] }));
  group.count += 1;
  const { user, course } = view;
  noteSample(group.people, { id: user.id, name: personName(user), number: user.idnumber });
  noteSample(group.courses, { id: course.id, name: courseTitle(course), number: course.idnumber });
}

/** The findings without the name and the number of a person; all counts stay. */
export function withoutSample(findings: PreflightFindings, userId: number): PreflightFindings {
  const groups = findings.groups.map((group) => ({
    ...group,
    people: group.people.filter(({ id }) => id !== userId),
  }));
  return { ...findings, groups };
}

function noteSample(samples: PreflightSampleView[], met: Omit<PreflightSampleView, 'count'>): void {
  const known = samples.find(({ id }) => id === met.id);
  if (known) known.count += 1;
  else if (samples.length < SAMPLES_MAX) samples.push({ ...met, count: 1 });
}
