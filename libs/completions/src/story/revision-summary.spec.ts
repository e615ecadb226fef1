import { type CompletionView, NoticedBy, RecordChangeKind } from '@oracle-integration/contracts';
import { aCompletionView } from '@oracle-integration/testing';
import { revisionDifferences } from './revision-differences';
import { revisionSummary } from './revision-summary';

const before = aCompletionView();
const open = { status: 'inprogress', progress: 20, timecompleted: null, grade: null } as const;

/** What is said of a revision, without how it was noticed. */
function whatHappened(
  kind: RecordChangeKind,
  after: Partial<CompletionView>,
  previous: CompletionView | null = before,
) {
  const completion = { ...(previous ?? before), ...after };
  const changes = previous ? revisionDifferences(previous, completion) : [];
  const summary = revisionSummary({ kind, noticedBy: 'change_log', completion, changes });
  return summary.replace(" Noticed in the site's change log.", '');
}

describe('revisionSummary', () => {
  it.each([
    ['enrolled', { ...open, status: 'notyetstarted', progress: 0 }, 'Enrolled, not yet started.'],
    ['enrolled', open, 'Enrolled, in progress (20 %).'],
    ['enrolled', { ...open, progress: null }, 'Enrolled, in progress.'],
    ['completed', {}, 'Completed on 2026-02-01 14:03 UTC with a grade of 80 of 100.'],
    ['completed', { grade: null }, 'Completed on 2026-02-01 14:03 UTC.'],
    ['completed', { grade: null, timecompleted: null }, 'Completed.'],
    [
      'completed',
      { grade: { value: 7, max: null, percent: null } },
      'Completed on 2026-02-01 14:03 UTC with a grade of 7.',
    ],
    [
      'completed',
      { status: 'completeviarpl', rpl: 'Degree' },
      'Completed on 2026-02-01 14:03 UTC by recognition of prior learning: Degree.',
    ],
    [
      'completed',
      { status: 'completeviarpl' },
      'Completed on 2026-02-01 14:03 UTC by recognition of prior learning.',
    ],
  ] as const)('tells a first revision: %s %j', (kind, after, sentence) => {
    expect(whatHappened(kind, after, null)).toBe(sentence);
  });

  it.each([
    ['corrected', { grade: { value: 85, max: 100, percent: 85 } }, 'Grade corrected from 80 to 85.'],
    ['corrected', { grade: null }, 'Grade 80 removed.'],
    ['corrected', { grade: { value: 80, max: 100, percent: null } }, 'Grade in percent 80 removed.'],
    [
      'corrected',
      { timecompleted: '2026-01-31T23:59:59Z' },
      'Time of completion corrected from 2026-02-01 14:03 UTC to 2026-01-31 23:59 UTC.',
    ],
    [
      'corrected',
      { status: 'completeviarpl', rpl: 'Degree' },
      'Status corrected from complete to complete by prior learning. Reason for prior learning set to Degree.',
    ],
    [
      'archived',
      { archived: true },
      "Moved to Totara's history: the completion stands, and the course can be taken anew.",
    ],
    [
      'archived',
      { archived: true, grade: { value: 81, max: 100, percent: 81 } },
      "Moved to Totara's history: the completion stands, and the course can be taken anew. Grade changed from 80 to 81.",
    ],
    ['reinstated', { archived: false }, "Brought back out of Totara's history."],
    ['revoked', { status: 'revoked' }, 'Taken back in Totara: the completion is no longer there.'],
    ['revoked', { ...open, status: 'revoked' }, 'Taken back in Totara: the enrolment is no longer there.'],
    ['described', { user: { ...before.user, lastname: 'Ruiz' } }, 'Last name changed from López to Ruiz.'],
    ['described', { user: { ...before.user, suspended: true } }, 'The person was suspended.'],
    ['described', { user: { ...before.user, deleted: true } }, 'The person was deleted in Totara.'],
    [
      'described',
      { course: { ...before.course, fullname: null, category: 'Safety' } },
      'Course title Fire Safety removed. Course category changed from Compliance to Safety.',
    ],
  ] as const)('tells a later revision: %s %j', (kind, after, sentence) => {
    expect(whatHappened(kind, after)).toBe(sentence);
  });

  it('tells how an enrolment went on', () => {
    const enrolled = aCompletionView({ ...open, status: 'notyetstarted', progress: 0 });

    expect(whatHappened('progressed', { status: 'inprogress', progress: 40 }, enrolled)).toBe(
      'Status changed from not yet started to in progress. Progress changed from 0 % to 40 %.',
    );
  });

  it('tells a return with what is other than before', () => {
    const revoked = aCompletionView({ status: 'revoked' });

    expect(whatHappened('restored', { status: 'complete' }, revoked)).toBe(
      'There again in Totara, after it was taken back.',
    );
    expect(
      whatHappened('restored', { status: 'complete', grade: { value: 90, max: 100, percent: 90 } }, revoked),
    ).toBe('There again in Totara, after it was taken back. Grade changed from 80 to 90.');
  });

  it('ends with how it was noticed, in other words for each way', () => {
    const facts = { kind: 'corrected', completion: before, changes: [] } as const;

    const endings = Object.values(NoticedBy).map((noticedBy) => revisionSummary({ ...facts, noticedBy }));

    expect(new Set(endings).size).toBe(endings.length);
    expect(revisionSummary({ ...facts, noticedBy: 'reconciliation' })).toBe(
      'Corrected. Noticed by the nightly comparison.',
    );
  });

  it('has words for every kind, also where no field differs', () => {
    const summaries = Object.values(RecordChangeKind).map((kind) => whatHappened(kind, {}));

    for (const summary of summaries) expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(new Set(summaries).size).toBe(summaries.length);
  });
});
