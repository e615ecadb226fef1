import type { SettingChanges } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { strings } from '../../../lib/strings';
import { EmptyState } from '../../../ui/empty-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { QueryPicture } from '../../../ui/query-picture';
import { isRunning, preflightQueries } from '../api/preflight-queries';
import { PreflightForm } from './preflight-form';
import { PreflightPicture } from './preflight-picture';
import '../mapping.css';

const words = strings.mapping.preflight;

/** What would happen if everything were sent: the preflight that was started last, and a way to start one. */
export function PreflightPanel({ values }: { values: SettingChanges }) {
  const query = useQuery(preflightQueries.latest());
  return (
    <QueryPicture
      query={query}
      skeleton={<ListSkeleton label={words.loading} rows={5} />}
      failedTitle={words.failedTitle}
    >
      {(preflight) => (
        <div className="preflight">
          {!(preflight && isRunning(preflight)) && <PreflightForm values={values} />}
          {preflight ? (
            <PreflightPicture preflight={preflight} />
          ) : (
            <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
          )}
        </div>
      )}
    </QueryPicture>
  );
}
