import type { CompletionView } from '@oracle-integration/contracts';
import { aCompletionView } from '@oracle-integration/testing';
import { revisionDifferences } from './revision-differences';

const before = aCompletionView();
const differences = (after: Partial<CompletionView>) => revisionDifferences(before, { ...before, ...after });

describe('revisionDifferences', () => {
  it('are none between equal revisions', () => {
    expect(differences({})).toEqual([]);
  });

  it('name a field with its values before and after', () => {
    expect(differences({ timecompleted: '2026-02-02T00:00:00Z' })).toEqual([
      { field: 'timecompleted', from: '2026-02-01T14:03:11Z', to: '2026-02-02T00:00:00Z' },
    ]);
  });

  it('name nested fields with a dot, in the order they are shown in', () => {
    const changes = differences({
      course: { ...before.course, fullname: 'Fire' },
      user: { ...before.user, lastname: 'Ruiz', suspended: true },
      grade: { value: 85, max: 100, percent: 85 },
    });

    expect(changes).toEqual([
      { field: 'grade.value', from: 80, to: 85 },
      { field: 'grade.percent', from: 80, to: 85 },
      { field: 'user.lastname', from: 'López', to: 'Ruiz' },
      { field: 'user.suspended', from: false, to: true },
      { field: 'course.fullname', from: 'Fire Safety', to: 'Fire' },
    ]);
  });

  it('show a grade that comes or goes by its parts', () => {
    const parts = [
      { field: 'grade.value', from: 80, to: null },
      { field: 'grade.max', from: 100, to: null },
      { field: 'grade.percent', from: 80, to: null },
    ];

    expect(differences({ grade: null })).toEqual(parts);
    expect(revisionDifferences({ ...before, grade: null }, before)).toEqual(
      parts.map(({ field, from }) => ({ field, from: null, to: from })),
    );
  });

  it('leave out what names the record and what every revision changes', () => {
    const renamed = {
      id: 'another',
      revision: 9,
      changedAt: '2027-01-01T00:00:00Z',
      userId: 1,
      courseId: 2,
      user: { ...before.user, id: 1 },
      course: { ...before.course, id: 2 },
    };

    expect(differences(renamed)).toEqual([]);
  });

  it('take a field that an older revision did not have yet for empty', () => {
    const older: Partial<CompletionView> = { ...before };
    delete older.rpl;

    expect(revisionDifferences(older as CompletionView, { ...before, rpl: 'Degree' })).toEqual([
      { field: 'rpl', from: null, to: 'Degree' },
    ]);
    expect(revisionDifferences(older as CompletionView, before)).toEqual([]);
  });
});
