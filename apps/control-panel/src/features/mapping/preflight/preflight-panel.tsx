import type { PreflightView, SettingChanges } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { EmptyState } from '../../../ui/empty-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { QueryPicture } from '../../../ui/query-picture';
import { isRunning, preflightQueries } from '../api/preflight-queries';
import { EarlierPreflights } from './earlier-preflights';
import { PreflightForm } from './preflight-form';
import { PreflightPicture } from './preflight-picture';
import '../mapping.css';

const words = strings.mapping.preflight;

interface PreflightPanelProps {
  values: SettingChanges;
}

/** What would happen if everything were sent: the preflight that was started last, and a way to start one. */
export function PreflightPanel({ values }: PreflightPanelProps) {
  const query = useQuery(preflightQueries.latest());
  return (
    <QueryPicture
      query={query}
      skeleton={<ListSkeleton label={words.loading} rows={5} />}
      failedTitle={words.failedTitle}
    >
      {(preflights) => <Preflights preflights={preflights} values={values} />}
    </QueryPicture>
  );
}

function Preflights({ preflights, values }: PreflightPanelProps & { preflights: readonly PreflightView[] }) {
  // The panel also stands in a drawer beside other pages, whose address it must leave alone.
  const [chosenId, setChosenId] = useState<string | null>(null);
  const shown = preflights.find(({ id }) => id === chosenId) ?? preflights[0];
  return (
    <div className="preflight">
      {!preflights.some(isRunning) && <PreflightForm values={values} onStarted={() => setChosenId(null)} />}
      {shown ? (
        <PreflightPicture key={shown.id} preflight={shown} />
      ) : (
        <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
      )}
      {shown && preflights.length > 1 && (
        <EarlierPreflights preflights={preflights} shownId={shown.id} onChoose={setChosenId} />
      )}
    </div>
  );
}
