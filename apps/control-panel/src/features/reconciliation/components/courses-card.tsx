import { Switch } from '@mantine/core';
import type { ReconciliationCourseView } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { type Column, DataTable } from '../../../ui/data-table';
import { Section } from '../../../ui/section';
import { figureColumns } from './figure-cells';

const words = strings.reconciliation.courses;

const COLUMNS: Column<ReconciliationCourseView>[] = [
  {
    id: 'course',
    header: words.course,
    isTitle: true,
    cell: ({ course, courseId }) => <Clamped>{course ?? words.unknown(courseId)}</Clamped>,
  },
  ...figureColumns<ReconciliationCourseView>(({ courseId }) => ({ course: courseId })),
];

/** Where completions stand, course by course. */
export function CoursesCard({ byCourse }: { byCourse: readonly ReconciliationCourseView[] }) {
  const [isDifferingOnly, setIsDifferingOnly] = useState(false);
  const differing = byCourse.filter(({ unexplained }) => unexplained !== 0);
  const shown = isDifferingOnly ? differing : byCourse;
  return (
    <Section
      className="by-course"
      heading={words.heading}
      purpose={words.purpose}
      aside={
        differing.length > 0 && (
          <Switch
            label={words.differing}
            checked={isDifferingOnly}
            onChange={({ currentTarget }) => setIsDifferingOnly(currentTarget.checked)}
          />
        )
      }
    >
      {shown.length === 0 ? (
        <p className="quiet">{words.empty}</p>
      ) : (
        <DataTable
          label={words.label}
          columns={COLUMNS}
          rows={shown}
          rowKey={({ courseId }) => String(courseId)}
        />
      )}
    </Section>
  );
}
