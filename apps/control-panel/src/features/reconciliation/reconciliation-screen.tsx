import { Button, Group } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { EmptyState } from '../../ui/empty-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { QueryPicture } from '../../ui/query-picture';
import type { SearchChange } from '../../ui/search-link';
import { toast } from '../../ui/toast';
import type { Reconciliation } from './api/reconciliation';
import { reconciliationQueries, SIGN_OFF_PATH, useStartComparison } from './api/reconciliation-queries';
import { CoursesCard } from './components/courses-card';
import { DaysCard } from './components/days-card';
import { Headline } from './components/headline';
import { RowsDrawer } from './components/rows-drawer';
import { RunNotice } from './components/run-notice';
import { Totals } from './components/totals';
import { CHART_DAYS, type ReconciliationSearch } from './reconciliation-search';
import './reconciliation.css';

interface ReconciliationScreenProps {
  search: ReconciliationSearch;
  /** Changes the address. */
  onSearch: (change: SearchChange) => void;
  /** The way to the story of a completion. */
  toStory: (recordId: string, name: ReactNode) => ReactNode;
  /** The way to the policies in Settings. */
  policiesLink: ReactNode;
}

const words = strings.reconciliation;

/** `/control-panel/reconciliation`: is every completion in Totara accounted for? */
export function ReconciliationScreen({ search, onSearch, toStory, policiesLink }: ReconciliationScreenProps) {
  const { mayManage } = useViewer();
  const query = useQuery(reconciliationQueries.current());
  const { data, dataUpdatedAt } = query;
  const { days, rows, day, course } = search;
  return (
    <>
      <PageHeader
        title={words.title}
        purpose={words.purpose}
        aside={data && <ReconciliationActions view={data} />}
      />
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} rows={10} />}
        failedTitle={words.failedTitle}
      >
        {(view) => (
          <>
            {view.current && <RunNotice run={view.current} />}
            {view.last ? (
              <>
                <Headline view={view} now={new Date(dataUpdatedAt)} />
                {view.isPolicyChanged && !view.current && (
                  <Notice tone="progress">{words.policyChanged}</Notice>
                )}
                <Totals totals={view.totals} policiesLink={mayManage && policiesLink} />
                <DaysCard
                  byDay={view.byDay}
                  days={days ?? CHART_DAYS[0]}
                  until={view.last.finishedAt ?? new Date(dataUpdatedAt)}
                />
                <CoursesCard byCourse={view.byCourse} />
              </>
            ) : (
              <EmptyState title={words.emptyTitle}>{view.summary}</EmptyState>
            )}
          </>
        )}
      </QueryPicture>
      {rows && (
        <RowsDrawer
          behind={{ rows, day, course }}
          courseName={data?.byCourse.find(({ courseId }) => courseId === course)?.course ?? undefined}
          onClose={() => onSearch({ rows: undefined, day: undefined, course: undefined })}
          toStory={toStory}
        />
      )}
    </>
  );
}

function ReconciliationActions({ view: { current, last } }: { view: Reconciliation }) {
  const { mayManage } = useViewer();
  const start = useStartComparison();
  const compare = () =>
    start.mutate(
      {},
      {
        onSuccess: () => toast.done(words.run.started),
        onError: (error) => toast.failed(words.run.startFailed, error),
      },
    );
  return (
    <Group gap="xs">
      {mayManage && current === null && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={start.isPending}
          onClick={compare}
        >
          {words.run.start}
        </Button>
      )}
      {last && (
        <Button
          component="a"
          href={SIGN_OFF_PATH}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {words.signOff}
        </Button>
      )}
    </Group>
  );
}
